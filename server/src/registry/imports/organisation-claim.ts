/** What one row of a file says of one organisation. */
import type { Attributes } from '../organisation.ts';
import type { NameKind, RelationKind } from '../words.ts';
import type { RowProblem } from './import-kind.ts';

export type StatedAttributes = {
  readonly [Name in keyof Omit<Attributes, 'parentId'>]?: Attributes[Name];
};

export interface StatedIdentifier {
  readonly scheme: string;
  readonly value: string;
}

export interface OrganisationClaim {
  /** Valid ones in the form in which they are stored, the strongest first. */
  readonly identifiers: readonly StatedIdentifier[];
  /** How the source itself names the organisation, where it does. */
  readonly sourceKey: string | null;
  readonly attributes: StatedAttributes;
  /** Names beside `nameZh` and `nameEn`. */
  readonly names: readonly {
    readonly text: string;
    readonly lang: string | null;
    readonly kind: NameKind;
  }[];
  readonly relations?: readonly { readonly kind: RelationKind; readonly to: StatedIdentifier }[];
  /** The organisation of which it is a branch: a key of the source, an identifier or a name. */
  readonly parent?: string | null;
  /** Attributes that stand only until somebody knows better. */
  readonly placeholders?: readonly (keyof StatedAttributes)[];
}

/** By what a claim is told from others in its file. */
export function identityOf(claim: OrganisationClaim): string {
  const [first] = claim.identifiers;
  return first === undefined ? `key ${claim.sourceKey}` : keyOf(first);
}

export function keyOf({ scheme, value }: StatedIdentifier): string {
  return `${scheme} ${value}`;
}

/** The rows of a file by what they claim to be, so that none says the same thing twice. */
export class SeenInFile {
  readonly #rows = new Map<string, number>();

  /** The problem of a row that says who it is in the words of an earlier one. */
  meet(row: number, claim: OrganisationClaim): RowProblem | null {
    const identity = identityOf(claim);
    const first = this.#rows.get(identity);
    if (first !== undefined && first !== row) {
      const value = identity.slice(identity.indexOf(' ') + 1);
      return {
        column: claim.identifiers[0]?.scheme ?? 'key',
        gravity: 'error',
        code: claim.identifiers.length > 0 ? 'identifier_repeated_in_file' : 'key_repeated_in_file',
        detail: `Row ${first} has ${value} too; an organisation stands in a file once.`,
        params: { firstRow: first, value },
        value,
      };
    }
    this.#rows.set(identity, row);
    for (const identifier of claim.identifiers.slice(1)) {
      const key = keyOf(identifier);
      if (!this.#rows.has(key)) this.#rows.set(key, row);
    }
    return null;
  }

  /** The row that had the identifier first. */
  firstWith(identifier: StatedIdentifier): number | undefined {
    return this.#rows.get(keyOf(identifier));
  }
}
