/** A decision for an organisation, by the rule that holds for it on the day, kept for good. */
import { hasRole, system, whoActs } from '../runtime/actor.ts';
import { dayOf } from '../runtime/day.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { AdoptionRow } from './adoption-views.ts';
import type { Decision, rulesContract } from './contract.ts';
import { insertDecision } from './decision-store.ts';
import { readSubject, type Subject } from './decision-views.ts';
import { requireOne, ruleHoldingIn } from './find-rule.ts';
import { decisionAnswer } from './read-decision.ts';
import { answersForPlace, requireRight } from './rights.ts';
import { engineVersion } from './rule-engine.ts';
import { type RunOfRule, requireKnownInputs, runRule } from './run-rule.ts';
import { loadVersion } from './store.ts';
import { ruleOf } from './try-version.ts';

type Contract = typeof rulesContract;
type Asked = InputOf<Contract['decide']>;

export async function decide(
  ctx: Context,
  input: Asked,
  about: { readonly sample?: boolean } = {},
): Promise<Decision> {
  const subject = await subjectOf(ctx, input);
  await requireRightOver(ctx, subject);
  return await decisionAnswer(ctx, await keepDecision(ctx, input, subject, about));
}

/**
 * For a module that has looked itself at who may ask: a mandate is used by who holds a seat, and
 * not by the editors of the organisation.
 */
export async function decideOnBehalf(
  ctx: Context,
  input: Asked,
  about: { readonly sample?: boolean } = {},
): Promise<Decision> {
  const subject = await subjectOf(ctx, input);
  return await decisionAnswer(
    { ...ctx, actor: system },
    await keepDecision(ctx, input, subject, about),
  );
}

async function subjectOf(ctx: Context, { organisationId }: Asked): Promise<Subject> {
  const subject = await readSubject(ctx.tx, organisationId);
  if (subject === null) throw notFound('organisation');
  return subject;
}

/** Asks the rule that holds and keeps what it says, by its id. */
async function keepDecision(
  ctx: Context,
  input: Asked,
  subject: Subject,
  about: { readonly sample?: boolean },
): Promise<string> {
  const regionCode = requirePlace(subject);
  const on = input.on ?? dayOf(ctx.now);
  const adoption = await adoptionFor(ctx, input, { regionCode, day: on });
  const rule = await ruleOf(ctx, adoption.version.id);
  requireKnownInputs(rule, input.inputs);
  const ran = runRule(rule, { on, inputs: input.inputs });
  const version = await loadVersion(ctx.tx, adoption.version.id);

  const id = uuidv7();
  const { outcome, amount, digest } = ran.shown;
  await insertDecision(
    ctx.tx,
    {
      ...{ id, organisationId: subject.id, regionCode, on, outcome, amount, digest },
      ruleSetId: input.ruleSetId,
      versionId: adoption.version.id,
      contentDigest: version?.contentDigest ?? adoption.contentDigest,
      adoptionId: adoption.id,
      decision: ran.decision,
      inputs: input.inputs,
      evidence: input.evidence ?? [],
      record: ran.record,
      engineVersion,
      journeyId: input.journeyId ?? null,
      decidedBy: whoActs(ctx),
      sample: about.sample ?? false,
    },
    ctx.now,
  );
  announceDecision(ctx, input, { id, subject, regionCode, adoption, ran });
  return id;
}

/** Its own editors, and the officers who answer for where it is. */
async function requireRightOver(ctx: Context, subject: Subject): Promise<void> {
  const { regionCode } = subject;
  const own = hasRole(ctx.actor, subject.id, 'editor');
  const place = { regionCode, compactId: null };
  const serves = regionCode !== null && (await answersForPlace(ctx, place));
  const detail = 'Its own editors ask for it, and officers of the regions it lies in.';
  requireRight(own || serves, detail, place);
}

/** @throws Refusal organisation_has_no_region */
function requirePlace(subject: Subject): string {
  if (subject.regionCode !== null) return subject.regionCode;
  throw new Refusal('organisation_has_no_region', 'Without a region no rule is adopted for it.', {
    stake: { organisationId: subject.id },
  });
}

async function adoptionFor(
  ctx: Context,
  { ruleSetId, versionId }: Asked,
  where: { readonly regionCode: string; readonly day: string },
): Promise<AdoptionRow> {
  const held = await ruleHoldingIn(ctx, { ruleSetId, ...where });
  if (versionId === undefined) return requireOne(held, where);
  // Among those that reach there an officer may choose; one that reaches nobody binds nobody.
  const chosen = held.adoptions.find(
    ({ standing, adoption }) => standing !== 'overridden' && adoption.versionId === versionId,
  );
  if (chosen !== undefined) return chosen.adoption.shown;
  throw new Refusal(
    'rule_does_not_hold_there',
    `No place that is nearest to ${where.regionCode} has adopted this version for ${where.day}.`,
    { params: { ...where }, stake: { subjectIds: [versionId], toRegion: where.regionCode } },
  );
}

interface Made {
  readonly id: string;
  readonly subject: Subject;
  readonly regionCode: string;
  readonly adoption: AdoptionRow;
  readonly ran: RunOfRule;
}

/** A "no" is counted with those of the door: by its reasons, its regions and what was at stake. */
function announceDecision(ctx: Context, input: Asked, made: Made): void {
  const { id, subject, regionCode, adoption, ran } = made;
  const { version } = adoption;
  const { outcome, reasons } = ran.shown;
  const rule = `${version.documentNumber ?? version.nameZh} v${version.number}`;
  const stake = {
    subjectIds: [id, version.ruleSetId, version.id],
    journeyId: input.journeyId,
    organisationId: subject.id,
    fromRegion: input.fromRegion ?? regionCode,
    toRegion: input.toRegion ?? regionCode,
    amountMinor: input.stakeMinor == null ? null : BigInt(input.stakeMinor),
    unit: input.stakeMinor == null ? null : (input.currency ?? 'CNY'),
  };
  const payload = { decisionId: id, versionId: version.id, rule, outcome };
  ctx.announce({ type: 'rules.decided', ...stake, payload });
  if (outcome !== 'refused') return;
  ctx.announce({
    type: 'rules.refused',
    ...stake,
    payload: {
      ...payload,
      operation: 'decide',
      code: 'rule_says_no',
      reasons: reasons.map(({ zh, en, decision }) => ({
        ...{ code: 'rule_says_no', rule, zh, en, decision },
      })),
    },
  });
}
