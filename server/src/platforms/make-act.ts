/**
 * A mandate is used: the rule that the charter names is asked, and its decision is kept. Inside the
 * mandate the act is made at once; outside it, it goes to the body that may decide, with the reason.
 */
import { decideOnBehalf } from '../rules/index.ts';
import { isMember, whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { Act, actContract } from './act-contract.ts';
import { type ActRow, insertAct, usedByMandate } from './act-store.ts';
import { commit, operatorOf, requireHeading, stakeOfAct } from './book-budget.ts';
import { type Body, bodyOf } from './charter.ts';
import type { CharterRow } from './charter-store.ts';
import {
  charterInForce,
  governedPlatform,
  requireAlive,
  requireBody,
  requireSeat,
} from './governance-rights.ts';
import { answerOf, inputsOf, type MandateAnswer, type MandateUse } from './mandate.ts';
import type { KeptPlatform } from './platform-store.ts';
import { openMotion } from './raise-motion.ts';
import { requireOrganisation } from './rights.ts';
import { actAnswer } from './show-act.ts';

type Contract = typeof actContract;
type Asked = InputOf<Contract['makeAct']>;

/** Acts of a platform take turns: of two near a yearly limit the second one sees the first. */
export async function makeAct(ctx: Context, input: Asked): Promise<Act> {
  const platform = await governedPlatform(ctx, input.platformId, { lock: true });
  requireAlive(platform);
  const charter = await charterInForce(ctx, platform);
  const body = requireBody(charter, input.body);
  const seat = await requireSeat(ctx, platform, body);
  const asked = await requireCounterparty(ctx, platform, body, input);
  const heading = await requireHeading(ctx, platform, asked);

  const id = uuidv7();
  const usedMinor = await usedByMandate(ctx.tx, { ...asked, body: body.code });
  const { kind, subject, amountMinor } = asked;
  const use: MandateUse = { body: body.code, kind, subject, amountMinor, usedMinor };
  const { decisionId, answer } = await askMandate(ctx, platform, charter, use);
  const decider = answer.within ? null : requireDecider(platform, charter, body, answer);

  const motion =
    decider === null
      ? null
      : await openMotion(ctx, platform, charter, {
          ...{ body: decider, kind: 'act', title: asked.title, note: asked.note },
          reasons: reasonsFor(answer),
        });
  const state: ActRow['state'] = motion === null ? 'made' : 'routed';
  const act = {
    ...{ id, charterId: charter.id, seatId: seat.id, body: body.code, ...asked },
    ...{ decisionId, answer, actedBy: whoActs(ctx), sample: platform.sample },
    ...{ state, motionId: motion?.id ?? null },
    transactionId: heading === null ? null : await commit(ctx, platform, heading, { id, ...asked }),
  };
  await insertAct(ctx.tx, act, ctx.now);
  announce(ctx, platform, act, decider);
  return await actAnswer(ctx, id);
}

/** What is asked, with a counterparty that the caller has nothing to do with. */
async function requireCounterparty(
  ctx: Context,
  platform: KeptPlatform,
  { clause }: Body,
  input: Asked,
) {
  const { organisationId = null, amountMinor } = input;
  if (organisationId !== null) {
    await requireOrganisation(ctx, organisationId, '/organisationId');
    if (isMember(ctx.actor, organisationId)) {
      throw new Refusal(
        'conflict_of_interest',
        'You are a member of the other side; somebody else decides on this.',
        {
          params: { clause },
          reasons: [
            {
              code: 'member_of_the_other_side',
              detail: 'You are a member of the organisation that it concerns.',
              pointer: '/organisationId',
            },
          ],
          stake: stakeOfAct(platform, BigInt(amountMinor)),
        },
      );
    }
  }
  return {
    platformId: platform.id,
    ...{ kind: input.kind, subject: input.subject ?? ('ordinary' as const), title: input.title },
    ...{ note: input.note ?? null, amountMinor: BigInt(amountMinor), organisationId },
    counterparty: input.counterparty ?? null,
    year: input.year ?? Number(dayOf(ctx.now).slice(0, 4)),
    heading: input.heading ?? null,
  };
}

/** @throws Refusal nothing_is_delegated, and those of the rule */
async function askMandate(
  ctx: Context,
  platform: KeptPlatform,
  charter: CharterRow,
  use: MandateUse,
): Promise<{ decisionId: string; answer: MandateAnswer }> {
  const { mandates } = charter.content;
  if (mandates === null) {
    const detail = 'The charter delegates nothing; put a motion to the body that decides.';
    throw new Refusal('nothing_is_delegated', detail, {
      stake: stakeOfAct(platform, use.amountMinor),
    });
  }
  const decision = await decideOnBehalf(
    ctx,
    {
      ...{ ...mandates, organisationId: operatorOf(platform), inputs: inputsOf(use) },
      ...{ journeyId: platform.journeyId, stakeMinor: use.amountMinor.toString() },
    },
    { sample: platform.sample },
  );
  return { decisionId: decision.id, answer: answerOf(decision) };
}

/** @throws Refusal mandate_does_not_say_who_decides */
function requireDecider(
  platform: KeptPlatform,
  charter: CharterRow,
  own: Body,
  { decidedBy, rule }: MandateAnswer,
): Body {
  const decider = decidedBy === null ? null : bodyOf(charter.content, decidedBy);
  if (decider !== null && decider.code !== own.code) return decider;
  const params = { rule, decidedBy: decidedBy ?? '' };
  const detail = `${rule} says no and names no other body of the charter that may decide.`;
  throw new Refusal('mandate_does_not_say_who_decides', detail, {
    ...{ params, stake: { subjectIds: [platform.id] } },
  });
}

function reasonsFor({ reasons, clause, rule }: MandateAnswer) {
  const by = { zh: `依据：${rule} ${clause ?? ''}`, en: `By ${rule} ${clause ?? ''}` };
  return [...reasons, { zh: by.zh.trim(), en: by.en.trim() }];
}

function announce(
  ctx: Context,
  platform: KeptPlatform,
  act: Pick<ActRow, 'id' | 'body' | 'kind' | 'amountMinor' | 'answer' | 'motionId' | 'state'>,
  decider: Body | null,
): void {
  const { id, body, kind, amountMinor, answer, motionId, state } = act;
  const { subjectIds, ...stake } = stakeOfAct(platform, amountMinor);
  ctx.announce({
    type: state === 'made' ? 'platforms.act_made' : 'platforms.act_routed',
    subjectIds: [...subjectIds, id, ...(motionId === null ? [] : [motionId])],
    ...stake,
    payload: { body, kind, rule: answer.rule, clause: answer.clause, to: decider?.code ?? null },
  });
}
