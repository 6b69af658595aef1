import { CheckOutlined, ExclamationOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import type { Match } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { AskButton } from './ask-introduction.tsx';
import { useFieldName, useLanguageName } from './choices.tsx';
import { Highlighted } from './highlighted.tsx';
import {
  IntroductionState,
  OwnerLink,
  OwnerRegion,
  useAmounts,
  usePrice,
} from './record-facts.tsx';
import { matchingWords } from './words.ts';

interface Ours {
  readonly needId?: string;
  readonly technologyId?: string;
}

/** One match: what it is, why it stands here, what speaks against it, and the next step. */
export function MatchCard({ match, ours }: { readonly match: Match; readonly ours: Ours }) {
  const t = useWords(matchingWords);
  const price = usePrice();
  const amounts = useAmounts();
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
      <span className="match-rank" aria-hidden="true">
        {match.rank}
      </span>
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
        </p>
        <p className="match-text">
          <Highlighted text={text} words={carried} />
        </p>
        <Carried words={words} />
        <FactsOf match={match} />
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

function FactsOf({ match }: { readonly match: Match }) {
  const t = useWords(matchingWords);
  const say = useFactWords();
  const { speaksFor, speaksAgainst } = match;
  if (speaksFor.length + speaksAgainst.length === 0) return null;
  return (
    <ul className="facts-for">
      {speaksFor.map((fact) => (
        <li key={fact.code}>
          <CheckOutlined className="fact-for" aria-label={t('speaksFor')} />
          {say(fact)}
        </li>
      ))}
      {speaksAgainst.map((fact) => (
        <li key={fact.code}>
          <ExclamationOutlined className="fact-against" aria-label={t('speaksAgainst')} />
          {say(fact)}
        </li>
      ))}
    </ul>
  );
}

function Next({ match, ours }: { readonly match: Match; readonly ours: Ours }) {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const { introduction, technology, need } = match;
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
              ? { ...ours, technologyId: record.id }
              : { ...ours, needId: record.id }
          }
          title={record.title}
          owner={record.organisation}
        />
      ) : null}
    </>
  );
}

function useFactWords(): (fact: Match['speaksFor'][number]) => string {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const fieldName = useFieldName();
  const languageName = useLanguageName();
  return ({ code, params = {} }) => {
    const text = (name: string) => String(params[name] ?? '');
    const each = (name: string, nameOf: (one: string) => string) =>
      text(name)
        .split(' ')
        .filter((one) => one !== '')
        .map(nameOf)
        .join(language === 'zh' ? '、' : ', ');
    const money = (name: string) => format.money(text(name), text('currency'));
    switch (code) {
      case 'same_field':
        return t('fact_same_field', { fields: each('fields', fieldName) });
      case 'maturity_enough':
      case 'maturity_too_low':
        return t(`fact_${code}`, { maturity: text('maturity'), least: text('least') });
      case 'budget_covers_price':
      case 'budget_below_price':
        return t(`fact_${code}`, { budget: money('budgetMinor'), price: money('priceMinor') });
      case 'currencies_differ':
        return t('fact_currencies_differ', { budget: text('budget'), price: text('price') });
      case 'deadline_ahead':
      case 'deadline_has_passed':
        return t(`fact_${code}`, { day: format.day(text('day')) });
      case 'language_in_common':
        return t('fact_language_in_common', { languages: each('languages', languageName) });
      default:
        return t(`fact_${code}`);
    }
  };
}
