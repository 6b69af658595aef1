/** Seats in the bodies of a charter: who sits there, with how many votes, for which term. */
import { accountByEmail } from '../identity/index.ts';
import { whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import type { charterContract, Seat } from './charter-contract.ts';
import {
  findSeat,
  insertSeat,
  type SeatRow,
  seatInTheWay,
  updateSeatEnd,
} from './charter-store.ts';
import { charterInForce, governedPlatform, requireBody } from './governance-rights.ts';
import { platformOf, requireKeeper } from './rights.ts';
import { seatAnswer } from './show-charter.ts';
import { tellPeople } from './tell-people.ts';

type Contract = typeof charterContract;

export async function giveSeat(ctx: Context, input: InputOf<Contract['giveSeat']>): Promise<Seat> {
  const { platformId, email, startsOn, endsOn = null, votes = 1, isChair = false } = input;
  const platform = await platformOf(ctx, platformId, { lock: true });
  await requireKeeper(ctx, platform);
  const body = requireBody(await charterInForce(ctx, platform), input.body);
  requireTerm(startsOn, endsOn);
  const person = await accountByEmail(ctx.tx, email);
  if (person === null) {
    const detail = `Nobody signs in here as ${email}; invite them first.`;
    throw refusal('person_not_known', detail, '/email', { email });
  }
  const { sample } = platform;
  const seat = {
    ...{ id: uuidv7(), platformId, body: body.code, votes, isChair, startsOn, endsOn, sample },
    ...{ personId: person.id, personName: person.name },
  };
  await requireFree(ctx, seat);
  await insertSeat(ctx.tx, seat, whoActs(ctx), ctx.now);
  ctx.announce({
    type: 'platforms.seat_given',
    subjectIds: [platformId, seat.id, person.id],
    journeyId: platform.journeyId,
    organisationId: platform.operatorId,
    payload: { body: body.code, person: person.name, votes, isChair, startsOn, endsOn },
  });
  await tellPeople(ctx, [person.id], { kind: 'seat', subjectId: seat.id });
  return seatAnswer({ ...seat, endNote: null, revision: 1 });
}

export const endSeat: UseCase<Contract['endSeat']> = async (ctx, input) => {
  const found = await findSeat(ctx.tx, input.seatId);
  if (found === null) throw notFound('seat');
  const about = { lock: true, what: 'seat' };
  const platform = await governedPlatform(ctx, found.platformId, about);
  await requireKeeper(ctx, platform);
  const seat = (await findSeat(ctx.tx, input.seatId))!;
  expectRevision(seat, input.revision);
  const { endsOn, reason } = input;
  requireTerm(seat.startsOn, endsOn);
  await requireFree(ctx, { ...seat, endsOn });
  await updateSeatEnd(ctx.tx, seat.id, { endsOn, reason });
  ctx.announce({
    type: 'platforms.seat_ended',
    subjectIds: [platform.id, seat.id, seat.personId],
    journeyId: platform.journeyId,
    organisationId: platform.operatorId,
    payload: { body: seat.body, person: seat.personName, endsOn, reason },
  });
  await tellPeople(ctx, [seat.personId], { kind: 'seat', subjectId: seat.id });
  return seatAnswer((await findSeat(ctx.tx, seat.id))!);
};

function requireTerm(startsOn: string, endsOn: string | null): void {
  if (endsOn === null || startsOn < endsOn) return;
  throw refusal('term_not_valid', 'A term ends after it began.', '/endsOn');
}

async function requireFree(ctx: Context, seat: Omit<SeatRow, 'endNote' | 'sample' | 'revision'>) {
  const other = await seatInTheWay(ctx.tx, seat);
  if (other === null) return;
  const params = { person: other.personName };
  if (other.personId === seat.personId) {
    const detail = `${other.personName} has a seat there at that time already.`;
    throw refusal('seat_is_held', detail, '/email', params);
  }
  const detail = `${other.personName} is in the chair at that time.`;
  throw refusal('chair_is_held', detail, '/isChair', params);
}

function refusal(
  code: string,
  detail: string,
  pointer: string,
  params: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal(code, detail, { params, reasons: [{ code, detail, params, pointer }] });
}
