/** A budget split by a formula: computed, read with every step, and taken along as files. */
import type { Report } from '@yunhe/evaluation';
import { canonicalText, writeRows } from '@yunhe/exact';
import { whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import { cells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { evaluatedOf } from './compare-platforms.ts';
import { platformsNamed } from './compare-views.ts';
import { type Funding, fund, GRADE, percentOf, readFunding } from './formula.ts';
import type { FundingRun, formulaContract } from './formula-contract.ts';
import {
  fundingPage,
  fundingsOfRound,
  insertFunding,
  type KeptFunding,
  loadFunding,
} from './formula-store.ts';
import { textFile } from './inspect-scheme.ts';
import { requireLines, seenPreview } from './preview-scheme.ts';
import { visibleRound } from './round-rights.ts';
import { rowsOfScheme } from './scheme-prose.ts';
import { asSchemeProblem } from './scheme-reading.ts';
import { requireSchemeKeeper, visibleSchemeVersion } from './scheme-rights.ts';
import type { SchemeVersionRow } from './scheme-store.ts';
import { schemeIsShared } from './scheme-visibility-views.ts';

type Contract = typeof formulaContract;

export const computeFunding: UseCase<Contract['computeFunding']> = async (ctx, input) => {
  const version = await visibleSchemeVersion(ctx, input.versionId);
  if (version.kind !== 'funding') throw notFound('funding formula');
  await requireSchemeKeeper(ctx, version);
  const reading = readFunding(version.document);
  if ('problems' in reading) {
    throw new Refusal('scheme_not_whole', 'A formula that cannot be read splits nothing.', {
      reasons: reading.problems.map(asSchemeProblem).map(({ clause: _clause, ...told }) => told),
    });
  }
  const { data, previewId = null, roundId = null } = await dataAsked(ctx, version, input);
  const outcome = fund(reading.read, requireLines(data), input.budget);
  if ('problems' in outcome) {
    throw new Refusal('funding_not_computable', 'The budget cannot be split by these data.', {
      reasons: outcome.problems.map(asSchemeProblem).map(({ clause: _clause, ...told }) => told),
    });
  }
  const { funding } = outcome;
  const id = uuidv7();
  await insertFunding(
    ctx.tx,
    {
      ...{
        id,
        data,
        previewId,
        roundId,
        versionId: version.id,
        source: input.source,
        document: version.document,
      },
      digest: reading.read.digest,
      title: reading.read.formula.title,
      budget: funding.budget,
      result: canonicalText(funding),
      resultDigest: funding.digest,
      unitCount: funding.units.length,
      computedBy: whoActs(ctx),
    },
    ctx.now,
  );
  return await shownFunding(ctx, await seenFunding(ctx, id));
};

/** Grades of an evaluation stand before its data, and a caller's own lines after both. */
async function dataAsked(
  ctx: Context,
  { sampleData }: SchemeVersionRow,
  { source, data = '', ...named }: InputOf<Contract['computeFunding']>,
): Promise<Asked> {
  if (source === 'sample') return { data: sampleData };
  if (source === 'file') return { data };
  const evaluated = await evaluatedBy(ctx, source, named);
  if (evaluated.report === null) {
    throw new Refusal('preview_not_finished', 'Its grades are known once it is finished.');
  }
  const { evaluation } = JSON.parse(evaluated.report) as Report;
  const graded = evaluation.units.map(({ unit, grade }) => ({
    ...{ unit, indicator: GRADE },
    value: grade ?? '',
  }));
  const own = data.trim() === '' ? [] : requireLines(data);
  // What the caller says of a unit takes the place of what was reported.
  const said = new Set(own.map(({ unit, indicator }) => `${unit} ${indicator}`));
  const reported = [...graded, ...requireLines(evaluated.data)].filter(
    ({ unit, indicator, scorer = '' }: Readonly<Record<string, string>>) =>
      scorer === '' && !said.has(`${unit} ${indicator}`),
  );
  const { previewId, roundId } = evaluated;
  const lines = writeRows(['unit', 'indicator', 'value'], [...reported, ...own]);
  return { data: lines, previewId, roundId };
}

interface Asked {
  readonly data: string;
  readonly previewId?: string | null;
  /** Of a preview too, where it was tried on the data of a round. */
  readonly roundId?: string | null;
}

/** @throws Refusal preview_without_data, not_found */
async function evaluatedBy(
  ctx: Context,
  source: 'preview' | 'round',
  { previewId, roundId }: Pick<InputOf<Contract['computeFunding']>, 'previewId' | 'roundId'>,
) {
  if (source === 'preview' && previewId !== undefined) {
    const { data, report, roundId: tried } = await seenPreview(ctx, previewId);
    return { data, report, previewId, roundId: tried };
  }
  if (source === 'round' && roundId !== undefined) {
    const { data, report } = await evaluatedOf(ctx, roundId);
    return { data, report, previewId: null, roundId };
  }
  throw new Refusal('preview_without_data', 'Name the evaluation whose grades count.');
}

/** Splits are for those who keep the formula, also where the formula itself is public. */
async function seenFunding(ctx: Context, id: string): Promise<KeptFunding> {
  const run = await loadFunding(ctx.tx, id);
  if (run === null || !(await schemeIsShared(ctx, run.versionId))) throw notFound('funding');
  return run;
}

async function shownFunding(
  ctx: Context,
  { document, result, grades, ...summary }: KeptFunding,
): Promise<FundingRun> {
  const { streams, units, left } = JSON.parse(result) as Funding;
  return {
    ...summary,
    platforms: await platformsNamed(ctx.tx, summary.round?.id ?? null),
    grades: grades.map(({ id, name }) => ({ id, name })),
    rows: rowsOfScheme(document),
    streams: [...streams],
    units: units.map((unit) => ({
      ...unit,
      parts: unit.parts.map((part) => ({ ...part, percent: percentOf(part) })),
    })),
    left,
  };
}

export const listFundingRuns: UseCase<Contract['listFundingRuns']> = async (
  ctx,
  { versionId, ...wish },
) => {
  await visibleSchemeVersion(ctx, versionId);
  if (!(await schemeIsShared(ctx, versionId))) throw notFound('funding');
  return await fundingPage(ctx.tx, versionId, wish);
};

export const listFundingsOfRound: UseCase<Contract['listFundingsOfRound']> = async (
  ctx,
  { roundId, ...wish },
) => await fundingsOfRound(ctx, (await visibleRound(ctx, roundId)).id, wish);

export const readFundingRun: UseCase<Contract['readFundingRun']> = async (ctx, { runId }) =>
  await shownFunding(ctx, await seenFunding(ctx, runId));

export async function exportFundingRun(
  ctx: Context,
  input: InputOf<Contract['exportFundingRun']>,
): Promise<Download> {
  const run = await seenFunding(ctx, input.runId);
  const { rows, units, title, platforms } = await shownFunding(ctx, run);
  const nameOf = new Map(platforms.map((one) => [one.unit, one.nameZh ?? one.nameEn]));
  const headings: Heading[] = [
    ['unit', '单位', 'Unit'],
    ['platform', '平台', 'Platform'],
    ['grade', '等级', 'Grade'],
    ...rows.map(({ id, name }): Heading => [`stream ${id}`, name.zh, name.en, 'number']),
    ['amount', '合计', 'Amount', 'number'],
  ];
  async function* everyRow() {
    for (const { unit, grade, amount, parts } of units) {
      const own = parts.map((part) => [`stream ${part.stream}`, part.amount]);
      yield { unit, platform: nameOf.get(unit) ?? null, grade, amount, ...Object.fromEntries(own) };
    }
  }
  return listFile(
    ctx,
    input,
    [title.zh, title.en],
    headings,
    cells(everyRow(), (row) => row),
  );
}

export async function downloadFundingResult(
  ctx: Context,
  { runId }: InputOf<Contract['downloadFundingResult']>,
): Promise<Download> {
  const { result } = await seenFunding(ctx, runId);
  return textFile(`funding-${runId}.json`, 'application/json', `${result}\n`);
}
