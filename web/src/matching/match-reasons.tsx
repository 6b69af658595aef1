import { Link } from '@tanstack/react-router';
import type { Match } from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { useFactWords } from './match-facts.tsx';
import { rankingWords } from './ranking-words.ts';
import { OwnerLink } from './record-facts.tsx';

/** Points as people read them: hundredths, one place. */
export function usePoints(): (share: number) => string {
  const format = useFormat();
  return (share) => format.number(Math.round(share * 1_000) / 10);
}

/** Each part with its score, its weight and the fact behind it. */
export function WhyHere({ match }: { readonly match: Match }) {
  const t = useWords(rankingWords);
  const say = useFactWords();
  const points = usePoints();
  const format = useFormat();
  const { words, meaning } = match.textScores;
  return (
    <details className="why-here">
      <summary>
        {t('whyHere')} <span className="quiet">{t('score', { score: points(match.score) })}</span>
      </summary>
      <table className="parts">
        <thead>
          <tr>
            <th scope="col">{t('partColumn')}</th>
            <th scope="col">{t('scoreColumn')}</th>
            <th scope="col">{t('weightColumn')}</th>
            <th scope="col">{t('reasonColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {match.parts.map(({ part, counted, weight, fact, score }) => (
            <tr key={part} className={counted === null ? 'part-silent' : ''}>
              <th scope="row">{t(`part_${part}`)}</th>
              <td>{counted === null ? '—' : points(counted)}</td>
              <td>{counted === null ? '—' : format.share(weight)}</td>
              <td>
                {fact === null
                  ? counted === null
                    ? t('notAsked')
                    : score === null
                      ? t('leftOpen')
                      : null
                  : say(fact)}
                {part === 'text' ? (
                  <span className="second-line quiet">
                    {t('textDetail', {
                      words: points(Math.min(1, words)),
                      meaning: points(Math.max(0, Math.min(1, meaning))),
                    })}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What keeps it from standing higher, what was not said, and whom it is like. */
export function Hints({ match }: { readonly match: Match }) {
  const t = useWords(rankingWords);
  const lines = useHints(match);
  return lines.length === 0 && match.twins.length === 0 ? null : (
    <ul className="match-hints">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {match.twins.length === 0 ? null : (
        <li>
          <details>
            <summary>{t('twins', { count: match.twins.length })}</summary>
            <ul className="twins">
              {match.twins.map((twin) => (
                <Twin key={twin.id} kind={match.kind} twin={twin} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  );
}

function Twin({
  kind,
  twin,
}: {
  readonly kind: Match['kind'];
  readonly twin: Match['twins'][number];
}) {
  const t = useWords(rankingWords);
  const format = useFormat();
  return (
    <li>
      {kind === 'technology' ? (
        <Link to="/technologies/$technologyId" params={{ technologyId: twin.id }}>
          {twin.title}
        </Link>
      ) : (
        <Link to="/needs/$needId" params={{ needId: twin.id }}>
          {twin.title}
        </Link>
      )}{' '}
      <OwnerLink owner={twin.organisation} />{' '}
      <span className="quiet">{t('likeness', { share: format.share(twin.likeness) })}</span>
    </li>
  );
}

function useHints(match: Match): string[] {
  const t = useWords(rankingWords);
  const language = useLanguage();
  const points = usePoints();
  const comma = language === 'zh' ? '、' : ', ';
  const { whyNotHigher: above, feedback, missing, neighbours, kind } = match;
  const lines: string[] = [];
  if (neighbours.length > 0) {
    const pairs = neighbours.slice(0, 4).map(({ asked, found }) => `${asked} ≈ ${found}`);
    lines.push(t('meansNearly', { pairs: pairs.join(comma) }));
  }
  if (above !== null) {
    if (above.behind < 0) lines.push(t('notHigherSpread'));
    else if (above.part === null) {
      if (above.behind > 0) lines.push(t('notHigherClose', { behind: points(above.behind) }));
    } else {
      const part = t(`part_${above.part}`);
      lines.push(t('notHigher', { part, costs: points(above.costs) }));
    }
  }
  const said = (side: 'need' | 'technology') =>
    missing
      .filter((one) => one.side === side)
      .map((one) => t('mayGain', { part: t(`part_${one.part}`), points: points(one.mayGain) }))
      .join(comma);
  const other = kind === 'technology' ? 'technology' : 'need';
  const ours = kind === 'technology' ? 'need' : 'technology';
  if (said(other) !== '') lines.push(t('missing', { parts: said(other) }));
  if (said(ours) !== '') lines.push(t('missingOurs', { parts: said(ours) }));
  if (feedback !== null) {
    const values = { title: feedback.likeTitle, points: points(Math.abs(feedback.changes)) };
    lines.push(feedback.changes < 0 ? t('likeRefused', values) : t('likeAccepted', values));
  }
  return lines;
}
