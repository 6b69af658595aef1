import { Select } from 'antd';
import { useState } from 'react';
import { rulesContract as contract } from 'yunhe/rules/contract';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { RuleChoice } from './rule-choice.tsx';
import { rulesWords } from './words.ts';

/** A rule, then one of its versions; what is chosen is the version. */
export function VersionChoice({
  id,
  label,
  value,
  onChange,
}: {
  readonly id?: string;
  readonly label: string;
  readonly value?: string | null;
  readonly onChange?: (versionId: string | undefined) => void;
}) {
  const t = useWords(rulesWords);
  const [chosen, setChosen] = useState<string>();
  const has = value !== undefined && value !== null && value !== '';
  const version = useRead(contract.readVersion, { versionId: value ?? '' }, { enabled: has });
  const ruleSetId = chosen ?? (has ? version.data?.ruleSetId : undefined);
  const found = useRead(
    contract.readRuleSet,
    { ruleSetId: ruleSetId ?? '' },
    { enabled: ruleSetId !== undefined },
  );
  return (
    <div className="version-choice">
      <RuleChoice
        {...(id === undefined ? {} : { id })}
        label={label}
        value={ruleSetId ?? null}
        onChange={(next) => {
          setChosen([next].flat()[0]);
          onChange?.(undefined);
        }}
      />
      {ruleSetId === undefined ? null : (
        <Select
          aria-label={`${label}: ${t('version')}`}
          placeholder={t('version')}
          value={has ? value : null}
          loading={found.isFetching}
          options={(found.data?.versions ?? []).map(({ id: versionId, number, state }) => ({
            value: versionId,
            label: `${t('versionNumber', { number })} · ${t(`state_${state}`)}`,
          }))}
          onChange={(next: string) => onChange?.(next)}
        />
      )}
    </div>
  );
}
