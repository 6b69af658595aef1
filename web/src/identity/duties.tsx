import { useWords } from '../ui/words.ts';
import type { OfficeName } from './office-names.ts';
import { identityWords } from './words.ts';

interface Props {
  readonly memberships: readonly {
    readonly organisationId: string;
    readonly role: 'viewer' | 'editor' | 'manager';
  }[];
  readonly offices: readonly {
    readonly office: OfficeName;
    readonly regionCode: string | null;
  }[];
}

/** What a person is here, in a few tags. */
export function Duties({ memberships, offices }: Props) {
  const t = useWords(identityWords);
  return (
    <span className="tags">
      {memberships.map(({ organisationId, role }) => (
        <span key={organisationId} className="tag tag-accent">
          {t(`role_${role}`)}
        </span>
      ))}
      {offices.map(({ office, regionCode }) => (
        <span key={`${office} ${regionCode}`} className="tag">
          {t(`office_${office}`)}
          {regionCode === null ? null : ` ${regionCode}`}
        </span>
      ))}
    </span>
  );
}
