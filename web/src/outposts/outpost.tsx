import { getRouteApi, Link } from '@tanstack/react-router';
import {
  outpostContract as contract,
  moveContract,
  type Outpost as Outpost_,
} from 'yunhe/outposts/contract';
import { useFormat } from '../ui/format.ts';
import { List } from '../ui/list.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { useMoveColumns } from './moves.tsx';
import { Activities, Days, OutpostState, PlaceLink } from './outpost-facts.tsx';
import { outpostWords } from './outpost-words.ts';
import { RecordHistory } from './record-history.tsx';
import { Teams } from './teams.tsx';

const route = getRouteApi('/outposts/$outpostId');

export function Outpost() {
  const { outpostId } = route.useParams();
  const read = useRead(contract.readOutpost, { outpostId });
  return <Loaded of={read}>{(outpost) => <Body outpost={outpost} />}</Loaded>;
}

function Body({ outpost }: { readonly outpost: Outpost_ }) {
  const t = useWords(outpostWords);
  const language = useLanguage();
  const name = nameIn(language, outpost);
  const other = nameIn(language === 'zh' ? 'en' : 'zh', outpost);
  const history = useRead(contract.readOutpostHistory, { outpostId: outpost.id });
  return (
    <Page
      title={name}
      lead={other === name ? undefined : other}
      above={[{ to: '/outposts', label: t('outposts') }]}
      marks={
        <>
          <OutpostState state={outpost.state} />
          <Sample when={outpost.sample} />
        </>
      }
      actions={
        outpost.may.edit ? (
          <Link
            to="/outposts/$outpostId/edit"
            params={{ outpostId: outpost.id }}
            className="link-button"
          >
            {t('edit')}
          </Link>
        ) : null
      }
    >
      <div className="columns">
        <div>
          <Overview outpost={outpost} />
          <Teams outpost={outpost} />
          <Section title={t('moves')} plain>
            <List
              prefix="moves."
              endpoint={moveContract.listMoves}
              input={{ outpostId: outpost.id }}
              label={t('moves')}
              columns={useMoveColumns()}
              rowKey={({ id }) => id}
              empty={{ title: t('noMoves') }}
            />
          </Section>
        </div>
        <div>
          <Loaded of={history}>{({ items }) => <RecordHistory steps={items} />}</Loaded>
        </div>
      </div>
    </Page>
  );
}

function Overview({ outpost }: { readonly outpost: Outpost_ }) {
  const t = useWords(outpostWords);
  const format = useFormat();
  const { source, spaceSquareMetres: space, address, latitude, longitude, note } = outpost;
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          [t('kind'), t(`kind_${outpost.kind}`)],
          [t('home'), <PlaceLink place={outpost.home} />],
          [t('host'), <PlaceLink place={outpost.host} />],
          [t('operator'), <PlaceLink place={outpost.operator} />],
          [t('atHome'), <Activities of={outpost.activitiesAtHome} />],
          [t('there'), <Activities of={outpost.activitiesThere} />],
          [t('opened'), <Days from={outpost.openedOn} until={outpost.closedOn} />],
          space === null ? null : [t('space'), t('squareMetres', { space: format.number(space) })],
          address === null ? null : [t('address'), address],
          latitude === null || longitude === null
            ? null
            : [`${t('latitude')}, ${t('longitude')}`, `${latitude}, ${longitude}`],
          source === null
            ? null
            : [
                t('source'),
                <>
                  {source.url == null ? (
                    source.document
                  ) : (
                    <a href={source.url} target="_blank" rel="noreferrer">
                      {source.document}
                    </a>
                  )}{' '}
                  <span className="tag">{t(`grade_${source.grade}`)}</span>
                </>,
              ],
          note === null ? null : [t('note'), note],
        ]}
      />
    </Section>
  );
}
