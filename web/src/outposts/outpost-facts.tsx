/** Small pieces that several pages of outposts and moves show alike. */
import { Link } from '@tanstack/react-router';
import type { OutpostSummary, Place } from 'yunhe/outposts/contract';
import { useFormat } from '../ui/format.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { outpostWords } from './outpost-words.ts';

const tones = { planned: 'tag-warn', operating: 'tag-good', closed: '' } as const;

export function OutpostState({ state }: { readonly state: OutpostSummary['state'] }) {
  const t = useWords(outpostWords);
  return <span className={`tag ${tones[state]}`}>{t(`state_${state}`)}</span>;
}

export function PlaceName({ place }: { readonly place: Place | null }) {
  const t = useWords(outpostWords);
  const language = useLanguage();
  if (place === null) return <span className="quiet">{t('notKnown')}</span>;
  return <>{nameIn(language, place) || place.id}</>;
}

/** A region or an organisation, with the way to its page. */
export function PlaceLink({ place }: { readonly place: Place | null }) {
  if (place === null) return <PlaceName place={place} />;
  return place.kind === 'region' ? (
    <Link to="/regions/$code" params={{ code: place.id }}>
      <PlaceName place={place} />
    </Link>
  ) : (
    <Link to="/organisations/$organisationId" params={{ organisationId: place.id }}>
      <PlaceName place={place} />
    </Link>
  );
}

export function Activities({ of }: { readonly of: OutpostSummary['activitiesThere'] }) {
  const t = useWords(outpostWords);
  if (of.length === 0) return <span className="quiet">{t('notKnown')}</span>;
  return (
    <span className="tags">
      {of.map((activity) => (
        <span key={activity} className="tag">
          {t(`activity_${activity}`)}
        </span>
      ))}
    </span>
  );
}

export function Days({
  from,
  until,
}: {
  readonly from: string | null;
  readonly until: string | null;
}) {
  const t = useWords(outpostWords);
  const format = useFormat();
  if (from === null) return <span className="quiet">{t('dayMissing')}</span>;
  if (until === null) return <>{t('since', { day: format.day(from) })}</>;
  return <>{t('period', { from: format.day(from), until: format.day(until) })}</>;
}

export const outpostKinds = ['research_there', 'business_there', 'both_ways'] as const;
export const outpostStates = ['planned', 'operating', 'closed'] as const;
export const activities = [
  'research',
  'incubation',
  'pilot',
  'production',
  'sales',
  'headquarters',
  'services',
] as const;
