/** Transfers that persons propose and the other side posts or refuses. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import type { ledgerContract, Owner } from './contract.ts';
import { type AccountOwner, openAccount } from './open-account.ts';
import { post, postPending, type RecordingNotes, voidPending } from './record.ts';
import {
  actsFor,
  isOfParty,
  type Standing,
  shown,
  visibleTransaction,
} from './show-transaction.ts';

type Contract = typeof ledgerContract;
type OwnerKey = InputOf<Contract['proposeTransfer']>['from'];

const general = { purpose: 'general', name: { zh: '往来账户', en: 'Current account' } };

export const proposeTransfer: UseCase<Contract['proposeTransfer']> = async (ctx, input) => {
  const { unit, validOn } = input;
  const [payer, receiver] = [namedOwner(input.from, '/from'), namedOwner(input.to, '/to')];
  if (!(await actsFor(ctx, keyOf(payer)))) {
    const organisationId = payer.organisationId ?? null;
    throw notAllowed('Only those who act for the paying side propose what it pays.', {
      stake: { organisationId, fromRegion: payer.regionCode ?? null },
    });
  }
  if (keyOf(payer).id === keyOf(receiver).id) {
    throw new Refusal('transfer_to_oneself', 'Both sides are the same; name another receiver.');
  }
  const amountMinor = BigInt(input.amountMinor);
  if (amountMinor <= 0n) {
    throw new Refusal('amount_not_positive', 'A transfer moves more than nothing.');
  }
  const from = await openAccount(ctx, { owner: payer, ...general });
  const to = await openAccount(ctx, { owner: receiver, ...general });
  const { id } = await post(
    ctx,
    {
      key: `transfer ${uuidv7()}`,
      validOn,
      description: { zh: input.description, en: input.description },
      entries: [
        { account: from.id, unit, amountMinor: -amountMinor },
        { account: to.id, unit, amountMinor },
      ],
      pending: true,
    },
    { organisationId: payer.organisationId ?? null },
  );
  return shown(await visibleTransaction(ctx, id));
};

function namedOwner({ regionCode, organisationId }: OwnerKey, pointer: string): AccountOwner {
  if (regionCode !== undefined && organisationId === undefined) return { regionCode };
  if (organisationId !== undefined && regionCode === undefined) return { organisationId };
  throw new Refusal('owner_not_named', 'Name a region or an organisation, one of the two.', {
    params: { pointer },
  });
}

function keyOf(owner: AccountOwner): Pick<Owner, 'kind' | 'id'> {
  return owner.regionCode === undefined
    ? { kind: 'organisation', id: owner.organisationId }
    : { kind: 'region', id: owner.regionCode };
}

export const postTransaction: UseCase<Contract['postTransaction']> = async (ctx, input) => {
  const standing = await requireParty(ctx, input.transactionId);
  const { row, isProposer } = standing;
  requirePending(standing);
  if (isProposer) {
    throw new Refusal('proposer_cannot_post', 'Whoever proposed it cannot confirm it as well.', {
      stake: { subjectIds: [row.id] },
    });
  }
  const settlement = {
    key: `post ${row.id} ${uuidv7()}`,
    transactionId: row.id,
    description: row.description,
  };
  const { id } = await postPending(ctx, settlement, notesOf(row));
  return shown(await visibleTransaction(ctx, id));
};

export const voidTransaction: UseCase<Contract['voidTransaction']> = async (ctx, input) => {
  const standing = await requireParty(ctx, input.transactionId);
  const { row } = standing;
  requirePending(standing);
  const settlement = {
    key: `void ${row.id} ${uuidv7()}`,
    transactionId: row.id,
    description: { zh: input.reason, en: input.reason },
  };
  await voidPending(ctx, settlement, notesOf(row));
  return shown(await visibleTransaction(ctx, row.id));
};

function notesOf({ organisationId, sample }: Standing['row']): RecordingNotes {
  return { organisationId, sample };
}

/** Those who act for a side; its other members know of it, and others do not. */
async function requireParty(ctx: Context, transactionId: string): Promise<Standing> {
  const standing = await visibleTransaction(ctx, transactionId);
  if (standing.actsForSome) return standing;
  if (!isOfParty(ctx.actor, standing.row)) throw notFound('transaction');
  throw notAllowed('Managers of an organisation and officers of a region act for their side.', {
    stake: { subjectIds: [standing.row.id] },
  });
}

function requirePending({ row }: Standing): void {
  if (row.state === 'pending') return;
  throw new Refusal('pending_is_settled', 'It was posted or voided before.', {
    stake: { subjectIds: [row.id] },
  });
}
