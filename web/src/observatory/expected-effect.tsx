import { Link } from '@tanstack/react-router';
import { type BarrierSummary, expectedFlowsContract as contract } from 'yunhe/observatory/contract';
import { useFormat } from '../ui/format.ts';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { FlowCaveats } from './expected-flows.tsx';
import { networkWords } from './network-words.ts';
import { useWay } from './places.tsx';
import { useFigure } from './series-facts.tsx';

type Region = NonNullable<BarrierSummary['from']>;

/** How many flows more if nothing were missing between the two regions of a barrier. */
export function ExpectedEffect({
  from,
  to,
  ruled,
}: {
  readonly from: Region;
  readonly to: Region;
  /** A common rule said no, and its replay is offered. */
  readonly ruled: boolean;
}) {
  const t = useWords(networkWords);
  const pair = { fromRegion: from.code, toRegion: to.code };
  const read = useRead(contract.readExpectedFlows, pair);
  return (
    <Section title={t('effectTitle')}>
      <Loaded of={read}>
        {(expected) => (
          <>
            <Said of={expected.pairs[0]} from={from} to={to} />
            <FlowCaveats of={expected} />
          </>
        )}
      </Loaded>
      {ruled ? <p>{t('effectRule')}</p> : null}
      <p>
        <Link to="/observatory/flows" search={pair as never}>
          {t('seeExpected')}
        </Link>
      </p>
    </Section>
  );
}

function Said({
  of,
  from,
  to,
}: {
  readonly of:
    | {
        readonly observed: number;
        readonly expected: number;
        readonly ratio: number | null;
        readonly low: number | null;
        readonly high: number | null;
      }
    | undefined;
  readonly from: Region;
  readonly to: Region;
}) {
  const t = useWords(networkWords);
  const format = useFormat();
  const figure = useFigure();
  const wayOf = useWay();
  if (of === undefined || of.ratio === null) {
    return <p>{t('effectUnknown')}</p>;
  }
  const missing = of.expected - of.observed;
  const words = {
    way: wayOf(from, to),
    observed: format.number(of.observed),
    expected: figure(of.expected),
    missing: figure(missing),
    ratio: figure(of.ratio),
    low: figure(of.low),
    high: figure(of.high),
  };
  const unsure = missing > 0 && (of.high ?? Number.POSITIVE_INFINITY) >= 1;
  return (
    <>
      <p>{missing > 0 ? t('effectMissing', words) : t('effectNone', words)}</p>
      {unsure ? <p className="quiet">{t('effectUnsure')}</p> : null}
    </>
  );
}
