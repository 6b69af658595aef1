import { type Actor, holdsOffice, isMember } from '../runtime/actor.ts';
import type { Json } from '../runtime/event.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { contract, Journey, Owner, Step } from './contract.ts';
import { amountInWords, isReviewStep, tell, type Words } from './journey.ts';
import {
  journeyAbout,
  journeyParticipants,
  type Participants,
  regionsOfCompacts,
  type StepRow,
  stepsOf,
} from './journey-views.ts';
import { organisationsOf } from './visibility-views.ts';

/** The way of one need or technology. Those who only ask about it see their own steps of it. */
export async function readJourney(
  ctx: Context,
  input: InputOf<typeof contract.readJourney>,
): Promise<Journey> {
  const about = await journeyAbout(ctx.tx, input.journeyId);
  if (about === null) throw notFound('journey');
  const participants = await journeyParticipants(ctx.tx, input.journeyId);
  const owner: Part = { id: about.organisationId, organisation: about.organisation };
  const sees = await sight(ctx, owner, participants);
  if (sees === null) throw notFound('journey');

  const steps = (await stepsOf(ctx.tx, input.journeyId)).filter(sees);
  const regions = steps.flatMap((step) => [step.fromRegion, step.toRegion]);
  return {
    id: input.journeyId,
    about: {
      kind: about.kind,
      id: about.id,
      title: about.title,
      state: about.state,
      organisation: about.organisation,
    },
    steps: tellSteps(ctx.actor, steps, about.title, participants),
    regions: [...new Set(regions.filter((region) => region !== null))],
  };
}

interface Part {
  readonly id: string;
  readonly organisation: Owner;
}

/** Which steps the actor sees; null if it has no part in the journey. */
async function sight(
  ctx: Context,
  owner: Part,
  participants: readonly Participants[],
): Promise<((step: StepRow) => boolean) | null> {
  const { actor } = ctx;
  const ours = organisationsOf(actor);
  const served = await servedRegions(ctx);
  const isServed = (organisation: Owner) =>
    served === 'all' || organisation.regions.some((region) => served.has(region.code));
  const ownsIt = ours.includes(owner.id);
  const seesAll = served === 'all' || isServed(owner.organisation);
  const seen = new Set(
    participants
      .filter(
        (one) =>
          ownsIt ||
          seesAll ||
          ours.includes(one.askerId) ||
          ours.includes(one.askedId) ||
          isServed(one.asker) ||
          isServed(one.asked),
      )
      .map((one) => one.introductionId),
  );
  if (!ownsIt && !seesAll && seen.size === 0) return null;
  return (step) => {
    // A refusal concerns the one who was refused and those who look after regions.
    if (step.type === 'matching.refused') {
      return seesAll || ours.includes(step.organisationId ?? '');
    }
    if (isReviewStep(step.type)) return seesAll || ownsIt;
    const introductionId = textOf(step.payload, 'introductionId');
    return introductionId === null || seen.has(introductionId);
  };
}

/** Codes of the regions that the actor looks after by office. */
async function servedRegions(ctx: Context): Promise<'all' | ReadonlySet<string>> {
  const { actor } = ctx;
  if (actor.kind === 'system' || servesAll(actor)) return 'all';
  const compacts = actor.offices.flatMap((office) =>
    office.office === 'secretariat' && office.compactId !== null ? [office.compactId] : [],
  );
  const own = actor.offices.flatMap((office) =>
    office.office === 'region_officer' && office.regionCode !== null ? [office.regionCode] : [],
  );
  const inCompacts =
    compacts.length === 0 ? [] : await regionsOfCompacts(ctx.tx, compacts, ctx.now);
  return new Set([...own, ...inCompacts]);
}

/** A secretariat without a compact of its own serves the node. */
function servesAll(actor: Actor): boolean {
  return (
    holdsOffice(actor, 'secretariat') &&
    actor.offices.some((office) => office.office === 'secretariat' && office.compactId === null)
  );
}

/** Steps in words; events that are no step a person would tell are left out. */
export function tellSteps(
  actor: Actor,
  steps: readonly StepRow[],
  title: string,
  participants: readonly Participants[],
): Step[] {
  const byId = new Map(participants.map((one) => [one.introductionId, one]));
  return steps.flatMap((step) => {
    const introductionId = textOf(step.payload, 'introductionId');
    const sides = byId.get(introductionId ?? '');
    const other = sides?.askerId === step.organisationId ? sides?.asked : sides?.asker;
    const reasons = codesOf(step.payload.reasons);
    // Others count amounts, between regions; they do not read them off one contract.
    const concerned = sides === undefined ? isOwn(actor, step) : takesPart(actor, sides);
    const amountMinor = concerned ? step.amountMinor : null;
    const words = tell({
      type: step.type,
      who: namedIn(
        step.organisationName ?? (isOwn(actor, step) ? step.actorName : ''),
        step.organisationNameZh,
        step.organisationNameEn,
      ),
      whom: namedIn(other?.name ?? '', other?.nameZh, other?.nameEn),
      title,
      reasons,
      outcome: textOf(step.payload, 'outcome'),
      kind: textOf(step.payload, 'kind'),
      startsAt: textOf(step.payload, 'startsAt'),
      slots: typeof step.payload.slots === 'number' ? step.payload.slots : null,
      amount:
        amountMinor === null || step.unit === null ? null : amountInWords(amountMinor, step.unit),
    });
    if (words === null) return [];
    return [
      {
        sequence: step.sequence === null ? null : String(step.sequence),
        at: step.at,
        type: step.type,
        words,
        organisation:
          step.organisationId === null
            ? null
            : {
                id: step.organisationId,
                name: step.organisationName ?? '',
                nameZh: step.organisationNameZh,
                nameEn: step.organisationNameEn,
              },
        actorName: isOwn(actor, step) ? step.actorName : null,
        fromRegion: step.fromRegion,
        toRegion: step.toRegion,
        amountMinor,
        unit: amountMinor === null ? null : step.unit,
        reasons,
        introductionId,
      },
    ];
  });
}

/** A name in both languages, the usual one where a language has none. */
function namedIn(usual: string, zh: string | null = null, en: string | null = null): Words {
  return { zh: zh ?? usual, en: en ?? usual };
}

function takesPart(actor: Actor, { askerId, askedId }: Participants): boolean {
  return isMember(actor, askerId) || isMember(actor, askedId);
}

function isOwn(actor: Actor, step: StepRow): boolean {
  return step.organisationId !== null && isMember(actor, step.organisationId);
}

function textOf(payload: StepRow['payload'], key: string): string | null {
  const value = payload[key];
  return typeof value === 'string' ? value : null;
}

/** Reasons stand as codes in our events, and as objects with a code in refusals. */
function codesOf(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).flatMap((one) => {
    const code = typeof one === 'object' && one !== null && 'code' in one ? one.code : one;
    return typeof code === 'string' ? [code] : [];
  });
}
