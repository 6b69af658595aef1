import { Link } from '@tanstack/react-router';
import type { ExpertMatch, Matches, OrganisationMatch } from 'yunhe/matching/contract';
import { Empty } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { useFieldName } from './choices.tsx';
import { usePoints } from './match-reasons.tsx';
import { Notices } from './question-notices.tsx';
import { rankingWords } from './ranking-words.ts';
import { OwnerLink, OwnerRegion } from './record-facts.tsx';

/** People who may help, each with what speaks for them. */
export function ExpertCards({
  items,
  notices,
}: {
  readonly items: readonly ExpertMatch[];
  readonly notices: Matches['notices'];
}) {
  const t = useWords(rankingWords);
  const language = useLanguage();
  const fieldName = useFieldName();
  return (
    <>
      <Notices notices={notices} />
      {items.length === 0 ? (
        <Empty title={t('noExperts')} hint={t('noExpertsHint')} />
      ) : (
        <>
          <p className="list-total" role="status">
            {t('expertsFound', { count: items.length })}
          </p>
          <ol className="matches">
            {items.map((match) => (
              <li className="match" key={match.person.id}>
                <Rank match={match} />
                <div className="match-body">
                  <h2 className="match-title">
                    {nameIn(language, match.person)} <Sample when={match.person.sample} />
                  </h2>
                  <p className="quiet match-owner">
                    {match.person.title === null ? null : <span>{match.person.title}</span>}
                    {match.organisation === null ? null : (
                      <>
                        <OwnerLink owner={match.organisation} />
                        <span>
                          <OwnerRegion owner={match.organisation} />
                        </span>
                      </>
                    )}
                  </p>
                  {match.person.fields.length === 0 ? null : (
                    <p className="row">
                      {match.person.fields.map((field) => (
                        <span
                          key={field}
                          className={
                            match.words.some((word) => field.includes(word))
                              ? 'tag tag-good'
                              : 'tag'
                          }
                        >
                          {fieldName(field)}
                        </span>
                      ))}
                    </p>
                  )}
                  <EvidenceOf match={match} />
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** Organisations that may help, by what they offer and did. */
export function OrganisationCards({
  items,
  notices,
}: {
  readonly items: readonly OrganisationMatch[];
  readonly notices: Matches['notices'];
}) {
  const t = useWords(rankingWords);
  return (
    <>
      <Notices notices={notices} />
      {items.length === 0 ? (
        <Empty title={t('noOrganisations')} hint={t('noOrganisationsHint')} />
      ) : (
        <>
          <p className="list-total" role="status">
            {t('organisationsFound', { count: items.length })}
          </p>
          <ol className="matches">
            {items.map((match) => (
              <li className="match" key={match.organisation.id}>
                <Rank match={match} />
                <div className="match-body">
                  <h2 className="match-title">
                    <OwnerLink owner={match.organisation} />
                  </h2>
                  <p className="quiet match-owner">
                    <span>
                      <OwnerRegion owner={match.organisation} />
                    </span>
                    {match.experts === 0 ? null : (
                      <span>{t('expertsThere', { count: match.experts })}</span>
                    )}
                  </p>
                  <EvidenceOf match={match} />
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

type Helper = ExpertMatch | OrganisationMatch;

function Rank({ match }: { readonly match: Helper }) {
  const points = usePoints();
  return (
    <div className="match-rank">
      <span aria-hidden="true">{match.rank}</span>
      <span className="match-score">{points(match.score)}</span>
    </div>
  );
}

function EvidenceOf({ match }: { readonly match: Helper }) {
  const t = useWords(rankingWords);
  const points = usePoints();
  const { parts, technologies, collaborations } = match;
  return (
    <>
      <p className="row quiet">
        {parts.map(({ part, score }) => (
          <span key={part}>{t(`evidence_${part}`, { score: points(score) })}</span>
        ))}
      </p>
      {technologies.length === 0 ? null : (
        <>
          <h3 className="evidence-title">{t('itsTechnologies')}</h3>
          <ul className="twins">
            {technologies.map(({ id, title, score }) => (
              <li key={id}>
                <Link to="/technologies/$technologyId" params={{ technologyId: id }}>
                  {title}
                </Link>{' '}
                <span className="quiet">{points(score)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {collaborations.length === 0 ? null : (
        <>
          <h3 className="evidence-title">{t('itsWorks')}</h3>
          <ul className="twins">
            {collaborations.map(({ id, title, year }) => (
              <li key={id}>
                {title} {year === null ? null : <span className="quiet">{year}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
