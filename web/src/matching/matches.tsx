import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import { contract, type Match } from 'yunhe/matching/contract';
import { organisationKinds } from 'yunhe/registry/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { Filters } from '../ui/filters.tsx';
import { type ListState, useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { MatchCard } from './match-card.tsx';
import { useOriginFilters } from './record-filters.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const needRoute = getRouteApi('/needs/$needId/matches');
const technologyRoute = getRouteApi('/technologies/$technologyId/matches');

export function MatchesOfNeed() {
  const t = useWords(matchingWords);
  const state = useListState();
  const { needId } = needRoute.useParams();
  const need = useRead(contract.readNeed, { needId });
  const read = useRead(contract.matchesOfNeed, { needId, ...asked(state) }, { keepLast: true });
  const title = need.data?.title ?? '';
  return (
    <Page
      title={t('matchesOf', { title })}
      lead={t('matchesOfNeedLead')}
      above={[
        { to: '/needs', label: t('needs') },
        { to: `/needs/${needId}` as '/needs', label: title || t('need') },
      ]}
    >
      <Filters filters={useOriginFilters(t('maturityAtLeast'))} state={state} />
      <Loaded of={read}>{({ items }) => <Ranked items={items} ours={{ needId }} />}</Loaded>
    </Page>
  );
}

export function MatchesOfTechnology() {
  const t = useWords(matchingWords);
  const state = useListState();
  const { technologyId } = technologyRoute.useParams();
  const technology = useRead(contract.readTechnology, { technologyId });
  const read = useRead(
    contract.matchesOfTechnology,
    { technologyId, ...asked(state) },
    { keepLast: true },
  );
  const title = technology.data?.title ?? '';
  return (
    <Page
      title={t('matchesOf', { title })}
      lead={t('matchesOfTechnologyLead')}
      above={[
        { to: '/technologies', label: t('technologies') },
        { to: `/technologies/${technologyId}` as '/technologies', label: title || t('technology') },
      ]}
    >
      <Filters filters={useOriginFilters(t('maturityAtMost'))} state={state} />
      <Loaded of={read}>{({ items }) => <Ranked items={items} ours={{ technologyId }} />}</Loaded>
    </Page>
  );
}

/** A sentence as a person would say it; the box of the home page leads here. */
export function Matches() {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const state = useListState();
  const q = state.text('q').slice(0, 1_000);
  const find = state.text('find') === 'need' ? 'need' : 'technology';
  const read = useRead(
    contract.findMatches,
    { q, find, ...asked(state) },
    { enabled: q !== '', keepLast: true },
  );
  const mayPost = mayActFor(viewer, viewer?.organisationId ?? null, 'editor');
  return (
    <Page title={t('freeMatches')} lead={t('freeMatchesLead')}>
      <Ask state={state} find={find} />
      <Filters
        filters={useOriginFilters(find === 'need' ? t('maturityAtMost') : t('maturityAtLeast'))}
        state={state}
      />
      {q === '' ? (
        <Empty title={t('typeFirst')} hint={t('typeFirstHint')} />
      ) : (
        <Loaded of={read}>
          {({ items }) => (
            <>
              {mayPost && find === 'technology' ? (
                <p className="row">
                  <Link to="/needs/new" search={{ title: q.slice(0, 200) }}>
                    {t('postThisNeed')}
                  </Link>
                </p>
              ) : null}
              <Ranked items={items} ours={{}} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Ask({ state, find }: { readonly state: ListState; readonly find: Match['kind'] }) {
  const t = useWords(matchingWords);
  const q = state.text('q');
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  const label = find === 'technology' ? t('whatDoYouNeed') : t('whatDoYouOffer');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    state.change({ q: typed.trim() === '' ? undefined : typed.trim() });
  };
  return (
    <form className="ask-box" onSubmit={submit}>
      <Input.TextArea
        aria-label={label}
        placeholder={label}
        value={typed}
        maxLength={1_000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={(event) => {
          if (!event.shiftKey && !event.nativeEvent.isComposing) submit(event);
        }}
      />
      <div className="row">
        <Segmented<Match['kind']>
          aria-label={t('find')}
          value={find}
          options={[
            { value: 'technology', label: t('find_technology') },
            { value: 'need', label: t('find_need') },
          ]}
          onChange={(next) => state.change({ find: next === 'need' ? next : undefined })}
        />
        <Button type="primary" htmlType="submit">
          {t('find')}
        </Button>
      </div>
    </form>
  );
}

function Ranked({
  items,
  ours,
}: {
  readonly items: readonly Match[];
  readonly ours: { readonly needId?: string; readonly technologyId?: string };
}) {
  const t = useWords(matchingWords);
  if (items.length === 0) return <Empty title={t('noMatches')} hint={t('noMatchesHint')} />;
  return (
    <>
      <p className="list-total" role="status">
        {t('matchesFound', { count: items.length })}
      </p>
      <ol className="matches">
        {items.map((match) => (
          <MatchCard key={match.rank} match={match} ours={ours} />
        ))}
      </ol>
    </>
  );
}

/** What the address bar asks of matches. */
function asked(state: ListState) {
  const region = state.several('region');
  const field = state.several('field');
  const kind = organisationKinds.filter((one) => state.several('kind').includes(one));
  const maturity = Number(state.text('maturity'));
  return {
    ...(region.length > 0 ? { region: [...region] } : {}),
    ...(field.length > 0 ? { field: [...field] } : {}),
    ...(kind.length > 0 ? { kind } : {}),
    ...(maturity >= 1 && maturity <= 9 ? { maturity } : {}),
  };
}
