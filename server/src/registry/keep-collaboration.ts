import { hasRole } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, type Reason, Refusal } from '../runtime/refusal.ts';
import { insertCollaboration } from './collaboration-store.ts';
import {
  collaborationPage,
  findBySource,
  participantsAmong,
  partnerPage,
  readCollaborationRecord,
  type Scopes,
} from './collaboration-views.ts';
import type { Collaboration, registryContract } from './contract.ts';
import { scopeOf } from './judge-region.ts';
import { successorOf } from './organisation-views.ts';

type Contract = typeof registryContract;
type Given = InputOf<Contract['createCollaboration']>;

/** What people enter themselves is one source among others. */
const entered = 'entered';

export const listCollaborations: UseCase<Contract['listCollaborations']> = async (ctx, input) =>
  await collaborationPage(ctx.tx, input, await collaborationScopes(ctx, input));

export async function collaborationScopes(
  ctx: Context,
  { region, partnerRegion }: { readonly region?: string; readonly partnerRegion?: string },
): Promise<Scopes> {
  const scopes: (readonly string[])[] = [];
  for (const code of [region, partnerRegion]) {
    if (code !== undefined) scopes.push((await scopeOf(ctx, { region: [code] })) ?? []);
  }
  return scopes;
}

export const readCollaboration: UseCase<Contract['readCollaboration']> = async (ctx, input) => {
  const collaboration = await readCollaborationRecord(ctx.tx, input.collaborationId);
  if (collaboration === null) throw notFound('collaboration');
  return collaboration;
};

export const listPartners: UseCase<Contract['listPartners']> = async (ctx, input) => {
  const organisationId = await successorOf(ctx.tx, input.organisationId);
  if (organisationId === null) throw notFound('organisation');
  const { region } = input;
  const scope = region === undefined ? undefined : await scopeOf(ctx, { region });
  return await partnerPage(ctx.tx, { ...input, organisationId }, scope);
};

export async function createCollaboration(
  ctx: Context,
  input: InputOf<Contract['createCollaboration']>,
  about: { readonly sample?: boolean } = {},
): Promise<Collaboration> {
  const own = input.participations.find((one) => hasRole(ctx.actor, one.organisationId, 'editor'));
  if (own === undefined) {
    throw notAllowed('Editors register the collaborations that their own organisation is in.');
  }
  refuseAll(reasonsAgainst(input));
  const ids = input.participations.map((one) => one.organisationId);
  const participants = await participantsAmong(ctx.tx, ids);
  const known = new Set(participants.map((one) => one.id));
  refuseAll(
    ids.flatMap((id, at) => (known.has(id) ? [] : [reason('participant_not_found', at, id)])),
  );

  const id = uuidv7();
  const { kind, title, startsOn = null, endsOn = null, amountMinor = null } = input;
  const sourceKey = input.reference ?? id;
  const written = await insertCollaboration(
    ctx.tx,
    {
      ...{ id, kind, title, startsOn, endsOn, amountMinor, sourceKey, source: entered },
      currency: amountMinor === null ? null : input.currency!,
      sample: about.sample ?? false,
      participations: input.participations.map((one) => ({
        ...one,
        amountMinor: one.amountMinor ?? null,
      })),
    },
    ctx.now,
  );
  if (!written) {
    const other = await findBySource(ctx.tx, entered, sourceKey);
    throw new Refusal('collaboration_already_known', `${sourceKey} is entered already.`, {
      params: { reference: sourceKey, collaborationId: other?.id ?? '' },
    });
  }
  const regions = new Map(participants.map((one) => [one.id, one.regionCode]));
  const partner = input.participations.find((one) => one !== own);
  ctx.announce({
    type: 'registry.collaboration_created',
    subjectIds: [id, ...known],
    organisationId: own.organisationId,
    fromRegion: regions.get(own.organisationId),
    toRegion: partner === undefined ? null : regions.get(partner.organisationId),
    amountMinor: amountMinor === null ? null : BigInt(amountMinor),
    unit: amountMinor === null ? null : input.currency,
    payload: { kind, title },
  });
  return await readCollaboration(ctx, { collaborationId: id });
}

function reasonsAgainst(input: Given): Reason[] {
  const reasons: Reason[] = [];
  const { startsOn, endsOn, currency } = input;
  if (startsOn != null && endsOn != null && endsOn < startsOn) {
    reasons.push({
      code: 'collaboration_ends_before_it_starts',
      detail: `It starts on ${startsOn} and cannot end on ${endsOn}.`,
      params: { startsOn, endsOn },
      pointer: '/endsOn',
    });
  }
  const amounts = [input.amountMinor, ...input.participations.map((one) => one.amountMinor)];
  if (currency == null && amounts.some((amount) => amount != null)) {
    reasons.push({
      code: 'amount_without_currency',
      detail: 'An amount needs its currency.',
      pointer: '/currency',
    });
  }
  const seen = new Set<string>();
  input.participations.forEach(({ organisationId, role }, at) => {
    const key = `${organisationId} ${role}`;
    if (seen.has(key)) reasons.push(reason('participant_named_twice', at, organisationId));
    seen.add(key);
  });
  return reasons;
}

const details = {
  participant_not_found: 'There is no such organisation in the registry.',
  participant_named_twice: 'The same organisation stands here twice in the same role.',
};

function reason(code: keyof typeof details, at: number, organisationId: string): Reason {
  const pointer = `/participations/${at}/organisationId`;
  return { code, detail: details[code], params: { organisationId }, pointer };
}

function refuseAll(reasons: readonly Reason[]): void {
  const [first] = reasons;
  if (first === undefined) return;
  throw new Refusal(first.code, reasons.map((one) => one.detail).join(' '), {
    reasons,
    params: first.params ?? {},
  });
}
