import { Link } from '@tanstack/react-router';
import { networkContract as contract, type NetworkActor } from 'yunhe/observatory/contract';
import { useKindName } from '../registry/choices.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Section } from '../ui/page.tsx';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { networkWords } from './network-words.ts';
import type { Figures } from './one-network.tsx';
import { useRegionName } from './places.tsx';
import { useFigure } from './series-facts.tsx';
import { observatoryWords } from './words.ts';

type Named = Pick<NetworkActor, 'organisation' | 'region'>;

function ActorName({ actor }: { readonly actor: Named }) {
  const language = useLanguage();
  const nameOf = useRegionName();
  const { organisation, region } = actor;
  if (organisation === null) return <>{nameOf(region)}</>;
  return (
    <>
      <Link to="/organisations/$organisationId" params={{ organisationId: organisation.id }}>
        {nameIn(language, organisation)}
      </Link>{' '}
      <span className="quiet">{region === null ? '' : nameOf(region)}</span>
    </>
  );
}

const roles = ['itinerant', 'gatekeeper', 'representative', 'liaison'] as const;

function useActorColumns() {
  const t = useWords(networkWords);
  const format = useFormat();
  const figure = useFigure();
  const kindOf = useKindName();
  const number = (
    key: 'strength' | 'degree' | 'core' | 'across',
    title: string,
  ): Column<NetworkActor> => ({
    key,
    title,
    align: 'end',
    render: (actor) => format.number(actor[key]),
  });
  return {
    name: {
      key: 'name',
      title: t('actor'),
      render: (actor: NetworkActor) => <ActorName actor={actor} />,
    },
    kind: {
      key: 'kind',
      title: t('actorKind'),
      render: ({ kind }: NetworkActor) => (kind === null ? '—' : kindOf(kind)),
    },
    strength: number('strength', t('strength')),
    degree: number('degree', t('degree')),
    core: number('core', t('core')),
    across: number('across', t('acrossCount')),
    role: {
      key: 'role',
      title: t('mainRole'),
      render: ({ roles: counts }: NetworkActor) => {
        const main = roles.reduce((most, one) => (counts[one] > counts[most] ? one : most));
        return t(`role_${main}`);
      },
    },
    apart: {
      key: 'apart',
      title: t('apart'),
      render: ({ apart }: NetworkActor) => (apart === null ? '—' : t(`apart_${apart}`)),
    },
    betweenness: {
      key: 'betweenness',
      title: t('betweenness'),
      align: 'end' as const,
      render: ({ betweenness, betweennessLow: low, betweennessHigh: high }: NetworkActor) =>
        low === null || high === null
          ? figure(betweenness)
          : t('betweennessSaid', {
              value: figure(betweenness),
              low: figure(low),
              high: figure(high),
            }),
    },
    pageRank: {
      key: 'pageRank',
      title: t('pageRank'),
      align: 'end' as const,
      render: ({ pageRank }: NetworkActor) => pageRank.toPrecision(3),
    },
    constraint: {
      key: 'constraint',
      title: t('constraint'),
      align: 'end' as const,
      render: ({ constraint }: NetworkActor) => figure(constraint),
    },
    community: {
      key: 'community',
      title: t('community'),
      align: 'end' as const,
      optional: true,
      render: ({ community }: NetworkActor) => format.number(community + 1),
    },
  } satisfies Record<string, Column<NetworkActor>>;
}

interface Of {
  readonly networkId: string;
}

const exports = { endpoint: contract.exportNetworkActors };
const keyOf = ({ at }: NetworkActor) => String(at);

export function Brokers({ networkId }: Of) {
  const t = useWords(networkWords);
  const { name, kind, across, role, betweenness } = useActorColumns();
  return (
    <Section title={t('brokers')} plain>
      <p className="quiet">{t('brokersHint')}</p>
      <List
        endpoint={contract.listNetworkActors}
        input={{ networkId, brokers: true, sort: '-across' }}
        label={t('brokers')}
        prefix="brokers."
        columns={[name, kind, across, role, betweenness]}
        rowKey={keyOf}
        exports={exports}
        empty={{ title: t('noBrokers') }}
      />
    </Section>
  );
}

const apartKinds = ['unlinked', 'detached', 'inward'] as const;

export function Apart({ networkId }: Of) {
  const t = useWords(networkWords);
  const { name, kind, apart, strength } = useActorColumns();
  const options = apartKinds.map((value) => ({ value, label: t(`apart_${value}`) }));
  return (
    <Section title={t('apartTitle')} plain>
      <List
        endpoint={contract.listNetworkActors}
        input={
          useListState('apart.').several('apart').length > 0
            ? { networkId }
            : { networkId, apart: [...apartKinds] }
        }
        label={t('apartTitle')}
        prefix="apart."
        columns={[name, kind, apart, strength]}
        rowKey={keyOf}
        filters={[{ kind: 'choices', name: 'apart', label: t('apart'), options }]}
        exports={exports}
        empty={{ title: t('noneApart') }}
      />
    </Section>
  );
}

export function Actors({ networkId }: Of) {
  const t = useWords(networkWords);
  const columns = useActorColumns();
  const { name, strength, degree, core, betweenness, pageRank, constraint, community } = columns;
  return (
    <Section title={t('everyone')} plain>
      <List
        endpoint={contract.listNetworkActors}
        input={{ networkId }}
        label={t('everyone')}
        prefix="all."
        columns={[name, strength, degree, core, betweenness, pageRank, constraint, community]}
        rowKey={keyOf}
        sorts={[
          { value: '-strength', label: t('byStrength') },
          { value: '-degree', label: t('byDegree') },
          { value: '-betweenness', label: t('byBetweenness') },
          { value: '-pageRank', label: t('byPageRank') },
          { value: 'constraint', label: t('byConstraint') },
        ]}
        exports={exports}
      />
    </Section>
  );
}

export function NewLinks({ figures: { newLinks } }: { readonly figures: Figures }) {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const format = useFormat();
  return (
    <Section title={t('proposals')} plain>
      <p className="quiet">{t('proposalsHint')}</p>
      {newLinks.length === 0 ? (
        <p>{t('noProposals')}</p>
      ) : (
        <TableFrame label={t('proposals')} saved>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('first')}</th>
                <th scope="col">{t('second')}</th>
                <th scope="col" className="end">
                  {t('gain')}
                </th>
                <th scope="col" className="end">
                  {t('pairsJoined')}
                </th>
                <th scope="col">{o('barriers')}</th>
              </tr>
            </thead>
            <tbody>
              {newLinks.map(({ first, second, gain, pairsJoined }, at) => (
                <tr key={at}>
                  <td>
                    <ActorName actor={first} />
                  </td>
                  <td>
                    <ActorName actor={second} />
                  </td>
                  <td className="end">{gain.toPrecision(2)}</td>
                  <td className="end">{format.number(pairsJoined)}</td>
                  <td>
                    <Link
                      to={'/observatory/barriers' as string}
                      search={
                        {
                          fromRegion: first.region?.code,
                          toRegion: second.region?.code,
                        } as never
                      }
                    >
                      {t('see')}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Section>
  );
}
