import { getRouteApi } from '@tanstack/react-router';
import { seriesContract as contract, type Pair, reportContract } from 'yunhe/observatory/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { OrganisationLinks } from './organisation-links.tsx';
import { useRegionName } from './places.tsx';
import { RepeatCheck } from './repeat-check.tsx';
import { ReportMenu } from './report-menu.tsx';
import {
  Provenance,
  SeriesCaveats,
  SmallCellsSaid,
  useFieldName,
  useFigure,
  useSeriesWords,
} from './series-facts.tsx';
import { observatoryWords } from './words.ts';

const route = getRouteApi('/observatory/series/$seriesId/pairs/$firstCode/$secondCode');

/** Where two regions repeat each other, and what each could bring to the other, with whom. */
export function RegionPair() {
  const read = useRead(contract.readRegionPair, route.useParams());
  return <Loaded of={read}>{(pair) => <Shown pair={pair} />}</Loaded>;
}

function Shown({ pair }: { readonly pair: Pair }) {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const figure = useFigure();
  const nameOf = useRegionName();
  const fieldOf = useFieldName();
  const { series, coupling } = pair;
  const { title } = useSeriesWords()(series);
  const [first, second] = [nameOf(pair.first), nameOf(pair.second)];
  return (
    <Page
      title={t('pairTitle', { first, second })}
      actions={
        <ReportMenu
          endpoint={reportContract.reportRegionPair}
          input={{
            seriesId: series.id,
            firstCode: pair.first.code,
            secondCode: pair.second.code,
          }}
          tables={[
            { section: 'shared', label: t('sharedFields') },
            { section: 'for_first', label: t('couldBring', { giver: second, taker: first }) },
            { section: 'for_second', label: t('couldBring', { giver: first, taker: second }) },
          ]}
        />
      }
      above={[{ to: `/observatory/series/${series.id}` as never, label: title }]}
    >
      <Section>
        <Facts
          facts={[
            [t('overlap'), format.share(pair.overlap)],
            [t('cosine'), figure(pair.cosine)],
            [t('jaccard'), format.share(pair.jaccard)],
            [
              t('couplingOf'),
              coupling === null
                ? '—'
                : t('gradeSaid', {
                    value: figure(coupling.coordination),
                    grade: coupling.grade,
                  }),
            ],
            [t('sharedFields'), pair.shared.map(fieldOf).join(' · ') || '—'],
          ]}
        />
        <SmallCellsSaid of={pair.small} />
      </Section>
      <Complements
        title={t('couldBring', { giver: second, taker: first })}
        offers={pair.forFirst}
      />
      <Complements
        title={t('couldBring', { giver: first, taker: second })}
        offers={pair.forSecond}
      />
      <RepeatCheck
        regions={[pair.first, pair.second]}
        fields={[
          ...pair.shared,
          ...[...pair.forFirst, ...pair.forSecond].map(({ field }) => field),
        ]}
        seriesId={series.id}
      />
      <SeriesCaveats seriesId={series.id} />
      <Provenance series={series} method={pair.method} />
    </Page>
  );
}

function Complements({
  title,
  offers,
}: {
  readonly title: string;
  readonly offers: Pair['forFirst'];
}) {
  const t = useWords(observatoryWords);
  const figure = useFigure();
  const fieldOf = useFieldName();
  return (
    <Section title={title}>
      {offers.length === 0 ? (
        <p className="quiet">{t('noComplement')}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('field')}</th>
                <th scope="col" className="end">
                  {t('closeness')}
                </th>
                <th scope="col">{t('givers')}</th>
                <th scope="col">{t('takers')}</th>
              </tr>
            </thead>
            <tbody>
              {offers.map(({ field, density, givers, takers }) => (
                <tr key={field.code}>
                  <th scope="row">{fieldOf(field)}</th>
                  <td className="end">{figure(density)}</td>
                  <td>
                    <OrganisationLinks of={givers} />
                  </td>
                  <td>
                    <OrganisationLinks of={takers} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
