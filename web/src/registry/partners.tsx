import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { registryContract as contract, type Partner } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { uiWords } from '../ui/ui-words.ts';
import { useWords } from '../ui/words.ts';
import { OrganisationName } from './organisation-name.tsx';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';

/** Who works with this organisation: a bar each, so that the closest stand out. */
export function Partners({ organisationId }: { readonly organisationId: string }) {
  const t = useWords(registryWords);
  const ui = useWords(uiWords);
  const [cursor, setCursor] = useState<string | null>(null);
  const read = useRead(
    contract.listPartners,
    { organisationId, limit: 10, ...(cursor === null ? {} : { cursor }) },
    { keepLast: true },
  );
  return (
    <Loaded of={read}>
      {({ items, next, previous }) =>
        items.length === 0 ? (
          <Empty title={t('noPartners')} hint={t('noPartnersHint')} />
        ) : (
          <>
            <p className="quiet">{t('partnersLead')}</p>
            <ol className="bars">
              {items.map((partner) => (
                <Bar
                  key={partner.organisation.id}
                  partner={partner}
                  organisationId={organisationId}
                  most={Math.max(...items.map(({ count }) => count))}
                />
              ))}
            </ol>
            {next === null && previous === null ? null : (
              <div className="pager">
                <Button
                  size="small"
                  disabled={previous === null}
                  onClick={() => setCursor(previous)}
                >
                  {ui('previousPage')}
                </Button>
                <Button size="small" disabled={next === null} onClick={() => setCursor(next)}>
                  {ui('nextPage')}
                </Button>
              </div>
            )}
          </>
        )
      }
    </Loaded>
  );
}

function Bar({
  partner,
  organisationId,
  most,
}: {
  readonly partner: Partner;
  readonly organisationId: string;
  readonly most: number;
}) {
  const t = useWords(registryWords);
  const format = useFormat();
  const { organisation, count, firstYear, lastYear } = partner;
  return (
    <li>
      <span className="bar-name">
        <OrganisationName organisation={organisation} linked />
        {organisation.province === null ? null : (
          <span className="quiet">
            <RegionName region={organisation.province} />
          </span>
        )}
      </span>
      <span className="bar-track" aria-hidden="true">
        <span className="bar" style={{ width: `${(100 * count) / most}%` }} />
      </span>
      <Link
        to="/collaborations"
        search={{ organisationId, partnerId: organisation.id }}
        className="bar-count"
        aria-label={`${t('showCollaborations')} ${organisation.displayName}: ${count}`}
      >
        {format.number(count)}
      </Link>
      <span className="bar-years quiet">
        {firstYear === null ? '' : firstYear === lastYear ? firstYear : `${firstYear}–${lastYear}`}
      </span>
    </li>
  );
}
