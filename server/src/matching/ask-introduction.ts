import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal, type Stake } from '../runtime/refusal.ts';
import type { contract, Introduction } from './contract.ts';
import { type Asking, answerDueAt, askedOrganisation, judgeAsking } from './introduction.ts';
import { stepOf } from './introduction-step.ts';
import { introductionEvent } from './journey.ts';
import { told } from './read-introduction.ts';
import { requireRole } from './rights.ts';
import {
  findOpenIntroduction,
  insertIntroduction,
  loadIntroduction,
  loadNeed,
  loadOrganisation,
  loadTechnology,
  type NeedRow,
  type Organisation,
  type Pair,
  type TechnologyRow,
} from './store.ts';
import { visibleNeed, visibleTechnology } from './views.ts';

type Input = InputOf<typeof contract.askIntroduction>;

/** One organisation asks another to talk. Between one pair only one request is open at a time. */
export async function askIntroduction(ctx: Context, input: Input): Promise<Introduction> {
  requireRole(ctx.actor, input.organisationId, 'editor', 'organisation');
  const { need, technology } = await loadSubjects(ctx, input);
  const asker = await loadOrganisation(ctx.tx, input.organisationId);
  if (asker === null) throw notFound('organisation');

  const own = [need, technology].find((one) => one?.organisationId === asker.id);
  const contact = input.contact ?? own?.contact ?? null;
  const asking: Omit<Asking, 'openId'> = {
    askerId: asker.id,
    need,
    technology,
    hasContact: contact !== null,
  };
  const askedId = askedOrganisation({ ...asking, openId: null });
  const pair =
    askedId === null
      ? null
      : {
          needId: need?.id ?? null,
          technologyId: technology?.id ?? null,
          askerId: asker.id,
          askedId,
        };
  const stake = stakeOf(asker, need, technology);
  const openId = pair === null ? null : await findOpenIntroduction(ctx.tx, pair);
  refuse({ ...asking, openId }, stake);
  const journeyId = need?.journeyId ?? technology?.journeyId;
  if (pair === null || contact === null || journeyId == null) {
    throw new Error('What may be asked has two sides, a contact and a journey.');
  }

  const id = uuidv7();
  const inserted = await insertIntroduction(ctx.tx, pair, {
    id,
    journeyId,
    message: input.message,
    askerContact: contact,
    askedAt: ctx.now,
    answerDueAt: answerDueAt(ctx.now),
    sample: [asker, need, technology].some((one) => one?.sample === true),
  });
  if (!inserted) await refuseSecond(ctx, pair, asking, stake);

  const introduction = await loadIntroduction(ctx.tx, id);
  if (introduction === null) throw new Error(`The introduction ${id} was just written.`);
  return await told(ctx, id, [
    introductionEvent(stepOf(introduction), 'introduction_requested', 'asker', {
      payload: {
        dueAt: introduction.answerDueAt,
        ...(input.weight === undefined ? {} : { weight: input.weight }),
      },
    }),
  ]);
}

/** What is not seen is not there. What is seen is kept from changing until we are done. */
async function loadSubjects(ctx: Context, input: Input) {
  const needId = input.needId ?? null;
  const technologyId = input.technologyId ?? null;
  if (needId !== null && (await visibleNeed(ctx, needId)) === null) throw notFound('need');
  if (technologyId !== null && (await visibleTechnology(ctx, technologyId)) === null) {
    throw notFound('technology');
  }
  return {
    need: needId === null ? null : await loadNeed(ctx.tx, needId, 'share'),
    technology: technologyId === null ? null : await loadTechnology(ctx.tx, technologyId, 'share'),
  };
}

function stakeOf(
  asker: Organisation,
  need: NeedRow | null,
  technology: TechnologyRow | null,
): Stake {
  const subjects = [need, technology].filter((one) => one !== null);
  return {
    subjectIds: subjects.map((one) => one.id),
    journeyId: need?.journeyId ?? technology?.journeyId ?? null,
    organisationId: asker.id,
    fromRegion: asker.province,
    toRegion: subjects.find((one) => one.organisationId !== asker.id)?.province ?? null,
  };
}

function refuse(asking: Asking, stake: Stake): void {
  const judgement = judgeAsking(asking);
  if (judgement.allowed) return;
  throw new Refusal('introduction_not_possible', 'This cannot be asked now.', {
    reasons: judgement.reasons,
    stake,
  });
}

/** Two asked at the same moment and the other was written first. */
async function refuseSecond(
  ctx: Context,
  pair: Pair,
  asking: Omit<Asking, 'openId'>,
  stake: Stake,
): Promise<never> {
  refuse({ ...asking, openId: await findOpenIntroduction(ctx.tx, pair) }, stake);
  throw new Error('A request was taken for a second one and there is no first.');
}
