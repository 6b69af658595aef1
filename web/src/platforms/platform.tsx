import { getRouteApi } from '@tanstack/react-router';
import { platformContract as contract, type Platform as Platform_ } from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { FieldTags, PlaceLink, PlatformStage, usePlaceNames } from './platform-facts.tsx';
import { PlatformTabs } from './platform-tabs.tsx';
import { platformWords } from './platform-words.ts';

const route = getRouteApi('/platforms/$platformId');

export function Platform() {
  const { platformId } = route.useParams();
  const read = useRead(contract.readPlatform, { platformId });
  return <Loaded of={read}>{(platform) => <Body platform={platform} />}</Loaded>;
}

function Body({ platform }: { readonly platform: Platform_ }) {
  const t = useWords(platformWords);
  const language = useLanguage();
  return (
    <Page
      title={nameIn(language, platform)}
      above={[{ to: '/platforms', label: t('platforms') }]}
      marks={
        <>
          <PlatformStage stage={platform.stage} />
          <Sample when={platform.sample} />
        </>
      }
    >
      <PlatformTabs platformId={platform.id} />
      <Overview platform={platform} />
    </Page>
  );
}

function Overview({ platform }: { readonly platform: Platform_ }) {
  const t = useWords(platformWords);
  const language = useLanguage();
  const format = useFormat();
  const namesOf = usePlaceNames();
  const { operator, openedOn, closedOn, address, note, money } = platform;
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          [t('type'), nameIn(language, platform.type)],
          [t('fields'), <FieldTags fields={platform.fields} />],
          [t('region'), namesOf(platform.regions)],
          [t('founders'), namesOf(platform.founders.map(({ place }) => place))],
          [t('money'), format.number(Number(money))],
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
