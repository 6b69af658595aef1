import type { UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { platformContract } from './platform-contract.ts';
import { insertType } from './platform-store.ts';

export const addPlatformType: UseCase<(typeof platformContract)['addPlatformType']> = async (
  ctx,
  { code, nameZh, nameEn, note = null },
) => {
  const type = { code, nameZh, nameEn, note };
  if (!(await insertType(ctx.tx, type, ctx.now))) {
    throw new Refusal('platform_type_exists', `There is a type ${code} already.`, {
      params: { code },
    });
  }
  ctx.announce({ type: 'platforms.type_added', payload: type });
  return type;
};
