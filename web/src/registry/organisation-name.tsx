import { Link } from '@tanstack/react-router';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage } from '../ui/words.ts';

interface Named {
  readonly id: string;
  readonly displayName: string;
  readonly nameZh?: string | null;
  readonly nameEn?: string | null;
  readonly sample?: boolean;
}

/** The name in the reader's language, marked where the record was made up. */
export function OrganisationName({
  organisation,
  linked = false,
}: {
  readonly organisation: Named;
  readonly linked?: boolean;
}) {
  const name = nameIn(useLanguage(), organisation) || organisation.displayName;
  return (
    <>
      {linked ? (
        <Link
          to="/organisations/$organisationId"
          params={{ organisationId: organisation.id }}
          className="strong"
        >
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      <Sample when={organisation.sample} />
    </>
  );
}
