import { Link } from '@tanstack/react-router';
import { seriesContract as contract } from 'yunhe/observatory/contract';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { useSeriesWords } from './series-facts.tsx';
import { observatoryWords } from './words.ts';

const shownAtMost = 5;

/** Where a region's strengths are told, newest first; nothing where no series knows of it. */
export function SeriesOfRegion({ code }: { readonly code: string }) {
  const t = useWords(observatoryWords);
  const wordsOf = useSeriesWords();
  const read = useRead(contract.listSeries, { regionCode: code, limit: shownAtMost });
  return (
    <Loaded of={read}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Section title={t('strengthsOfRegion')}>
            <ul className="rows">
              {items.map((series) => (
                <li key={series.id}>
                  <div>
                    <p className="rows-title">
                      <Link
                        to="/observatory/series/$seriesId/regions/$regionCode"
                        params={{ seriesId: series.id, regionCode: code }}
                      >
                        {wordsOf(series).title}
                      </Link>{' '}
                      <Sample when={series.sample} />
                    </p>
                    <p className="quiet">{wordsOf(series).source}</p>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        )
      }
    </Loaded>
  );
}
