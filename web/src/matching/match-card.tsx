import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import type { Match } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { AskButton } from './ask-introduction.tsx';
import { Highlighted } from './highlighted.tsx';
import { FactsOf } from './match-facts.tsx';
import { Hints, usePoints, WhyHere } from './match-reasons.tsx';
import { rankingWords } from './ranking-words.ts';
import {
  IntroductionState,
  OwnerLink,
  OwnerRegion,
  useAmounts,
  usePrice,
} from './record-facts.tsx';
import { NotThis, type Ours } from './refuse-match.tsx';
import { matchingWords } from './words.ts';

/** One match: what it is, why it stands here, what speaks against it, and the next step. */
export function MatchCard({ match, ours }: { readonly match: Match; readonly ours: Ours }) {
  const t = useWords(matchingWords);
  const price = usePrice();
  const amounts = useAmounts();
  const points = usePoints();
  const ranking = useWords(rankingWords);
  const { technology, need, words } = match;
  const record = technology ?? need;
  if (record === null) return null;
  const carried = words.map(({ word }) => word);
  const text = technology?.summary ?? need?.problem ?? '';
  const maturity = technology?.maturity ?? need?.leastMaturity ?? null;
  const money = technology !== null ? price(technology.price) : amounts(need?.budget ?? null);
  const title = <Highlighted text={record.title} words={carried} />;
  return (
    <li className="match">
      <div className="match-rank">
        <span aria-hidden="true">{match.rank}</span>
        <span className="match-score">{points(match.score)}</span>
      </div>
      <div className="match-body">
        <h2 className="match-title">
          {technology !== null ? (
            <Link to="/technologies/$technologyId" params={{ technologyId: record.id }}>
              {title}
            </Link>
          ) : (
            <Link to="/needs/$needId" params={{ needId: record.id }}>
              {title}
            </Link>
          )}{' '}
          <Sample when={record.sample} />
        </h2>
        <p className="quiet match-owner">
          <OwnerLink owner={record.organisation} />
          <span>
            <OwnerRegion owner={record.organisation} />
          </span>
          {maturity === null ? null : <span>{t('trl', { level: maturity })}</span>}
          {money === null ? null : <span>{money}</span>}
          {match.rank === match.rankWithoutSpread ? null : (
            <span className="tag">
              {ranking('rankWithoutSpread', { rank: match.rankWithoutSpread })}
            </span>
          )}
        </p>
        <p className="match-text">
          <Highlighted text={text} words={carried} />
        </p>
        <Carried words={words} />
        <FactsOf match={match} />
        <Hints match={match} />
        <WhyHere match={match} />
      </div>
      <div className="match-next">
        <Next match={match} ours={ours} />
      </div>
    </li>
  );
}

/** The words in common, each with its part of the score. */
function Carried({ words }: { readonly words: Match['words'] }) {
  const t = useWords(matchingWords);
  const format = useFormat();
  if (words.length === 0) return null;
  // A word may carry from the title and from the text; a person reads it once.
  const shares = new Map<string, number>();
  for (const { word, share } of words) shares.set(word, (shares.get(word) ?? 0) + share);
  const weightiest = [...shares].sort(([, one], [, other]) => other - one).slice(0, 8);
  return (
    <div className="carried">
      <span className="quiet">{t('wordsThatCarried')}</span>
      {weightiest.map(([word, share]) => (
        <Tooltip key={word} title={t('wordShare', { share: format.share(share) })}>
          <span className="carried-word">
            {word}
            <span
              className="carried-share"
              aria-hidden="true"
              style={{ width: `${Math.round(100 * Math.min(1, share * 2))}%` }}
            />
          </span>
        </Tooltip>
      ))}
    </div>
  );
}

function Next({ match, ours }: { readonly match: Match; readonly ours: Ours }) {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const { introduction, technology, need } = match;
  const { organisationId: _owner, ...about } = ours;
  const record = technology ?? need;
  const open = introduction?.state === 'asked' || introduction?.state === 'accepted';
  const mayAsk = mayActFor(viewer, viewer?.organisationId ?? null, 'editor') && !open;
  return (
    <>
      {introduction === null ? null : (
        <p className="match-introduction">
          <IntroductionState state={introduction.state} />
          <Link to="/introductions/$introductionId" params={{ introductionId: introduction.id }}>
            {t('seeIntroduction')}
          </Link>
        </p>
      )}
      {record !== null && mayAsk ? (
        <AskButton
          about={
            technology !== null
              ? { ...about, technologyId: record.id }
              : { ...about, needId: record.id }
          }
          title={record.title}
          owner={record.organisation}
        />
      ) : null}
      {open ? null : <NotThis match={match} ours={ours} />}
    </>
  );
}
