import type { NeedSummary } from 'yunhe/matching/contract';
import { organisationKinds } from 'yunhe/registry/contract';
import type { Filter } from '../ui/filters.tsx';
import { useWords } from '../ui/words.ts';
import { FieldChoice, MaturityChoice, OrganisationChoice, RegionChoice } from './choices.tsx';
import { matchingWords } from './words.ts';

/** Where a record comes from, what it is about and how mature: the same in lists and matches. */
export function useOriginFilters(maturityLabel: string): Filter[] {
  const t = useWords(matchingWords);
  return [
    {
      kind: 'own',
      name: 'region',
      label: t('region'),
      render: (value, change) => (
        <RegionChoice several value={value} onChange={(codes) => change([codes ?? []].flat())} />
      ),
    },
    {
      kind: 'own',
      name: 'field',
      label: t('fields'),
      render: (value, change) => <FieldChoice value={value} onChange={change} />,
    },
    {
      kind: 'choices',
      name: 'kind',
      label: t('organisationKind'),
      options: organisationKinds.map((value) => ({ value, label: t(`kind_${value}`) })),
    },
    {
      kind: 'own',
      name: 'maturity',
      label: maturityLabel,
      render: (value, change) => (
        <MaturityChoice
          label={maturityLabel}
          value={value[0] === undefined ? null : Number(value[0])}
          onChange={(level) => change(level === null ? [] : [String(level)])}
        />
      ),
    },
  ];
}

export function useListFilters(
  states: readonly NeedSummary['state'][],
  words: { readonly find: string; readonly maturity: string },
): Filter[] {
  const t = useWords(matchingWords);
  return [
    { kind: 'text', name: 'q', label: words.find },
    ...useOriginFilters(words.maturity),
    {
      kind: 'own',
      name: 'organisationId',
      label: t('organisation'),
      render: (value, change) => (
        <OrganisationChoice value={value} onChange={(id) => change([id ?? []].flat())} />
      ),
    },
    {
      kind: 'choice',
      name: 'mine',
      label: t('whose'),
      options: [{ value: 'true', label: t('mine') }],
    },
    {
      kind: 'choices',
      name: 'state',
      label: t('state'),
      options: states.map((value) => ({ value, label: t(`state_${value}`) })),
    },
  ];
}
