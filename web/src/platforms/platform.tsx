import { getRouteApi, Link } from '@tanstack/react-router';
import {
  platformContract as contract,
  type Founder,
  type Platform as Platform_,
} from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { FieldTags, PlaceLink } from './platform-facts.tsx';
import { PlatformPage } from './platform-page.tsx';
import { platformWords } from './platform-words.ts';

const route = getRouteApi('/platforms/$platformId');

export function Platform() {
  const t = useWords(platformWords);
  const { platformId } = route.useParams();
  const history = useRead(contract.readPlatformHistory, { platformId });
  return (
    <PlatformPage
      platformId={platformId}
      actions={(platform) =>
        platform.may.edit ? (
          <Link to="/platforms/$platformId/edit" params={{ platformId }} className="link-button">
            {t('edit')}
          </Link>
        ) : null
      }
    >
      {(platform) => (
        <div className="columns">
          <div>
            <Overview platform={platform} />
            <Founders founders={platform.founders} />
            <Facilities facilities={platform.facilities} />
          </div>
          <Loaded of={history}>{({ items }) => <History items={items} />}</Loaded>
        </div>
      )}
    </PlatformPage>
  );
}

function Overview({ platform }: { readonly platform: Platform_ }) {
  const t = useWords(platformWords);
  const language = useLanguage();
  const format = useFormat();
  const { operator, openedOn, closedOn, address, note } = platform;
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          [t('type'), nameIn(language, platform.type)],
          [t('fields'), <FieldTags fields={platform.fields} />],
          [
            t('region'),
            platform.regions.map((region, at) => (
              <span key={region.id}>
                {at === 0 ? '' : ' · '}
                <PlaceLink place={region} />
              </span>
            )),
          ],
          operator === null ? null : [t('operator'), <PlaceLink place={operator} />],
          openedOn === null ? null : [t('opened'), format.day(openedOn)],
          closedOn === null ? null : [t('closed'), format.day(closedOn)],
          address === null ? null : [t('address'), address],
          note === null ? null : [t('note'), note],
        ]}
      />
    </Section>
  );
}

function Founders({ founders }: { readonly founders: readonly Founder[] }) {
  const t = useWords(platformWords);
  const format = useFormat();
  if (founders.length === 0) return null;
  return (
    <Section title={t('founders')}>
      <Facts
        facts={founders.map(({ place, contributions }, at) => [
          t('founderNumber', { number: at + 1 }),
          <>
            <PlaceLink place={place} />
            {contributions.map(({ kind, amount, note }, nth) => (
              <span key={nth} className="quiet second-line">
                {t(`contribution_${kind}`, { amount: format.decimal(amount) })}
                {note == null ? '' : ` · ${note}`}
              </span>
            ))}
          </>,
        ])}
      />
    </Section>
  );
}

function Facilities({ facilities }: Pick<Platform_, 'facilities'>) {
  const t = useWords(platformWords);
  if (facilities.length === 0) return null;
  return (
    <Section title={t('facilities')}>
      <ul className="platform-steps">
        {facilities.map(({ name, quantity, note }, at) => (
          <li key={at}>
            {name}
            {quantity == null ? '' : ` × ${quantity}`}
            {note == null ? null : <span className="quiet second-line">{note}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({
  items,
}: {
  readonly items: readonly { readonly at: string; readonly by: string; readonly type: string }[];
}) {
  const t = useWords(platformWords);
  const format = useFormat();
  return (
    <Section title={t('history')}>
      <ul className="platform-steps">
        {items.map(({ at, by, type }) => (
          <li key={`${at} ${type}`}>
            {wordFor(t, type)}
            <span className="quiet second-line">
              {by} · {format.instant(at)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type T = ReturnType<typeof useWords<typeof platformWords.phrases>>;

function wordFor(t: T, type: string): string {
  const key = `event_${type.replace('platforms.', '')}`;
  return key in platformWords.phrases ? (t as (key: string) => string)(key) : type;
}
