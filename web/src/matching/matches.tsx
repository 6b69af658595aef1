import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Checkbox, Input, Segmented } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import {
  contract,
  type Matches as Found,
  type Match,
  rankingContract,
} from 'yunhe/matching/contract';
import { organisationKinds } from 'yunhe/registry/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { Filters } from '../ui/filters.tsx';
import { type ListState, useListState } from '../ui/list-state.ts';
import { Empty, Loaded, Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { ExpertCards, OrganisationCards } from './helper-cards.tsx';
import { KeepWords } from './keep-watch.tsx';
import { MatchCard } from './match-card.tsx';
import { Notices } from './question-notices.tsx';
import { RankingWeights } from './ranking-weights.tsx';
import { rankingWords } from './ranking-words.ts';
import { useOriginFilters } from './record-filters.tsx';
import { type Ours, RefusedList } from './refuse-match.tsx';
import { isWeightWish } from './weight-wish.ts';
import { matchingWords } from './words.ts';
import './matching.css';
import './ranking.css';

const needRoute = getRouteApi('/needs/$needId/matches');
const technologyRoute = getRouteApi('/technologies/$technologyId/matches');

const views = ['technologies', 'experts', 'organisations'] as const;
type View = (typeof views)[number];

function viewIn(state: ListState): View {
  return views.find((view) => view === state.text('view')) ?? 'technologies';
}

export function MatchesOfNeed() {
  const t = useWords(matchingWords);
  const ranking = useWords(rankingWords);
  const state = useListState();
  const view = viewIn(state);
  const { needId } = needRoute.useParams();
  const need = useRead(contract.readNeed, { needId });
  const options = { keepLast: true } as const;
  const input = { needId, ...askedOrigin(state) };
  const read = useRead(
    rankingContract.matchesOfNeed,
    { needId, ...asked(state) },
    { ...options, enabled: view === 'technologies' },
  );
  const experts = useRead(rankingContract.expertsOfNeed, input, {
    ...options,
    enabled: view === 'experts',
  });
  const organisations = useRead(rankingContract.organisationsOfNeed, input, {
    ...options,
    enabled: view === 'organisations',
  });
  const title = need.data?.title ?? '';
  const organisationId = need.data?.organisation.id;
  const ours: Ours = { needId, ...(organisationId === undefined ? {} : { organisationId }) };
  return (
    <Page
      title={t('matchesOf', { title })}
      lead={view === 'experts' ? ranking('expertsLead') : t('matchesOfNeedLead')}
      above={[
        { to: '/needs', label: t('needs') },
        { to: `/needs/${needId}` as '/needs', label: title || t('need') },
      ]}
    >
      <Views view={view} state={state} />
      <MatchFilters state={state} label={t('maturityAtLeast')} view={view} />
      {view === 'technologies' ? (
        <Loaded of={read}>{(found) => <Ranked found={found} ours={ours} state={state} />}</Loaded>
      ) : view === 'experts' ? (
        <Loaded of={experts}>{(found) => <ExpertCards {...found} />}</Loaded>
      ) : (
        <Loaded of={organisations}>{(found) => <OrganisationCards {...found} />}</Loaded>
      )}
    </Page>
  );
}

export function MatchesOfTechnology() {
  const t = useWords(matchingWords);
  const state = useListState();
  const { technologyId } = technologyRoute.useParams();
  const technology = useRead(contract.readTechnology, { technologyId });
  const read = useRead(
    rankingContract.matchesOfTechnology,
    { technologyId, ...asked(state) },
    { keepLast: true },
  );
  const title = technology.data?.title ?? '';
  const organisationId = technology.data?.organisation.id;
  const ours: Ours = { technologyId, ...(organisationId === undefined ? {} : { organisationId }) };
  return (
    <Page
      title={t('matchesOf', { title })}
      lead={t('matchesOfTechnologyLead')}
      above={[
        { to: '/technologies', label: t('technologies') },
        { to: `/technologies/${technologyId}` as '/technologies', label: title || t('technology') },
      ]}
    >
      <MatchFilters state={state} label={t('maturityAtMost')} view="technologies" />
      <Loaded of={read}>{(found) => <Ranked found={found} ours={ours} state={state} />}</Loaded>
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
  const view = find === 'need' ? 'technologies' : viewIn(state);
  const options = { keepLast: true } as const;
  const input = { q, ...askedOrigin(state) };
  const read = useRead(
    rankingContract.findMatches,
    { q, find, ...asked(state) },
    { ...options, enabled: q !== '' && view === 'technologies' },
  );
  const experts = useRead(rankingContract.findExperts, input, {
    ...options,
    enabled: q !== '' && view === 'experts',
  });
  const organisations = useRead(rankingContract.findOrganisations, input, {
    ...options,
    enabled: q !== '' && view === 'organisations',
  });
  const mayPost = mayActFor(viewer, viewer?.organisationId ?? null, 'editor');
  return (
    <Page title={t('freeMatches')} lead={t('freeMatchesLead')} actions={<KeepWords find={find} />}>
      <Ask state={state} find={find} />
      {find === 'technology' ? <Views view={view} state={state} /> : null}
      <MatchFilters
        state={state}
        label={find === 'need' ? t('maturityAtMost') : t('maturityAtLeast')}
        view={view}
      />
      {q === '' ? (
        <Empty title={t('typeFirst')} hint={t('typeFirstHint')} />
      ) : view === 'experts' ? (
        <Loaded of={experts}>{(found) => <ExpertCards {...found} />}</Loaded>
      ) : view === 'organisations' ? (
        <Loaded of={organisations}>{(found) => <OrganisationCards {...found} />}</Loaded>
      ) : (
        <Loaded of={read}>
          {(found) => (
            <>
              {mayPost && find === 'technology' ? (
                <p className="row">
                  <Link to="/needs/new" search={{ title: q.slice(0, 200) }}>
                    {t('postThisNeed')}
                  </Link>
                </p>
              ) : null}
              <Ranked found={found} ours={{}} state={state} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Views({ view, state }: { readonly view: View; readonly state: ListState }) {
  const t = useWords(rankingWords);
  return (
    <div className="row views">
      <Segmented<View>
        aria-label={t('view')}
        value={view}
        options={views.map((value) => ({ value, label: t(`view_${value}`) }))}
        onChange={(next) => state.change({ view: next === 'technologies' ? undefined : next })}
      />
    </div>
  );
}

/** Those of where it comes from; how mature it is matters where technologies are listed. */
function MatchFilters({
  state,
  label,
  view,
}: {
  readonly state: ListState;
  readonly label: string;
  readonly view: View;
}) {
  const filters = useOriginFilters(label);
  const shown =
    view === 'technologies' ? filters : filters.filter(({ name }) => name !== 'maturity');
  return <Filters filters={shown} state={state} />;
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
  found,
  ours,
  state,
}: {
  readonly found: Found;
  readonly ours: Ours;
  readonly state: ListState;
}) {
  const t = useWords(matchingWords);
  const ranking = useWords(rankingWords);
  const { items, notices, weights, refused } = found;
  const { needId, organisationId } = ours;
  const kept =
    needId === undefined || organisationId === undefined ? null : { needId, organisationId };
  // Of words alone nothing but the text is asked, so there is nothing to weigh.
  const isWeighed = ours.organisationId !== undefined;
  return (
    <>
      <Notices notices={notices} />
      {isWeighed ? <RankingWeights weights={weights} state={state} kept={kept} /> : null}
      <div className="row">
        <Checkbox
          checked={state.text('spread') === 'true'}
          onChange={({ target }) => state.change({ spread: target.checked ? 'true' : undefined })}
        >
          {ranking('spread')}
        </Checkbox>
      </div>
      {items.length === 0 ? (
        <Empty title={t('noMatches')} hint={t('noMatchesHint')} />
      ) : (
        <>
          <p className="list-total" role="status">
            {t('matchesFound', { count: items.length })}
          </p>
          <ol className="matches">
            {items.map((match) => (
              <MatchCard key={(match.technology ?? match.need)?.id} match={match} ours={ours} />
            ))}
          </ol>
        </>
      )}
      <BelowFloor count={found.belowFloor} state={state} />
      <RefusedList refused={refused} ours={ours} />
    </>
  );
}

function BelowFloor({ count, state }: { readonly count: number; readonly state: ListState }) {
  const t = useWords(rankingWords);
  if (state.text('floor') === '0') {
    return (
      <p className="quiet">
        <Button type="link" size="small" onClick={() => state.change({ floor: undefined })}>
          {t('hideThem')}
        </Button>
      </p>
    );
  }
  if (count === 0) return null;
  return (
    <p className="quiet">
      {t('belowFloor', { count })}{' '}
      <Button type="link" size="small" onClick={() => state.change({ floor: '0' })}>
        {t('showThem')}
      </Button>
    </p>
  );
}

/** What the address bar asks of where matches come from. */
function askedOrigin(state: ListState) {
  const region = state.several('region');
  const field = state.several('field');
  const kind = organisationKinds.filter((one) => state.several('kind').includes(one));
  return {
    ...(region.length > 0 ? { region: [...region] } : {}),
    ...(field.length > 0 ? { field: [...field] } : {}),
    ...(kind.length > 0 ? { kind } : {}),
  };
}

/** What the address bar asks of matches. */
function asked(state: ListState) {
  const maturity = Number(state.text('maturity'));
  const weight = state.several('weight').filter(isWeightWish);
  return {
    ...askedOrigin(state),
    ...(maturity >= 1 && maturity <= 9 ? { maturity } : {}),
    ...(weight.length > 0 ? { weight } : {}),
    ...(state.text('spread') === 'true' ? { spread: true } : {}),
    ...(state.text('floor') === '0' ? { floor: 0 } : {}),
  };
}
