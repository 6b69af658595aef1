/** Which of two claims about one attribute stands. Pure. */
import type { Claim } from '../contract.ts';

/** A claim that only stands until somebody knows better, such as a name made from a number. */
export interface KeptClaim extends Claim {
  readonly placeholder?: boolean;
}

export type Verdict = 'same' | 'taken' | 'kept_entered' | 'kept_other_source' | 'kept_newer';

/**
 * An import fills what is empty and renews what the same source said before. What a person
 * entered, and what another source said first, stays; so the order of imports does not make
 * records flap, and the same import twice changes nothing.
 */
export function weighClaim(
  kept: { readonly value: unknown; readonly claim: KeptClaim | undefined },
  stated: { readonly value: unknown; readonly source: string; readonly statedOn: string | null },
): Verdict {
  const { value, claim } = kept;
  if (JSON.stringify(value) === JSON.stringify(stated.value)) return 'same';
  // What a person took away is not brought back by a file.
  if (value === null && claim?.importId === null) return 'kept_entered';
  const empty = value === null || (Array.isArray(value) && value.length === 0);
  if (empty || claim?.placeholder === true) return 'taken';
  if (claim === undefined || claim.importId === null) return 'kept_entered';
  if (claim.source !== stated.source) return 'kept_other_source';
  const older =
    stated.statedOn !== null && claim.statedOn !== null && stated.statedOn < claim.statedOn;
  return older ? 'kept_newer' : 'taken';
}
