import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import {
  seriesContract as contract,
  type Profile as ProfileRead,
  reportContract,
} from 'yunhe/observatory/contract';
import { useFormat } from '../ui/format.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
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

const route = getRouteApi('/observatory/series/$seriesId/regions/$regionCode');

/** Where one region stands: its fields, and what it lacks and is close to. */
export function Profile() {
  const { seriesId, regionCode } = route.useParams();
  const read = useRead(contract.readRegionProfile, { seriesId, regionCode });
  return <Loaded of={read}>{(profile) => <Shown profile={profile} />}</Loaded>;
}

function Shown({ profile }: { readonly profile: ProfileRead }) {
  const t = useWords(observatoryWords);
  const navigate = useNavigate();
  const nameOf = useRegionName();
  const { series, region, others } = profile;
  const { title } = useSeriesWords()(series);
  return (
    <Page
      title={t('profileTitle', { region: nameOf(region) })}
      above={[{ to: `/observatory/series/${series.id}` as never, label: title }]}
      actions={
        <>
          <ReportMenu
            endpoint={reportContract.reportRegionProfile}
            input={{ seriesId: series.id, regionCode: region.code }}
            tables={[
              { section: 'openings', label: t('opportunities') },
              { section: 'fields', label: t('strengths') },
            ]}
          />
          <Select
            aria-label={t('compareWith')}
            placeholder={t('compareWith')}
            showSearch
            optionFilterProp="label"
            popupMatchSelectWidth={false}
            value={null}
            options={others.map((one) => ({ value: one.code, label: nameOf(one) }))}
            onChange={(secondCode: string | null) => {
              if (secondCode === null) return;
              void navigate({
                to: '/observatory/series/$seriesId/pairs/$firstCode/$secondCode',
                params: { seriesId: series.id, firstCode: region.code, secondCode },
              });
            }}
          />
        </>
      }
    >
      <Opportunities profile={profile} />
      <RepeatCheck
        regions={[region]}
        fields={[...profile.lacks, ...profile.fields.map(({ field }) => field)]}
        seriesId={series.id}
      />
      <Strengths profile={profile} />
      <SeriesCaveats seriesId={series.id} />
      <Provenance series={series} method={profile.method} />
    </Page>
  );
}

function Opportunities({ profile }: { readonly profile: ProfileRead }) {
  const t = useWords(observatoryWords);
  const figure = useFigure();
  const fieldOf = useFieldName();
  const nameOf = useRegionName();
  const { series, region, opportunities } = profile;
  return (
    <Section title={t('opportunities')}>
      <p>{t('opportunitiesHint')}</p>
      {opportunities.length === 0 ? (
        <p className="quiet">{t('noOpportunity')}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('field')}</th>
                <th scope="col" className="end">
                  {t('closeness')}
                </th>
                <th scope="col" className="end">
                  {t('pci')}
                </th>
                <th scope="col">{t('presentIn')}</th>
              </tr>
            </thead>
            <tbody>
              {opportunities.map(({ field, density, pci, presentIn }) => (
                <tr key={field.code}>
                  <th scope="row">{fieldOf(field)}</th>
                  <td className="end">{figure(density)}</td>
                  <td className="end">{figure(pci)}</td>
                  <td>
                    {presentIn.map((one, at) => (
                      <span key={one.code}>
                        {at === 0 ? '' : ' · '}
                        <Link
                          to="/observatory/series/$seriesId/pairs/$firstCode/$secondCode"
                          params={{
                            seriesId: series.id,
                            firstCode: region.code,
                            secondCode: one.code,
                          }}
                        >
                          {nameOf(one)}
                        </Link>
                      </span>
                    ))}
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

function Strengths({ profile }: { readonly profile: ProfileRead }) {
  const t = useWords(observatoryWords);
  const format = useFormat();
  const figure = useFigure();
  const fieldOf = useFieldName();
  const heads = ['value', 'shareOf', 'quotient', 'pci'] as const;
  return (
    <Section title={t('strengths')}>
      <SmallCellsSaid of={profile.small} />
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="end">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {profile.fields.map(({ field, value, share, quotient, pci, suppressed }) => (
              <tr key={field.code}>
                <th scope="row">{fieldOf(field)}</th>
                <td className="end tight">{suppressed ? t('suppressed') : format.number(value)}</td>
                <td className="end">{format.share(share)}</td>
                <td className="end">{figure(quotient)}</td>
                <td className="end">{figure(pci)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
