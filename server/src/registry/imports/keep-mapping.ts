import type { UseCase } from '../../runtime/module.ts';
import { notFound, Refusal } from '../../runtime/refusal.ts';
import type { importContract } from '../import-contract.ts';
import { builtInMappings } from './built-in-mappings.ts';
import { importKindCalled } from './import-kinds.ts';
import { deleteMapping, savedMappings, saveMapping } from './import-store.ts';
import { requireMapping } from './mapping.ts';

type Contract = typeof importContract;

export const listImportMappings: UseCase<Contract['listImportMappings']> = async (
  ctx,
  { kind },
) => {
  const builtIn = builtInMappings
    .filter((one) => kind === undefined || one.kind === kind)
    .map(({ source: _, ...mapping }) => ({ ...mapping, builtIn: true }));
  const saved = await savedMappings(ctx.tx, kind);
  const items = [...builtIn, ...saved.map((mapping) => ({ ...mapping, builtIn: false }))];
  return {
    items: items.map((one) => ({
      ...one,
      columns: { ...one.columns },
      constants: { ...one.constants },
    })),
  };
};

export const saveImportMapping: UseCase<Contract['saveImportMapping']> = async (
  ctx,
  { constants = {}, ...mapping },
) => {
  const kind = importKindCalled(mapping.kind);
  if (builtInMappings.some((one) => one.kind === kind.name && one.name === mapping.name)) {
    throw builtIn(mapping.name);
  }
  requireMapping(kind, { ...mapping, constants }, null);
  const by = { savedBy: ctx.actor.name, now: ctx.now };
  const saved = await saveMapping(ctx.tx, { ...mapping, constants }, by);
  return {
    ...saved,
    columns: { ...saved.columns },
    constants: { ...saved.constants },
    builtIn: false,
  };
};

export const deleteImportMapping: UseCase<Contract['deleteImportMapping']> = async (
  ctx,
  { mappingId },
) => {
  const own = builtInMappings.find((one) => one.id === mappingId);
  if (own !== undefined) throw builtIn(own.name);
  if (!(await deleteMapping(ctx.tx, mappingId))) throw notFound('mapping');
  return null;
};

function builtIn(name: string): Refusal {
  const detail = `${name} comes with Yunhe; save your own under another name.`;
  return new Refusal('mapping_is_built_in', detail, { params: { mapping: name } });
}
