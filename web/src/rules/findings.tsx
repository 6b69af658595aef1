/** What the analysis of a table found, each with an input to try it with. */
import { Link } from '@tanstack/react-router';
import type { Inputs } from 'yunhe/rules/contract';
import { useLanguage, useWords } from '../ui/words.ts';
import { addressOfInputs } from './address-inputs.ts';
import { Cell } from './cell.tsx';
import type { TableFindings } from './decision-table.tsx';
import { rulesWords } from './words.ts';

export function Findings({
  findings,
  versionId,
}: {
  readonly findings: TableFindings | undefined;
  readonly versionId: string;
}) {
  const t = useWords(rulesWords);
  if (findings === undefined) return null;
  const { gaps, overlaps, dead, complete, notAnalysed } = findings;
  const forbidden = overlaps.filter((one) => one.forbidden);
  if (gaps.length + forbidden.length + dead.length === 0 && complete) {
    return <p className="rule-sound">{t('tableIsSound')}</p>;
  }
  return (
    <ul className="rule-findings">
      {gaps.map((gap) => (
        <li key={gap.key}>
          <span className={`tag ${gap.declared === null ? 'tag-bad' : ''}`}>
            {gap.declared === null ? t('gap') : t('declaredGap')}
          </span>{' '}
          <Where where={gap.where} /> {gap.declared === null ? null : `${gap.declared} `}
          <TryIt versionId={versionId} inputs={gap.example} />
        </li>
      ))}
      {forbidden.map((overlap) => (
        <li key={overlap.rules.join(' ')}>
          <span className="tag tag-bad">{t('overlap')}</span>{' '}
          {t('rulesTogether', { rules: overlap.rules.join(t('comma')) })}{' '}
          <Where where={overlap.where} /> <TryIt versionId={versionId} inputs={overlap.example} />
        </li>
      ))}
      {dead.map(({ rule, because }) => (
        <li key={rule}>
          <span className="tag tag-warn">{t('mark_dead')}</span>{' '}
          {because.length === 0
            ? t('ruleNeverHolds', { rule })
            : t('ruleIsHidden', { rule, rules: because.join(t('comma')) })}
        </li>
      ))}
      {notAnalysed.map((problem) => (
        <li key={`${problem.row} ${problem.column} ${problem.detail}`}>
          <span className="tag">{t('notAnalysed')}</span> {problem.detail}
        </li>
      ))}
    </ul>
  );
}

export function Where({ where }: { readonly where: TableFindings['gaps'][number]['where'] }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  if (where.length === 0) return <>{t('everywhere')}</>;
  return (
    <>
      {where.map(({ column, label, test }) => (
        <span key={column} className="rule-part">
          {label[language] || column} <Cell text={test} />
        </span>
      ))}
    </>
  );
}

export function TryIt({
  versionId,
  inputs,
}: {
  readonly versionId: string;
  readonly inputs: Inputs;
}) {
  const t = useWords(rulesWords);
  return (
    <Link
      to="/rules/versions/$versionId/try"
      params={{ versionId }}
      search={{ inputs: addressOfInputs(inputs) } as never}
    >
      {t('tryThis')}
    </Link>
  );
}
