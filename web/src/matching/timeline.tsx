import { Link } from '@tanstack/react-router';
import type { Step } from 'yunhe/matching/contract';
import { useFormat } from '../ui/format.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionName } from './choices.tsx';
import { matchingWords } from './words.ts';

const tones: Readonly<Record<string, string>> = {
  published: 'good',
  accepted: 'good',
  concluded: 'good',
  arranged: 'good',
  confirmed: 'good',
  registered: 'good',
  cancelled: 'bad',
  disputed: 'bad',
  retracted: 'bad',
  fulfilled: 'good',
  declined: 'bad',
  lapsed: 'bad',
  withdrawn: 'bad',
  expired: 'bad',
  approved: 'good',
  returned: 'bad',
  hold: 'bad',
  rejected: 'bad',
};

/** Who did what and when, the first step on top, with the regions it went between. */
export function Timeline({
  steps,
  of = null,
}: {
  readonly steps: readonly Step[];
  /** The introduction whose page this is: no step leads back to it. */
  readonly of?: string | null;
}) {
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <Moment key={step.sequence ?? 'latest'} step={step} linked={step.introductionId !== of} />
      ))}
    </ol>
  );
}

function Moment({ step, linked }: { readonly step: Step; readonly linked: boolean }) {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const tone = tones[step.type.split('_').at(-1) ?? ''] ?? 'plain';
  const { fromRegion, toRegion, organisation, introductionId } = step;
  return (
    <li className={`timeline-${tone}`}>
      <p className="timeline-words">{step.words[language]}</p>
      {fromRegion === null ? null : (
        <p className="timeline-regions">
          <span className="tag">
            <RegionName code={fromRegion} />
          </span>
          {toRegion === null ? null : (
            <>
              <span aria-hidden="true"> → </span>
              <span className="tag">
                <RegionName code={toRegion} />
              </span>
            </>
          )}
        </p>
      )}
      <p className="quiet">
        <time dateTime={step.at}>{format.instant(step.at)}</time>
        {step.actorName ? ` · ${step.actorName}` : null}
        {organisation === null ? null : (
          <>
            {' · '}
            <Link to="/organisations/$organisationId" params={{ organisationId: organisation.id }}>
              {nameIn(language, organisation) || organisation.name}
            </Link>
          </>
        )}
        {introductionId === null || !linked ? null : (
          <>
            {' · '}
            <Link to="/introductions/$introductionId" params={{ introductionId }}>
              {t('seeIntroduction')}
            </Link>
          </>
        )}
      </p>
    </li>
  );
}
