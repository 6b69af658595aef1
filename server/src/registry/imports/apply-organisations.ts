/** Brings what a file says of organisations into the registry, a batch in one transaction. */
import { uuidv7 } from '../../runtime/id.ts';
import type { Context } from '../../runtime/module.ts';
import { type Attributes, attributeNames, shownAs } from '../organisation.ts';
import { searchText, searchVector, vocabularyOf } from '../search-keys.ts';
import {
  doubtful,
  type ReadItem,
  type RowProblem,
  type RowResult,
  type Run,
} from './import-kind.ts';
import { keyOf, type OrganisationClaim, type StatedIdentifier } from './organisation-claim.ts';
import {
  holdersOf,
  holdersOfKeys,
  insertIdentifiers,
  insertNames,
  insertOrganisations,
  insertSourceKeys,
  insertWords,
  type KnownOrganisation,
  keepChanges,
  lockOrganisations,
  type OrganisationToWrite,
  survivorsOf,
  updateOrganisations,
} from './organisation-claim-store.ts';
import { type KeptClaim, weighClaim } from './weigh-claim.ts';

const namesAtMost = 200;

const nobody = {
  kind: 'other',
  status: 'active',
  nameZh: null,
  nameEn: null,
  parentId: null,
  regionCode: null,
  city: null,
  latitude: null,
  longitude: null,
  established: null,
  website: null,
  fields: [],
} as const satisfies Attributes;

/**
 * Finds the organisation of each claim by its identifiers, else by the key of the source; makes
 * those that are missing and brings the others up to date as far as provenance lets it.
 */
export async function applyOrganisations(
  ctx: Context,
  run: Run,
  batch: readonly ReadItem<OrganisationClaim>[],
): Promise<RowResult[]> {
  const draft = await draftFor(ctx, run, batch);
  const results = batch.map(({ row, item }) => draft.apply(row, item));
  if (!run.dryRun) await draft.write(ctx);
  return results;
}

async function draftFor(
  ctx: Context,
  run: Run,
  batch: readonly ReadItem<OrganisationClaim>[],
): Promise<Draft> {
  const claims = batch.map(({ item }) => item);
  const keys = claims.map((claim) => claim.sourceKey).filter((key) => key !== null);
  const byIdentifier = await holdersOf(
    ctx.tx,
    claims.flatMap((claim) => claim.identifiers),
  );
  const byKey = await holdersOfKeys(ctx.tx, run.source, keys);
  const ids = new Set([...byIdentifier, ...byKey].map((found) => found.organisationId));
  const survivors = await survivorsOf(ctx.tx, [...ids]);
  const known = await lockOrganisations(ctx.tx, [...new Set(survivors.values())]);
  const survivor = (id: string) => survivors.get(id) ?? id;
  return new Draft(
    run,
    new Map(known.map((one) => [one.id, one])),
    new Map(byIdentifier.map((one) => [keyOf(one), survivor(one.organisationId)])),
    new Map(byKey.map((one) => [one.key, survivor(one.organisationId)])),
  );
}

type Before = Record<string, { value: unknown; claim: KeptClaim | null }>;

/** A record as the batch leaves it. */
interface Drafted {
  readonly created: boolean;
  readonly record: KnownOrganisation;
  readonly renamed: boolean;
  readonly before: Before;
}

/** What a batch is going to write, gathered claim by claim. */
class Draft {
  readonly #run: Run;
  readonly #known: Map<string, KnownOrganisation>;
  readonly #holders: Map<string, string>;
  readonly #holdersOfKeys: Map<string, string>;
  readonly #drafted = new Map<string, Drafted>();
  readonly #names: Parameters<typeof insertNames>[1][number][] = [];
  readonly #identifiers: (StatedIdentifier & { organisationId: string })[] = [];
  readonly #keys: { key: string; organisationId: string }[] = [];

  constructor(
    run: Run,
    known: Map<string, KnownOrganisation>,
    holders: Map<string, string>,
    holdersOfKeys: Map<string, string>,
  ) {
    this.#run = run;
    this.#known = known;
    this.#holders = holders;
    this.#holdersOfKeys = holdersOfKeys;
  }

  apply(row: number, claim: OrganisationClaim): RowResult {
    const problems: RowProblem[] = [];
    const found = this.#find(claim);
    const before: Before = {};
    const record = this.#withAttributes(found ?? newcomer(), claim, before, problems);
    const names = this.#newNames(record, claim);
    const identifiers = this.#newIdentifiers(record, claim, problems);
    if (claim.sourceKey !== null && !this.#holdersOfKeys.has(claim.sourceKey)) {
      this.#holdersOfKeys.set(claim.sourceKey, record.id);
      this.#keys.push({ key: claim.sourceKey, organisationId: record.id });
    }
    const isSame =
      Object.keys(before).length === 0 && names.length === 0 && identifiers.length === 0;
    if (found !== undefined && isSame) return { row, outcome: 'unchanged', problems };
    this.#keep(
      found,
      {
        ...record,
        names: [...record.names, ...names],
        identifiers: [...record.identifiers, ...identifiers],
      },
      before,
    );
    return { row, outcome: found === undefined ? 'created' : 'changed', problems };
  }

  /**
   * The strongest identifier that somebody holds decides, unless its holder has another value
   * where the claim has a stronger one: then the two are different bodies.
   */
  #find(claim: OrganisationClaim): KnownOrganisation | undefined {
    for (const [at, identifier] of claim.identifiers.entries()) {
      const holder = this.#known.get(this.#holders.get(keyOf(identifier)) ?? '');
      if (holder === undefined) continue;
      const stronger = claim.identifiers.slice(0, at);
      const differs = stronger.some((own) =>
        holder.identifiers.some((held) => held.scheme === own.scheme && held.value !== own.value),
      );
      if (!differs) return holder;
    }
    if (claim.sourceKey === null) return undefined;
    return this.#known.get(this.#holdersOfKeys.get(claim.sourceKey) ?? '');
  }

  #withAttributes(
    record: KnownOrganisation,
    claim: OrganisationClaim,
    before: Before,
    problems: RowProblem[],
  ): KnownOrganisation {
    const { source, statedOn, importId } = this.#run;
    const values: Record<string, unknown> = {};
    const provenance = { ...record.provenance };
    for (const name of attributeNames) {
      if (name === 'parentId') continue;
      const stated = claim.attributes[name];
      if (stated === undefined || stated === null) continue;
      const kept = { value: record[name], claim: provenance[name] };
      const isNew = record.revision === 0;
      const verdict = isNew ? 'taken' : weighClaim(kept, { value: stated, source, statedOn });
      if (verdict === 'kept_entered') problems.push(keptEntered(name, record[name], stated));
      if (verdict !== 'taken') continue;
      if (!isNew) before[name] = { value: record[name], claim: kept.claim ?? null };
      values[name] = stated;
      const isPlaceholder = claim.placeholders?.includes(name) === true;
      provenance[name] = {
        source,
        statedOn,
        importId,
        ...(isPlaceholder ? { placeholder: true } : {}),
      };
    }
    return { ...record, ...values, provenance };
  }

  #newNames(record: KnownOrganisation, claim: OrganisationClaim): KnownOrganisation['names'] {
    const there = new Set(record.names.map(({ text, kind }) => `${kind} ${text}`));
    const added: { text: string; kind: KnownOrganisation['names'][number]['kind'] }[] = [];
    for (const { text, lang, kind } of claim.names.slice(0, namesAtMost)) {
      const isTitle = text === record.nameZh || text === record.nameEn;
      if (isTitle || there.has(`${kind} ${text}`)) continue;
      there.add(`${kind} ${text}`);
      added.push({ text, kind });
      this.#names.push({ id: uuidv7(), organisationId: record.id, text, lang, kind });
    }
    return added;
  }

  #newIdentifiers(
    record: KnownOrganisation,
    claim: OrganisationClaim,
    problems: RowProblem[],
  ): StatedIdentifier[] {
    const added: StatedIdentifier[] = [];
    for (const identifier of claim.identifiers) {
      const holderId = this.#holders.get(keyOf(identifier));
      if (holderId === record.id) continue;
      if (holderId !== undefined) {
        const holder = this.#known.get(holderId)?.displayName ?? holderId;
        problems.push(heldByAnother(identifier, holderId, holder));
        continue;
      }
      this.#holders.set(keyOf(identifier), record.id);
      this.#identifiers.push({ ...identifier, organisationId: record.id });
      added.push(identifier);
    }
    return added;
  }

  #keep(found: KnownOrganisation | undefined, record: KnownOrganisation, before: Before): void {
    const earlier = this.#drafted.get(record.id);
    const shown = shownAs(record);
    const revision = earlier?.record.revision ?? record.revision + 1;
    const drafted = { ...record, ...shown, revision };
    const renamed =
      found === undefined ||
      record.names.length !== found.names.length ||
      record.nameZh !== found.nameZh ||
      record.nameEn !== found.nameEn;
    this.#known.set(record.id, drafted);
    this.#drafted.set(record.id, {
      created: earlier?.created ?? found === undefined,
      record: drafted,
      renamed: renamed || earlier?.renamed === true,
      before: { ...before, ...earlier?.before },
    });
  }

  async write(ctx: Context): Promise<void> {
    const all = [...this.#drafted.values()];
    const { importId } = this.#run;
    const made = all.filter((one) => one.created).map(toWrite);
    const changed = all.filter((one) => !one.created).map(toWrite);
    await insertOrganisations(ctx.tx, made, ctx.now);
    await updateOrganisations(ctx.tx, changed, ctx.now);
    await insertNames(ctx.tx, this.#names, this.#run);
    await insertIdentifiers(ctx.tx, this.#identifiers, this.#run);
    await insertSourceKeys(ctx.tx, this.#keys, this.#run);
    await insertWords(ctx.tx, wordsOf(all));
    const changes = all.map(({ created, record, before }) => ({
      organisationId: record.id,
      created,
      before,
      revision: record.revision,
    }));
    await keepChanges(ctx.tx, importId, changes);
  }
}

function newcomer(): KnownOrganisation {
  return {
    ...nobody,
    id: uuidv7(),
    displayName: '',
    provenance: {},
    revision: 0,
    names: [],
    identifiers: [],
  };
}

function toWrite({ record, renamed }: Drafted): OrganisationToWrite {
  const { names: _names, identifiers: _identifiers, ...rest } = record;
  const all = renamed ? namesOf(record) : [];
  return {
    ...rest,
    ...shownAs(record),
    search: renamed ? searchVector(all) : null,
    searchText: renamed ? searchText(all) : null,
  };
}

/** The words by which typing errors in the new names are mended. */
function wordsOf(all: readonly Drafted[]): string[] {
  const renamed = all.filter((one) => one.renamed);
  return [...new Set(renamed.flatMap(({ record }) => vocabularyOf(namesOf(record))))];
}

export function namesOf({
  nameZh,
  nameEn,
  names,
}: Pick<KnownOrganisation, 'nameZh' | 'nameEn' | 'names'>): string[] {
  return [nameZh, nameEn, ...names.map((name) => name.text)].filter((name) => name !== null).sort();
}

function keptEntered(name: string, kept: unknown, stated: unknown): RowProblem {
  const text = String(kept);
  return {
    column: name,
    gravity: 'kept',
    code: 'entered_by_a_person',
    detail: `A person entered ${text}; it stays, and ${String(stated)} was not taken.`,
    params: { kept: text, stated: String(stated) },
    value: String(stated),
  };
}

function heldByAnother(
  { scheme, value }: StatedIdentifier,
  holderId: string,
  holder: string,
): RowProblem {
  return doubtful(
    scheme,
    'identifier_held_by_another',
    `${scheme} ${value} belongs to ${holder}; it was left out here.`,
    { params: { scheme, holderId, holder }, value },
  );
}
