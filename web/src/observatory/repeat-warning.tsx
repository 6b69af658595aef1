import './observatory.css';
import { repeatContract as contract, type RepeatWarning as Read } from 'yunhe/observatory/contract';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { OrganisationLinks } from './organisation-links.tsx';
import { useRegionName } from './places.tsx';
import { repeatWords } from './repeat-words.ts';
import { Provenance, useFieldName, useFigure } from './series-facts.tsx';

export interface RepeatWarningProps {
  /** Where it is planned; of any level. */
  readonly regionCode: string;
  readonly field: string;
  readonly planned?: 'platform' | 'fund' | 'park';
  /** Unless told, the compacts that the region is in. */
  readonly compactId?: string;
  readonly seriesId?: string;
}

/** Whether something planned would repeat a neighbour, in words, with figures and sources. */
export function RepeatWarning(props: RepeatWarningProps) {
  const read = useRead(contract.readRepeats, props, { keepLast: true });
  return <Loaded of={read}>{(found) => <Shown found={found} />}</Loaded>;
}

function Shown({ found }: { readonly found: Read }) {
  const t = useWords(repeatWords);
  const warns = found.verdict === 'repeats' || found.verdict === 'doubles';
  return (
    <div className={warns ? 'repeat repeat-warns' : 'repeat'} role="status">
      <p className="repeat-said">
        <Said found={found} />
      </p>
      {found.partners.length === 0 ? null : <Partners partners={found.partners} />}
      {found.verdict === 'unknown' ? null : (
        <details>
          <summary>{t('figures')}</summary>
          <Figures found={found} />
        </details>
      )}
      <Sources found={found} />
    </div>
  );
}

function Said({ found }: { readonly found: Read }) {
  const t = useWords(repeatWords);
  const figure = useFigure();
  const fieldOf = useFieldName();
  const nameOf = useRegionName();
  const listed = useListed();
  const { verdict, planned, here, neighbours } = found;
  const field = fieldOf(found.field);
  if (verdict === 'unknown') return t('unknown', { field });
  const said = { region: nameOf(here.region), field, planned: t(planned ?? 'something') };
  if (verdict === 'open') return t('open', said);
  const strong = neighbours.filter(({ strongBy }) => strongBy.length > 0);
  const named = strong.map(({ region, quotient, organisations, platforms }) => {
    const figures = [
      quotient === null ? '' : t('byQuotient', { value: figure(quotient) }),
      !organisations ? '' : t('byOrganisations', { count: organisations }),
      !platforms ? '' : t('byPlatforms', { count: platforms }),
    ];
    return t('named', {
      region: nameOf(region),
      figures: figures.filter((one) => one !== '').join(' · '),
    });
  });
  return t(verdict, { ...said, neighbours: listed(named) });
}

/** “A、B和C”, “A, B and C”. */
function useListed(): (items: readonly string[]) => string {
  const language = useLanguage();
  return (items) => new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en-GB').format(items);
}

function Partners({ partners }: Pick<Read, 'partners'>) {
  const t = useWords(repeatWords);
  const format = useFormat();
  const fieldOf = useFieldName();
  const nameOf = useRegionName();
  const named = (fields: Read['partners'][number]['brings']) => fields.map(fieldOf).join(' · ');
  return (
    <>
      <h3>{t('instead')}</h3>
      <ul>
        {partners.map(({ region, complementarity, organisations, brings, takes }) => (
          <li key={region.code}>
            {complementarity === null
              ? nameOf(region)
              : t('insteadOf', {
                  region: nameOf(region),
                  share: format.share(complementarity),
                })}{' '}
            <OrganisationLinks of={organisations} />
            {brings.length + takes.length === 0 ? null : (
              <div className="quiet">
                {[
                  brings.length === 0 ? '' : t('brings', { fields: named(brings) }),
                  takes.length === 0 ? '' : t('takes', { fields: named(takes) }),
                ]
                  .filter((one) => one !== '')
                  .join(' — ')}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Figures({ found: { here, neighbours } }: { readonly found: Read }) {
  const t = useWords(repeatWords);
  const format = useFormat();
  const figure = useFigure();
  const nameOf = useRegionName();
  const withPlatforms = here.platforms !== null;
  const heads = ['value', 'quotient', 'density', 'organisations', 'technologies'] as const;
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('region')}</th>
            {[...heads, ...(withPlatforms ? (['platforms'] as const) : [])].map((head) => (
              <th key={head} scope="col" className="end">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[here, ...neighbours].map((one) => {
            const told = (count: number | null) =>
              count === null ? t('untold') : format.number(count);
            return (
              <tr key={one.region.code}>
                <th scope="row">
                  {nameOf(one.region)}
                  {one.strongBy.length === 0 ? null : (
                    <>
                      {' '}
                      <span className="tag tag-warn">{t('strong')}</span>
                    </>
                  )}
                </th>
                <td className="end">{format.number(one.value)}</td>
                <td className="end">{figure(one.quotient)}</td>
                <td className="end">{figure(one.density)}</td>
                <td className="end">{told(one.organisations)}</td>
                <td className="end">{told(one.technologies)}</td>
                {withPlatforms ? <td className="end">{format.number(one.platforms)}</td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Sources({ found: { compacts, series, method } }: { readonly found: Read }) {
  const t = useWords(repeatWords);
  const language = useLanguage();
  const names = compacts.map((one) => nameIn(language, one)).join(' · ');
  return (
    <>
      <p className="quiet">
        {compacts.length === 0 ? t('everywhere') : t('within', { compacts: names })} {t('today')}
      </p>
      {series === null || method === null ? null : <Provenance series={series} method={method} />}
    </>
  );
}
