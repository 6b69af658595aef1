import { Button, Input } from 'antd';
import type { DeclaredGap, VersionCheck } from 'yunhe/rules/contract';
import { useWords } from '../ui/words.ts';
import { editWords } from './edit-words.ts';
import { Where } from './findings.tsx';

/** Gaps that the check found; one with a reason is declared. */
export function EditGaps({
  check,
  value = [],
  onChange,
}: {
  readonly check: VersionCheck;
  readonly value?: readonly DeclaredGap[];
  readonly onChange?: (gaps: DeclaredGap[]) => void;
}) {
  const t = useWords(editWords);
  const found = check.analysis.tables.flatMap(({ gaps }) => gaps);
  const gone = value.filter(({ key }) => !found.some((gap) => gap.key === key));
  const without = (key: string) => value.filter((one) => one.key !== key);
  if (found.length + gone.length === 0) return <p className="rule-sound">{t('noGaps')}</p>;
  return (
    <>
      {found.map(({ key, where }) => (
        <div key={key} className="input-row">
          <label htmlFor={`gap-${key}`}>
            <Where where={where} />
          </label>
          <Input
            id={`gap-${key}`}
            placeholder={t('whyOpen')}
            maxLength={300}
            value={value.find((one) => one.key === key)?.reason ?? ''}
            onChange={({ target }) => {
              const reason = target.value;
              onChange?.(reason === '' ? without(key) : [...without(key), { key, reason }]);
            }}
          />
        </div>
      ))}
      {gone.map(({ key, reason }) => (
        <p key={key} className="row">
          <span className="tag tag-warn">{t('goneGap')}</span> {reason}
          <Button size="small" onClick={() => onChange?.(without(key))}>
            {t('remove')}
          </Button>
        </p>
      ))}
    </>
  );
}
