import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { networkContract as contract, type NetworkAsked } from 'yunhe/observatory/contract';
import { organisationKinds } from 'yunhe/registry/contract';
import { RegionChoice, useCompactChoices, useKindName } from '../registry/choices.tsx';
import { type Filter, Filters } from '../ui/filters.tsx';
import { type ListState, useListState } from '../ui/list-state.ts';
import { Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { networkWords } from './network-words.ts';
import { observatoryWords } from './words.ts';

export const subjects = ['collaborations', 'flows'] as const;
const collaborationKinds = ['project', 'paper', 'patent'] as const;
const flowKinds = ['talent', 'technology', 'capital', 'services', 'data'] as const;
const windows = [1, 2, 3, 5, 10];
const firstYear = 1990;

/** What to measure, kept in the address bar until it is asked for. */
export function AskNetwork() {
  const t = useWords(networkWords);
  const state = useListState('ask.');
  const navigate = useNavigate();
  const write = useWrite(contract.measureNetwork, {
    onDone: ({ id }) =>
      void navigate({ to: '/observatory/network/$networkId', params: { networkId: id } }),
  });
  return (
    <Section title={t('askedFor')}>
      <Filters filters={useAskedFilters(state)} state={state} />
      <p>
        <Button
          type="primary"
          loading={write.isPending}
          onClick={() => write.mutate(askedOf(state))}
        >
          {t('measure')}
        </Button>
      </p>
      <ProblemView problem={write.error} />
    </Section>
  );
}

function subjectOf(state: ListState): (typeof subjects)[number] {
  return state.text('of') === 'flows' ? 'flows' : 'collaborations';
}

function askedOf(state: ListState): NetworkAsked {
  const of = subjectOf(state);
  const several = <Word extends string>(name: string, known: readonly Word[]) => {
    const chosen = known.filter((one) => state.several(name).includes(one));
    return chosen.length === 0 ? {} : { [name]: chosen };
  };
  const year = (name: string) => {
    const text = state.text(name);
    return text === '' ? {} : { [name]: Number(text) };
  };
  const region = state.several('region');
  const compactId = state.text('compactId');
  return {
    of,
    ...(compactId === '' ? {} : { compactId }),
    ...(region.length === 0 ? {} : { region: [...region] }),
    ...(of === 'flows'
      ? several('flowKind', flowKinds)
      : {
          ...several('kind', organisationKinds),
          ...several('collaborationKind', collaborationKinds),
        }),
    ...year('fromYear'),
    ...year('toYear'),
    windowYears: Number(state.text('windowYears')) || 3,
  };
}

function useAskedFilters(state: ListState): Filter[] {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const kindOf = useKindName();
  const compacts = useCompactChoices();
  const now = new Date().getFullYear();
  const years = Array.from({ length: now - firstYear + 1 }, (_, back) => String(now - back));
  const year = (name: 'fromYear' | 'toYear'): Filter => ({
    kind: 'choice',
    name,
    label: t(name),
    options: years.map((value) => ({ value, label: value })),
  });
  return [
    {
      kind: 'choice',
      name: 'of',
      label: t('of_collaborations'),
      options: subjects.map((value) => ({ value, label: t(`of_${value}`) })),
    },
    { kind: 'choice', name: 'compactId', label: t('compact'), options: compacts },
    {
      kind: 'own',
      name: 'region',
      label: o('region'),
      render: (value, change) => (
        <RegionChoice several value={value} onChange={(codes) => change([codes ?? []].flat())} />
      ),
    },
    ...(subjectOf(state) === 'flows'
      ? [
          {
            kind: 'choices' as const,
            name: 'flowKind',
            label: o('flowKind'),
            options: flowKinds.map((value) => ({ value, label: o(`flow_${value}`) })),
          },
        ]
      : [
          {
            kind: 'choices' as const,
            name: 'kind',
            label: t('actorKind'),
            options: organisationKinds.map((value) => ({ value, label: kindOf(value) })),
          },
          {
            kind: 'choices' as const,
            name: 'collaborationKind',
            label: t('collaborationKind'),
            options: collaborationKinds.map((value) => ({
              value,
              label: t(`collaboration_${value}`),
            })),
          },
        ]),
    year('fromYear'),
    year('toYear'),
    {
      kind: 'choice',
      name: 'windowYears',
      label: t('windowYears'),
      options: windows.map((count) => ({ value: String(count), label: t('years', { count }) })),
    },
  ];
}
