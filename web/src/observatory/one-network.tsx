import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { networkContract as contract, type MeasuredNetwork } from 'yunhe/observatory/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { Actors, Apart, Brokers, NewLinks } from './network-actors.tsx';
import { OverTime, RegionsOpen } from './network-charts.tsx';
import { NetworkOverTime } from './network-over-time.tsx';
import { networkWords } from './network-words.ts';
import { useNetworkTitle } from './networks.tsx';
import { useFigure, useMaker } from './series-facts.tsx';
import { Verdict } from './verdict.tsx';

const route = getRouteApi('/observatory/network/$networkId');
const askedAgainMs = 1_000;

export type Figures = NonNullable<MeasuredNetwork['figures']>;

export interface OfNetwork {
  readonly network: MeasuredNetwork;
  readonly figures: Figures;
  /** Where its figures come from, for below each picture. */
  readonly source: string;
}

function isUnderWay(of: { readonly state: string } | null): boolean {
  return of?.state === 'waiting' || of?.state === 'running';
}

/** One measured network; while it is being measured, how far it is. */
export function OneNetwork() {
  const { networkId } = route.useParams();
  const read = useRead(
    contract.readMeasuredNetwork,
    { networkId },
    {
      everyMs: (last) =>
        last === undefined || isUnderWay(last) || isUnderWay(last.recomputed)
          ? askedAgainMs
          : false,
    },
  );
  return <Loaded of={read}>{(network) => <Shown network={network} />}</Loaded>;
}

function Shown({ network }: { readonly network: MeasuredNetwork }) {
  const t = useWords(networkWords);
  const titleOf = useNetworkTitle();
  const { id, figures } = network;
  const source = useNetworkSource(network);
  return (
    <Page
      title={titleOf(network)}
      marks={<Sample when={network.sample} />}
      lead={t('networksLead')}
      above={[{ to: '/observatory/network' as never, label: t('networks') }]}
      actions={<Actions network={network} />}
    >
      {figures === null ? (
        <UnderWay network={network} />
      ) : (
        <>
          <Summary network={network} figures={figures} />
          <OverTime {...{ network, figures, source }} />
          <NetworkOverTime {...{ network, figures, source }} />
          <RegionsOpen {...{ network, figures, source }} />
          <Brokers networkId={id} />
          <NewLinks figures={figures} />
          <Apart networkId={id} />
          <Actors networkId={id} />
          <Provenance network={network} />
          <Recomputed network={network} />
        </>
      )}
    </Page>
  );
}

function UnderWay({ network }: { readonly network: MeasuredNetwork }) {
  const t = useWords(networkWords);
  const { state, done, total, failure } = network;
  const known = ['network_too_large', 'analysis_too_large'] as const;
  const code = known.find((one) => one === failure?.code) ?? 'fault';
  return (
    <Section>
      <p role="status">{state === 'failed' ? t(`failed_${code}`) : t(`state_${state}`)}</p>
      {state === 'failed' ? null : (
        <Progress percent={Math.round((100 * done) / total)} aria-label={t('progress')} />
      )}
    </Section>
  );
}

function Actions({ network }: { readonly network: MeasuredNetwork }) {
  const t = useWords(networkWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const navigate = useNavigate();
  const { id: networkId, may } = network;
  const repeat = useWrite(contract.repeatNetwork, {
    onDone: ({ id }) =>
      void navigate({ to: '/observatory/network/$networkId', params: { networkId: id } }),
  });
  const remove = useWrite(contract.removeNetwork, {
    quiet: true,
    onDone: () => void navigate({ to: '/observatory/network' }),
  });
  const ask = async () => {
    const question = { title: t('remove'), content: t('removeAsked') };
    if (await confirm({ ...question, yes: t('remove'), danger: true })) {
      remove.mutate({ networkId }, { onError: notice.failed });
    }
  };
  return (
    <>
      {may.repeat ? (
        <Button
          loading={repeat.isPending}
          onClick={() => repeat.mutate({ networkId }, { onError: notice.failed })}
        >
          {t('repeat')}
        </Button>
      ) : null}
      {may.remove ? (
        <Button danger loading={remove.isPending} onClick={() => void ask()}>
          {t('remove')}
        </Button>
      ) : null}
    </>
  );
}

function Summary({
  network,
  figures,
}: {
  readonly network: MeasuredNetwork;
  readonly figures: Figures;
}) {
  const t = useWords(networkWords);
  const format = useFormat();
  const figure = useFigure();
  const { asked } = network;
  const { summary, caveats } = figures;
  const communities = t('communitiesSaid', {
    count: format.number(summary.communities),
    modularity: figure(summary.modularity),
  });
  return (
    <Section>
      <Facts
        facts={[
          [t('actors'), format.number(summary.actors)],
          [t('linked'), format.number(summary.linked)],
          [t('links'), format.number(summary.links)],
          [t('parts'), format.number(summary.parts)],
          [t('largestPart'), format.number(summary.largestPart)],
          [t('openness'), figure(summary.openness)],
          [t('eiIndex'), figure(summary.eiIndex)],
          [t('communities'), communities],
        ]}
      />
      {caveats.length === 0 ? null : (
        <>
          <p className="strong">{t('caveats')}</p>
          <ul className="quiet">
            {caveats.map(({ code, count }) => (
              <li key={code}>
                {t(`caveat_${code}` as 'caveat_not_connected', { count: format.number(count) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {asked.of === 'flows' ? null : (
        <p>
          <Link
            to={'/network' as string}
            search={
              {
                compactId: asked.compactId,
                region: asked.region,
                kind: asked.kind,
                collaborationKind: asked.collaborationKind,
                fromYear: asked.fromYear?.toString(),
                toYear: asked.toYear?.toString(),
              } as never
            }
          >
            {t('seePartners')}
          </Link>
        </p>
      )}
    </Section>
  );
}

function useNetworkSource({ method, resultDigest, madeBy, madeAt }: MeasuredNetwork): string {
  const t = useWords(networkWords);
  const makerOf = useMaker();
  const format = useFormat();
  const short = (digest: string | null) => (digest ?? '').slice(0, 12);
  return t('provenance', {
    name: method.name,
    version: method.version,
    inputs: short(method.inputsDigest),
    result: short(resultDigest),
    by: makerOf(madeBy),
    at: format.instant(madeAt),
  });
}

function Provenance({ network }: { readonly network: MeasuredNetwork }) {
  const t = useWords(networkWords);
  const format = useFormat();
  const { earlier } = network;
  return (
    <div className="quiet">
      <p>{useNetworkSource(network)}</p>
      {earlier === null ? null : (
        <p>
          {t(
            earlier.sameInputs
              ? earlier.sameResult
                ? 'earlierSame'
                : 'earlierResult'
              : 'earlierInputs',
            { at: format.instant(earlier.madeAt) },
          )}
        </p>
      )}
    </div>
  );
}

/** Whether the same comes out of what was kept; those who measure may ask for it. */
function Recomputed({ network }: { readonly network: MeasuredNetwork }) {
  const t = useWords(networkWords);
  const format = useFormat();
  const { id: networkId, recomputed, may } = network;
  const ask = useWrite(contract.recomputeNetwork);
  const verdict = verdictOf(recomputed);
  return (
    <div role="status">
      {may.repeat ? (
        <p>
          <Button
            loading={ask.isPending || isUnderWay(recomputed)}
            onClick={() => ask.mutate({ networkId })}
          >
            {t('recompute')}
          </Button>
        </p>
      ) : null}
      <ProblemView problem={ask.error} />
      {isUnderWay(recomputed) ? <p>{t('recomputing')}</p> : null}
      {recomputed?.state === 'failed' ? <p>{t('recomputeFailed')}</p> : null}
      {verdict === null ? null : (
        <>
          <p className="quiet">{t('recomputedAt', { at: format.instant(recomputed!.madeAt) })}</p>
          <Verdict of={verdict} />
        </>
      )}
    </div>
  );
}

function verdictOf(recomputed: MeasuredNetwork['recomputed']) {
  const { sameInputs = null, sameResult = null, sameToday = null } = recomputed ?? {};
  if (sameInputs === null || sameResult === null || sameToday === null) return null;
  return { sameInputs, sameResult, sameToday };
}
