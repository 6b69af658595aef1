import { changesBetween, edited } from '../runtime/changes.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import type { ListedType, platformContract } from './platform-contract.ts';
import { insertType, lockType, type TypeWords, updateType } from './platform-store.ts';
import { everyType } from './platform-views.ts';

type Contract = typeof platformContract;

export const addPlatformType: UseCase<Contract['addPlatformType']> = async (
  ctx,
  { code, nameZh, nameEn, note = null },
) => {
  const type = { code, nameZh, nameEn, note };
  if (!(await insertType(ctx.tx, type, ctx.now))) {
    const detail = `There is a type ${code} already.`;
    throw new Refusal('platform_type_exists', detail, {
      params: { code },
      reasons: [{ code: 'platform_type_exists', detail, params: { code }, pointer: '/code' }],
    });
  }
  ctx.announce({ type: 'platforms.type_added', payload: type });
  return await reread(ctx, code);
};

export const editPlatformType: UseCase<Contract['editPlatformType']> = async (
  ctx,
  { code, revision, ...sent },
) => {
  const kept = await lockType(ctx.tx, code);
  if (kept === null) throw notFound('type');
  expectRevision(kept, revision);
  const { revision: _revision, ...before } = kept;
  const after = edited<TypeWords>(before, sent as Partial<TypeWords>);
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length > 0) {
    await updateType(ctx.tx, code, after);
    ctx.announce({ type: 'platforms.type_edited', payload: { code, changes } });
  }
  return await reread(ctx, code);
};

async function reread(ctx: Context, code: string): Promise<ListedType> {
  return (await everyType(ctx.tx)).find((one) => one.code === code)!;
}
