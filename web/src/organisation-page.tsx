import { useParams } from '@tanstack/react-router';
import { RecordsOf } from './matching/records-of.tsx';
import { Organisation } from './registry/organisation.tsx';

/** One organisation as the registry knows it, with what it offers and needs. */
export function OrganisationPage() {
  const { organisationId } = useParams({ strict: false }) as { readonly organisationId: string };
  return (
    <Organisation organisationId={organisationId}>
      <RecordsOf organisationId={organisationId} />
    </Organisation>
  );
}
