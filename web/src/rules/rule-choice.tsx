import { rulesContract as contract } from 'yunhe/rules/contract';
import { useRead } from '../ui/query.ts';
import { RemoteChoice, type RemoteChoiceProps } from '../ui/remote-choice.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { rulesWords } from './words.ts';

/** A choice among the rule sets that the viewer may see. */
export function RuleChoice(
  props: Partial<
    Pick<RemoteChoiceProps<typeof contract.listRuleSets>, 'id' | 'value' | 'onChange' | 'label'>
  >,
) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  return (
    <RemoteChoice
      endpoint={contract.listRuleSets}
      valueOf={({ id }) => id}
      labelOf={({ latest }) => nameIn(language, latest) || t('unnamed')}
      nameOf={({ value }) => <NameOfRule ruleSetId={value} />}
      label={t('rule')}
      {...props}
    />
  );
}

function NameOfRule({ ruleSetId }: { readonly ruleSetId: string }) {
  const { data } = useRead(contract.readRuleSet, { ruleSetId });
  const language = useLanguage();
  return <>{data === undefined ? '…' : nameIn(language, data.latest)}</>;
}
