/** Published rounds as comparisons: who stands where within a type, and how sure that is. */
import type { Report } from '@yunhe/evaluation';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import type { Comparison, compareContract } from './compare-contract.ts';
import { standingFile } from './compare-files.ts';
import {
  comparedRoundPage,
  findComparedRound,
  type PublishedResult,
  platformsNamed,
} from './compare-views.ts';
import { standingOf } from './scheme-preview.ts';

type Contract = typeof compareContract;

/** The last result of a published round, with what it was computed from. */
export async function evaluatedOf(ctx: Context, roundId: string): Promise<PublishedResult> {
  const found = await findComparedRound(ctx.tx, roundId);
  if (found === null) throw notFound('published round');
  return found;
}

export const listComparedRounds: UseCase<Contract['listComparedRounds']> = async (ctx, asked) =>
  await comparedRoundPage(ctx.tx, asked);

export const readComparison: UseCase<Contract['readComparison']> = async (ctx, { roundId }) =>
  await comparisonOf(ctx, roundId);

async function comparisonOf(ctx: Context, roundId: string): Promise<Comparison> {
  const { report, document, data: _data, ...round } = await evaluatedOf(ctx, roundId);
  return {
    ...round,
    platforms: await platformsNamed(ctx.tx, roundId),
    standing: standingOf(JSON.parse(report) as Report, document),
  };
}

export async function exportComparison(
  ctx: Context,
  input: InputOf<Contract['exportComparison']>,
): Promise<Download> {
  const { title, standing, platforms } = await comparisonOf(ctx, input.roundId);
  return standingFile(ctx, input, [title.zh, title.en], standing, platforms);
}
