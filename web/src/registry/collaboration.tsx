import { getRouteApi } from '@tanstack/react-router';
import { registryContract as contract } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { OrganisationName } from './organisation-name.tsx';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';

const route = getRouteApi('/collaborations/$collaborationId');

export function Collaboration() {
  const t = useWords(registryWords);
  const format = useFormat();
  const { collaborationId } = route.useParams();
  const read = useRead(contract.readCollaboration, { collaborationId });
  return (
    <Loaded of={read}>
      {({ participations, ...work }) => {
        const withAmounts = participations.some(({ amountMinor }) => amountMinor !== null);
        const withDoubt = participations.some(({ confidence }) => confidence !== null);
        return (
          <Page
            title={work.title ?? t('untitled')}
            above={[{ to: '/collaborations', label: t('collaborations') }]}
            marks={
              <>
                <span className="tag tag-accent">{t(`collaboration_${work.kind}`)}</span>
                <Sample when={work.sample} />
              </>
            }
          >
            <Section>
              <Facts
                facts={[
                  work.startsOn === null
                    ? null
                    : [
                        t('period'),
                        work.endsOn === null
                          ? format.day(work.startsOn)
                          : `${format.day(work.startsOn)} – ${format.day(work.endsOn)}`,
                      ],
                  work.amountMinor === null
                    ? null
                    : [t('amount'), format.money(work.amountMinor, work.currency)],
                  work.source === 'entered' ? null : [t('reference'), work.sourceKey],
                  [
                    t('statedSource'),
                    work.source === 'entered' ? t('source_entered') : work.source,
                  ],
                ]}
              />
            </Section>
            <Section title={t('participants')} plain>
              <div className="table-frame">
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('organisation')}</th>
                      <th scope="col">{t('region')}</th>
                      <th scope="col">{t('role')}</th>
                      {withAmounts ? (
                        <th scope="col" className="end">
                          {t('amount')}
                        </th>
                      ) : null}
                      {withDoubt ? (
                        <th scope="col" className="end">
                          {t('confidence')}
                        </th>
                      ) : null}
                    </tr>
                  </thead>
                  <tbody>
                    {participations.map(({ organisation, role, amountMinor, confidence }) => (
                      <tr key={`${organisation.id} ${role}`}>
                        <td>
                          <OrganisationName organisation={organisation} linked />
                        </td>
                        <td>
                          {organisation.region === null ? null : (
                            <RegionName region={organisation.region} linked />
                          )}
                        </td>
                        <td>{t(`role_${role}`)}</td>
                        {withAmounts ? (
                          <td className="end">
                            {amountMinor === null ? null : format.money(amountMinor, work.currency)}
                          </td>
                        ) : null}
                        {withDoubt ? (
                          <td className="end">
                            {confidence === null ? null : format.share(confidence)}
                          </td>
                        ) : null}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </Section>
          </Page>
        );
      }}
    </Loaded>
  );
}
