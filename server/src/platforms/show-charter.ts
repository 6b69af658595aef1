/** Charters and seats as HTTP shows them. */
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import type { Charter, charterContract, Seat } from './charter-contract.ts';
import {
  adoptionsOf,
  type CharterRow,
  charterOn,
  chartersOf,
  nameOfVersion,
  type SeatRow,
  seatsOf,
} from './charter-store.ts';
import { actsForFounder, governedPlatform, isInsider } from './governance-rights.ts';
import { placesOf } from './platform-views.ts';
import { mayKeep, platformOf } from './rights.ts';

type Contract = typeof charterContract;

export async function charterAnswer(
  ctx: Context,
  charter: CharterRow,
  keeps: boolean,
): Promise<Charter> {
  const { mandates } = charter.content;
  const adoptions = await adoptionsOf(ctx.tx, charter.id);
  const places = await placesOf(ctx.tx, charter.founders);
  const open = charter.state === 'proposed';
  const founders: Charter['founders'] = [];
  for (const [at, founder] of charter.founders.entries()) {
    const adoption = adoptions.find((one) => one.founder === founder.key);
    founders.push({
      key: founder.key,
      place: places[at]!,
      adopted: adoption === undefined ? null : { by: adoption.personName, at: adoption.adoptedAt },
      mayAdopt: open && adoption === undefined && (await actsForFounder(ctx, founder)),
    });
  }
  return {
    ...charter,
    content: charter.content as Charter['content'],
    proposedBy: { ...charter.proposedBy },
    mandates: mandates === null ? null : await nameOfVersion(ctx.tx, mandates.versionId),
    founders,
    may: { withdraw: open && keeps },
  };
}

export const readCharters: UseCase<Contract['readCharters']> = async (ctx, { platformId }) => {
  const platform = await platformOf(ctx, platformId);
  const see = await isInsider(ctx, platform);
  const keeps = await mayKeep(ctx, platform);
  const inForce = await charterOn(ctx.tx, platformId, dayOf(ctx.now));
  const items: Charter[] = [];
  for (const charter of await chartersOf(ctx.tx, platformId)) {
    if (charter.state === 'adopted' || see) items.push(await charterAnswer(ctx, charter, keeps));
  }
  const propose = keeps && items.every(({ state }) => state !== 'proposed');
  return { inForceId: inForce?.id ?? null, items, may: { propose, seat: keeps, see } };
};

export function seatAnswer({ personId, personName, ...seat }: SeatRow): Seat {
  return { ...seat, person: { id: personId, name: personName } };
}

export const listSeats: UseCase<Contract['listSeats']> = async (ctx, { platformId }) => {
  await governedPlatform(ctx, platformId);
  return { items: (await seatsOf(ctx.tx, platformId)).map(seatAnswer) };
};
