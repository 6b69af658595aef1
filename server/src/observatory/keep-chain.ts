/** A chain is kept in versions; what was measured by an earlier one can be measured again. */
import { createHash } from 'node:crypto';
import { holdsOffice, whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { expectRevision, notFound, Refusal } from '../runtime/refusal.ts';
import { judgeChain, layersOf } from './chain.ts';
import type { Chain } from './chain-contract.ts';
import { ChainModel } from './chain-model.ts';
import {
  chainPage,
  findChain,
  insertChain,
  insertChainVersion,
  lockChain,
  versionsOf,
} from './chain-store.ts';
import type { chainContract } from './contract.ts';

type Contract = typeof chainContract;

export const listChains: UseCase<Contract['listChains']> = (ctx, input) => chainPage(ctx.tx, input);

export const readChainSchema: UseCase<Contract['readChainSchema']> = async () => ({
  schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', ...ChainModel },
});

export const checkChain: UseCase<Contract['checkChain']> = async (_, model) => {
  const layers = layersOf(model);
  const problems = judgeChain(model).map(({ code, detail, pointer = '', params = {} }) => ({
    ...{ code, detail, pointer, params: { ...params } },
  }));
  return { problems, layers: layers === null ? null : Object.fromEntries(layers) };
};

export async function createChain(
  ctx: Context,
  { code, note, model }: InputOf<Contract['createChain']>,
  { sample = false }: { readonly sample?: boolean } = {},
): Promise<Chain> {
  requireSound(model);
  const id = uuidv7();
  if (!(await insertChain(ctx.tx, { id, code, sample, now: ctx.now }))) {
    throw new Refusal('chain_code_taken', `There is a chain ${code} already.`, {
      params: { code },
    });
  }
  return await keepVersion(ctx, id, model, note ?? null);
}

export const reviseChain: UseCase<Contract['reviseChain']> = async (ctx, input) => {
  const { chainId, note, model, revision } = input;
  await lockChain(ctx.tx, chainId);
  const kept = await findChain(ctx.tx, chainId, undefined);
  if (kept === null) throw notFound('chain');
  expectRevision(kept, revision);
  requireSound(model);
  if (digestOf(model) === kept.digest) {
    throw new Refusal('chain_not_changed', 'This is what the newest version says already.');
  }
  return await keepVersion(ctx, chainId, model, note);
};

export const readChain: UseCase<Contract['readChain']> = async (ctx, { chainId, version }) => {
  const chain = await findChain(ctx.tx, chainId, version);
  if (chain === null) throw notFound('chain');
  const versions = await versionsOf(ctx.tx, chainId);
  return { ...chain, versions, may: { edit: mayEdit(ctx) } };
};

function mayEdit({ actor }: Context): boolean {
  const offices = ['region_officer', 'secretariat', 'system_administrator'] as const;
  return offices.some((office) => holdsOffice(actor, office));
}

function requireSound(model: ChainModel): void {
  const reasons = judgeChain(model);
  if (reasons.length === 0) return;
  throw new Refusal('chain_not_valid', 'The chain cannot be kept as it is.', { reasons });
}

/** Of the model with its keys in the order of the schema, so that the same chain has one digest. */
function digestOf(model: ChainModel): string {
  const { name, source, links, edges } = model;
  const ordered = links.map(({ key, stage, name, industries, patents, names, keywords }) => ({
    ...{ key, stage, name: [name.zh, name.en], industries, patents, names, keywords },
  }));
  const text = JSON.stringify([name.zh, name.en, source, ordered, edges]);
  return createHash('sha256').update(text).digest('hex');
}

async function keepVersion(ctx: Context, id: string, model: ChainModel, note: string | null) {
  const digest = digestOf(model);
  await insertChainVersion(ctx.tx, id, { model, digest, note, madeBy: whoActs(ctx) }, ctx.now);
  const chain = await readChain(ctx, { chainId: id });
  ctx.announce({
    type: 'observatory.chain_kept',
    subjectIds: [id],
    payload: { code: chain.code, version: chain.version, digest },
  });
  return chain;
}
