/** A charter is proposed, adopted by every founder, and in force from its day on. */
import { createHash } from 'node:crypto';
import { rehearsalOf, ruleHoldingIn } from '../rules/index.ts';
import { whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import { judged, reason } from '../runtime/judgement.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { type CharterContent, judgeCharter } from './charter.ts';
import type { Charter, charterContract } from './charter-contract.ts';
import {
  adoptionsOf,
  bringInForce,
  type CharterRow,
  chartersOf,
  findCharter,
  insertAdoption,
  insertCharter,
  latestStart,
  markWithdrawn,
  regionOfOrganisation,
} from './charter-store.ts';
import { actsForFounder, governedPlatform, requireAlive } from './governance-rights.ts';
import { judgeMandateRule } from './mandate-rule.ts';
import type { KeptPlatform } from './platform-store.ts';
import { mayKeep, platformOf, requireJudged, requireKeeper, stakeOf } from './rights.ts';
import { charterAnswer } from './show-charter.ts';
import { tellFounders } from './tell-people.ts';

type Contract = typeof charterContract;

export async function proposeCharter(
  ctx: Context,
  input: InputOf<Contract['proposeCharter']>,
): Promise<Charter> {
  const { platformId, startsOn, ...content } = input;
  const platform = await platformOf(ctx, platformId, { lock: true });
  await requireKeeper(ctx, platform);
  requireAlive(platform);
  const detail = 'Founders could not adopt this charter.';
  requireJudged('charter_not_valid', detail, judgeCharter(content), platform);
  const founders = foundersToAsk(platform);
  if ((await chartersOf(ctx.tx, platformId)).some(({ state }) => state === 'proposed')) {
    throw refusal(platform, 'charter_in_the_making', 'Another charter waits for the founders.');
  }
  await requireLaterStart(ctx, platform, startsOn);
  await requireMandatesHold(ctx, platform, content, startsOn);
  const id = uuidv7();
  const digest = digestOf(content, startsOn);
  const proposedBy = whoActs(ctx);
  const { sample } = platform;
  const about = { id, platformId, content, digest, founders, startsOn, proposedBy, sample };
  await insertCharter(ctx.tx, about, ctx.now);
  announce(ctx, platform, id, 'platforms.charter_proposed', { startsOn, digest });
  await tellFounders(ctx, founders, id);
  return await charterAnswer(ctx, (await findCharter(ctx.tx, id))!, true);
}

export async function adoptCharter(
  ctx: Context,
  input: InputOf<Contract['adoptCharter']>,
): Promise<Charter> {
  const { platform, charter } = await openCharter(ctx, input.charterId);
  const founder = charter.founders.find(({ key }) => key === input.founder);
  if (founder === undefined) {
    // Who is in no way concerned is told no more than who names a wrong one.
    const params = { founder: input.founder };
    const detail = `${input.founder} has not founded the platform.`;
    throw refusal(platform, 'founder_not_known', detail, params);
  }
  if (!(await actsForFounder(ctx, founder))) {
    throw notAllowed('A region is bound by its own officer, an organisation by its manager.', {
      stake: stakeOf(platform),
    });
  }
  requireProposed(platform, charter);
  if (charter.digest !== input.digest) {
    throw refusal(platform, 'charter_is_another', 'Another text was read; read it again.');
  }
  const adopted = new Set((await adoptionsOf(ctx.tx, charter.id)).map((one) => one.founder));
  if (adopted.has(founder.key)) {
    const params = { founder: founder.key };
    throw refusal(platform, 'founder_has_adopted', 'The founder has adopted it already.', params);
  }
  await requireLaterStart(ctx, platform, charter.startsOn);
  await requireMandatesHold(ctx, platform, charter.content, charter.startsOn);
  await insertAdoption(ctx.tx, charter, { founder: founder.key, person: whoActs(ctx) }, ctx.now);
  const payload = { founder: founder.key, digest: charter.digest };
  announce(ctx, platform, charter.id, 'platforms.charter_adopted', payload);
  adopted.add(founder.key);
  if (charter.founders.every(({ key }) => adopted.has(key))) {
    await bringInForce(ctx.tx, charter, ctx.now);
    const { startsOn } = charter;
    announce(ctx, platform, charter.id, 'platforms.charter_concluded', { startsOn });
  }
  const reread = (await findCharter(ctx.tx, charter.id))!;
  return await charterAnswer(ctx, reread, await mayKeep(ctx, platform));
}

export async function withdrawCharter(
  ctx: Context,
  { charterId }: InputOf<Contract['withdrawCharter']>,
): Promise<Charter> {
  const { platform, charter } = await openCharter(ctx, charterId);
  await requireKeeper(ctx, platform);
  requireProposed(platform, charter);
  await markWithdrawn(ctx.tx, charter.id);
  announce(ctx, platform, charter.id, 'platforms.charter_withdrawn', {});
  return await charterAnswer(ctx, (await findCharter(ctx.tx, charter.id))!, true);
}

/** Held with its platform: of two who adopt last at once, the second one sees the first. */
async function openCharter(ctx: Context, charterId: string) {
  const found = await findCharter(ctx.tx, charterId);
  if (found === null) throw notFound('charter');
  const about = { lock: true, what: 'charter' };
  const platform = await governedPlatform(ctx, found.platformId, about);
  return { platform, charter: (await findCharter(ctx.tx, charterId))! };
}

function requireProposed(platform: KeptPlatform, { state }: CharterRow): void {
  if (state === 'proposed') return;
  throw refusal(platform, 'charter_not_open', `The charter is ${state}.`, { state });
}

function foundersToAsk({ founders, ...platform }: KeptPlatform): CharterRow['founders'] {
  if (founders.length === 0) {
    const detail = 'A charter is adopted by the founders; name them first.';
    throw refusal({ founders, ...platform }, 'founders_missing', detail);
  }
  return founders.map(({ regionCode, organisationId }) => ({
    key: (regionCode ?? organisationId)!,
    ...{ regionCode, organisationId },
  }));
}

async function requireLaterStart(ctx: Context, platform: KeptPlatform, startsOn: string) {
  const before = await latestStart(ctx.tx, platform.id);
  if (before === null || startsOn > before) return;
  const detail = `The charter before it began on ${before}; this one begins later.`;
  throw refusal(platform, 'charter_starts_too_early', detail, { before });
}

/** A mandate that could not be used is none: the rule is asked before founders rely on it. */
async function requireMandatesHold(
  ctx: Context,
  platform: KeptPlatform,
  { mandates, bodies }: CharterContent,
  day: string,
): Promise<void> {
  if (mandates === null) return;
  const rule = await rehearsalOf(ctx, mandates.versionId);
  const unpublished = reason(
    'mandate_rule_not_published',
    'No such rule is published.',
    '/mandates',
  );
  const judgement = rule === null ? judged([unpublished]) : judgeMandateRule(rule, bodies);
  const unusable = 'Mandates could not be used as this rule has them.';
  requireJudged('mandates_not_usable', unusable, judgement, platform);
  const { operatorId } = platform;
  const regionCode = operatorId === null ? null : await regionOfOrganisation(ctx.tx, operatorId);
  if (regionCode === null) {
    const detail = 'Mandates are decided for an operator that lies in a region; name it first.';
    throw refusal(platform, 'operator_missing', detail);
  }
  const { ruleSetId, versionId } = mandates;
  const held = await ruleHoldingIn(ctx, { ruleSetId, regionCode, day });
  const holds = held.adoptions.some(
    ({ standing, adoption }) => standing !== 'overridden' && adoption.versionId === versionId,
  );
  if (holds) return;
  const detail = `For ${regionCode} nobody has adopted this version for ${day}.`;
  throw refusal(platform, 'mandates_do_not_hold', detail, { regionCode, day });
}

function digestOf(content: CharterContent, startsOn: string): string {
  const text = JSON.stringify([startsOn, content.bodies, content.budgetBody, content.mandates]);
  return createHash('sha256')
    .update(text)
    .update(content.note ?? '')
    .digest('hex');
}

function refusal(
  platform: KeptPlatform,
  code: string,
  detail: string,
  params: Readonly<Record<string, string>> = {},
): Refusal {
  const stake = { subjectIds: [platform.id], ...stakeOf(platform) };
  return new Refusal(code, detail, { params, stake });
}

function announce(
  ctx: Context,
  platform: KeptPlatform,
  charterId: string,
  type: `platforms.charter_${'proposed' | 'adopted' | 'concluded' | 'withdrawn'}`,
  payload: Readonly<Record<string, string>>,
): void {
  const { id, journeyId } = platform;
  ctx.announce({ type, subjectIds: [id, charterId], journeyId, ...stakeOf(platform), payload });
}
