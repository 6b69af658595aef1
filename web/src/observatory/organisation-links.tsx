import { Link } from '@tanstack/react-router';
import type { Pair } from 'yunhe/observatory/contract';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { observatoryWords } from './words.ts';

type Organisation = Pair['forFirst'][number]['givers'][number];

/** Organisations by name, each a way to its page. */
export function OrganisationLinks({ of }: { readonly of: readonly Organisation[] }) {
  const t = useWords(observatoryWords);
  const language = useLanguage();
  if (of.length === 0) return <span className="quiet">{t('nobodyRegistered')}</span>;
  return (
    <>
      {of.map((one, at) => (
        <span key={one.id}>
          {at === 0 ? '' : ' · '}
          <Link to="/organisations/$organisationId" params={{ organisationId: one.id }}>
            {nameIn(language, one)}
          </Link>
        </span>
      ))}
    </>
  );
}
