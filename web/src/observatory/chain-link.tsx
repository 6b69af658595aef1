import { Link } from '@tanstack/react-router';
import {
  type ChainGaps,
  chainContract as contract,
  type LinkGap,
  type LinkRecord,
  type LinkRecordKind,
} from 'yunhe/observatory/contract';
import { useFormat } from '../ui/format.ts';
import { List } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Section } from '../ui/page.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { chainWords } from './chain-words.ts';
import { useRegionName } from './places.tsx';

const kinds = ['organisations', 'technologies', 'needs'] as const;

/** One link by region; each figure leads to the records behind it. */
export function LinkRecords({ gaps, link }: { readonly gaps: ChainGaps; readonly link: LinkGap }) {
  const t = useWords(chainWords);
  const format = useFormat();
  const language = useLanguage();
  const nameOf = useRegionName();
  const state = useListState();
  const name = gaps.model.links.find(({ key }) => key === link.key)!.name[language];
  const kind = kinds.find((one) => one === state.text('kind'));
  return (
    <Section title={t('byRegion', { link: name })}>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('region')}</th>
              {kinds.map((one) => (
                <th key={one} scope="col" className="end">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {link.regions.map((figures) => (
              <tr key={figures.region}>
                <th scope="row">
                  {nameOf(gaps.regions.find(({ code }) => code === figures.region) ?? null)}
                </th>
                {kinds.map((one) => (
                  <td key={one} className="end">
                    {figures[one] === null ? (
                      <span className="quiet">{t('untold')}</span>
                    ) : figures[one] === 0 ? (
                      '0'
                    ) : (
                      <Link
                        to="."
                        resetScroll={false}
                        search={
                          ((before: object) => ({
                            ...before,
                            cursor: undefined,
                            kind: one,
                            region: figures.region,
                          })) as never
                        }
                      >
                        {format.number(figures[one])}
                      </Link>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {kind === undefined ? null : (
        <Records gaps={gaps} link={link.key} kind={kind} region={state.text('region')} />
      )}
    </Section>
  );
}

interface RecordsProps {
  readonly gaps: ChainGaps;
  readonly link: string;
  readonly kind: LinkRecordKind;
  readonly region: string;
}

function Records({ gaps, link, kind, region }: RecordsProps) {
  const t = useWords(chainWords);
  const language = useLanguage();
  const nameOf = useRegionName();
  return (
    <div className="chain-records">
      <h3>{t('behind')}</h3>
      <List
        endpoint={contract.listLinkRecords}
        input={{
          chainId: gaps.chain.id,
          linkKey: link,
          compactId: gaps.compact.id,
          kind,
          ...(region === '' ? {} : { region }),
        }}
        label={t('behind')}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', title: t('record'), render: (one) => <Title kind={kind} of={one} /> },
          ...(kind === 'organisations'
            ? []
            : [
                {
                  key: 'organisation',
                  title: t('organisation'),
                  render: ({ organisation }: LinkRecord) => (
                    <Link
                      to="/organisations/$organisationId"
                      params={{ organisationId: organisation.id }}
                    >
                      {nameIn(language, organisation)}
                    </Link>
                  ),
                },
              ]),
          { key: 'region', title: t('region'), render: ({ region: at }) => nameOf(at) },
        ]}
        empty={{ title: t('noRecords'), hint: t('noRecordsHint') }}
      />
    </div>
  );
}

function Title({ kind, of }: { readonly kind: LinkRecordKind; readonly of: LinkRecord }) {
  const language = useLanguage();
  if (kind === 'organisations') {
    return (
      <Link to="/organisations/$organisationId" params={{ organisationId: of.id }}>
        {nameIn(language, of.organisation) || of.title}
      </Link>
    );
  }
  return kind === 'technologies' ? (
    <Link to="/technologies/$technologyId" params={{ technologyId: of.id }}>
      {of.title}
    </Link>
  ) : (
    <Link to="/needs/$needId" params={{ needId: of.id }}>
      {of.title}
    </Link>
  );
}
