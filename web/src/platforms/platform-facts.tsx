/** Small pieces that several pages of platforms show alike. */
import { Link } from '@tanstack/react-router';
import {
  platformContract as contract,
  type Place,
  type PlatformSummary,
} from 'yunhe/platforms/contract';
import { useFieldName } from '../matching/choices.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { platformWords } from './platform-words.ts';

const tones = {
  planned: 'tag-warn',
  under_construction: 'tag-warn',
  running: 'tag-good',
  reorganised: '',
  closed: '',
} as const;

export function PlatformStage({ stage }: { readonly stage: PlatformSummary['stage'] }) {
  const t = useWords(platformWords);
  return <span className={`tag ${tones[stage]}`}>{t(`stage_${stage}`)}</span>;
}

/** A region or an organisation, with the way to its page. */
export function PlaceLink({ place }: { readonly place: Place }) {
  const language = useLanguage();
  const name = nameIn(language, place) || place.id;
  return place.kind === 'region' ? (
    <Link to="/regions/$code" params={{ code: place.id }}>
      {name}
    </Link>
  ) : (
    <Link to="/organisations/$organisationId" params={{ organisationId: place.id }}>
      {name}
    </Link>
  );
}

export function usePlaceNames(): (places: readonly Place[]) => string {
  const language = useLanguage();
  const separator = language === 'zh' ? '、' : ', ';
  return (places) => places.map((place) => nameIn(language, place) || place.id).join(separator);
}

export function FieldTags({ fields }: { readonly fields: readonly string[] }) {
  const t = useWords(platformWords);
  const nameOf = useFieldName();
  if (fields.length === 0) return <span className="quiet">{t('notKnown')}</span>;
  return (
    <span className="tags">
      {fields.map((code) => (
        <span key={code} className="tag">
          {nameOf(code)}
        </span>
      ))}
    </span>
  );
}

/** The types that there are, for choosing one and for telling its name. */
export function usePlatformTypes() {
  const language = useLanguage();
  const { data } = useRead(contract.listPlatformTypes, {});
  const items = data?.items ?? [];
  const options = items.map((type) => ({ value: type.code, label: nameIn(language, type) }));
  const nameOf = (code: string) => options.find(({ value }) => value === code)?.label ?? code;
  return { options, nameOf, mayAdd: data?.may.add ?? false };
}

export const stages = [
  'planned',
  'under_construction',
  'running',
  'reorganised',
  'closed',
] as const;
