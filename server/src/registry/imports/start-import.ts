import { dayOf } from '../../runtime/day.ts';
import { uuidv7 } from '../../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../../runtime/module.ts';
import { Refusal } from '../../runtime/refusal.ts';
import type { Import, importContract } from '../import-contract.ts';
import { builtInMappings } from './built-in-mappings.ts';
import type { ImportKind } from './import-kind.ts';
import { importKindCalled } from './import-kinds.ts';
import { findFile, insertImport, savedMappings } from './import-store.ts';
import { readOneImport } from './import-views.ts';
import { type LookedInto, lookInto } from './inspect-file.ts';
import { type Mapping, requireMapping, suggestMapping } from './mapping.ts';
import { pathOfFile } from './receive-file.ts';

type Contract = typeof importContract;

export const startImport: UseCase<Contract['startImport']> = async (ctx, input) => {
  const importId = await queueImport(ctx, input);
  await ctx.enqueue('registry.run_import', { importId });
  return (await readOneImport(ctx.tx, importId, ctx.now)) as Import;
};

/**
 * Writes an import down as waiting, after everything was checked that can be checked before the
 * first row.
 *
 * @throws Refusal as the contract of `startImport` says.
 */
export async function queueImport(
  ctx: Context,
  input: InputOf<Contract['startImport']>,
): Promise<string> {
  const { file, kind, named } = await chosen(ctx, input);
  const looked = await lookInto(pathOfFile(ctx.settings, file.id), file.name, input.sheet);
  requireFileKind(kind, looked, file.name);
  const guess = named ?? suggestMapping(kind, looked.columns);
  const mapping: Mapping =
    kind.columns.length === 0
      ? { columns: {}, constants: {} }
      : {
          columns: input.columns ?? guess.columns,
          constants: { ...guess.constants, ...input.constants },
        };
  // The properties of a line may differ from those of the first ones.
  requireMapping(kind, mapping, looked.fileKind === 'jsonl' ? null : looked.columns);
  const id = uuidv7();
  const source = kind.source ?? input.source ?? named?.source ?? withoutEnding(file.name);
  await insertImport(
    ctx.tx,
    {
      id,
      kind: kind.name,
      fileId: file.id,
      sheet: input.sheet ?? null,
      ...mapping,
      source,
      statedOn: input.statedOn ?? null,
      dryRun: input.dryRun,
      startedBy: ctx.actor.name,
      startedById: ctx.actor.personId,
    },
    ctx.now,
  );
  return id;
}

async function chosen(ctx: Context, input: InputOf<Contract['startImport']>) {
  const today = dayOf(ctx.now);
  if (input.statedOn !== undefined && input.statedOn > today) {
    const detail = `Nobody can have stated it on ${input.statedOn} yet.`;
    throw new Refusal('stated_in_the_future', detail, {
      params: { statedOn: input.statedOn, today },
    });
  }
  const { name, kind } = kindAndMapping(input);
  const file = await findFile(ctx.tx, input.fileId);
  if (file === null) throw new Refusal('file_not_found', 'There is no such file; send it first.');
  return { file, kind, named: name === undefined ? null : await mappingCalled(ctx, kind, name) };
}

/** A built-in mapping may be named in place of its kind: `listed-companies`. */
function kindAndMapping({ kind, mapping }: { kind: string; mapping?: string }) {
  const builtIn = builtInMappings.find((one) => one.name === kind);
  if (builtIn === undefined) return { kind: importKindCalled(kind), name: mapping };
  return { kind: importKindCalled(builtIn.kind), name: mapping ?? builtIn.name };
}

async function mappingCalled(
  ctx: Context,
  kind: ImportKind,
  name: string,
): Promise<Mapping & { readonly source?: string }> {
  const saved = [...builtInMappings, ...(await savedMappings(ctx.tx, kind.name))].find(
    (one) => one.kind === kind.name && one.name === name,
  );
  if (saved !== undefined) return saved;
  throw new Refusal('mapping_not_found', `There is no mapping ${name} for ${kind.name}.`, {
    params: { mapping: name, kind: kind.name },
  });
}

function requireFileKind(kind: ImportKind, { fileKind }: LookedInto, name: string): void {
  if (kind.files.includes(fileKind)) return;
  const expected = kind.files.join(' or ');
  const detail = `${name} is ${fileKind} by its content, and ${kind.name} is read from ${expected}.`;
  const params = { problem: 'kind_differs', found: fileKind, expected };
  throw new Refusal('file_cannot_be_read', detail, {
    params,
    reasons: [{ code: 'kind_differs', detail, params }],
  });
}

function withoutEnding(name: string): string {
  return name.replace(/(?:\.(?:gz|csv|tsv|txt|xlsx|jsonl|ndjson|json)){1,3}$/i, '') || name;
}
