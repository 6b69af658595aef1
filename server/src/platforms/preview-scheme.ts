/** A version of a scheme tried on data: asked for, followed, read, and taken along as files. */
import type { Report } from '@yunhe/evaluation';
import { type Row, readRows } from '@yunhe/exact';
import { whoActs } from '../runtime/actor.ts';
import { uuidv7 } from '../runtime/id.ts';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { standingFile } from './compare-files.ts';
import { evaluatedOf } from './compare-platforms.ts';
import { platformsNamed } from './compare-views.ts';
import { textFile } from './inspect-scheme.ts';
import { standingOf, unitsAtMost } from './scheme-preview.ts';
import type { Preview, previewContract } from './scheme-preview-contract.ts';
import {
  insertPreview,
  type KeptPreview,
  loadPreview,
  type NewPreview,
  previewPage,
  previewsWhere,
} from './scheme-preview-store.ts';
import { asSchemeProblem, readDraft } from './scheme-reading.ts';
import { requireSchemeShared, visibleSchemeVersion } from './scheme-rights.ts';
import type { SchemeVersionRow } from './scheme-store.ts';
import { madeWithCaller, schemeIsShared } from './scheme-visibility-views.ts';

type Contract = typeof previewContract;

export const startSchemePreview: UseCase<Contract['startSchemePreview']> = async (ctx, input) => {
  const version = await visibleSchemeVersion(ctx, input.versionId);
  await requireSchemeShared(ctx, version);
  const { document } = version;
  const { digest } = requireWhole(version);
  const data = await dataAsked(ctx, version, input);
  requireFewUnits(requireLines(data));
  const { source, draws, seed } = input;
  const preview: NewPreview = {
    id: uuidv7(),
    versionId: version.id,
    ...{ source, document, digest, data, draws, seed },
    roundId: source === 'round' ? (input.roundId ?? null) : null,
    // Told better once the draws begin: each cohort has its own.
    total: Math.max(1, draws),
    startedBy: whoActs(ctx),
  };
  await insertPreview(ctx.tx, preview, ctx.now);
  await ctx.enqueue('platforms.run_scheme_preview', { previewId: preview.id });
  const { summary } = await showPreview(ctx, preview.id);
  return summary;
};

/** @throws Refusal scheme_not_whole */
function requireWhole({ kind, document }: SchemeVersionRow): { readonly digest: string } {
  if (kind !== 'evaluation') throw notFound('scheme of evaluation');
  const { digest, problems } = readDraft(document);
  if (digest !== null) return { digest };
  throw new Refusal('scheme_not_whole', 'A scheme that cannot be read cannot be tried.', {
    reasons: problems.map(({ clause: _clause, ...told }) => told),
  });
}

async function dataAsked(
  ctx: Context,
  { sampleData }: SchemeVersionRow,
  { source, data = '', roundId }: InputOf<Contract['startSchemePreview']>,
): Promise<string> {
  if (source === 'sample') return sampleData;
  if (source === 'file' || roundId === undefined) return data;
  return (await evaluatedOf(ctx, roundId)).data;
}

/** @throws Refusal preview_without_data, preview_data_not_readable */
export function requireLines(data: string): readonly Row[] {
  if (data.trim() === '') {
    throw new Refusal('preview_without_data', 'There are no lines of data to try it on.');
  }
  const reading = readRows(data);
  if ('problems' in reading) {
    throw new Refusal('preview_data_not_readable', 'The data are no lines of values.', {
      reasons: reading.problems.map(asSchemeProblem).map(({ code, detail, pointer }) => ({
        ...{ code, detail, pointer },
      })),
    });
  }
  return reading.rows;
}

/** @throws Refusal preview_too_large */
function requireFewUnits(lines: readonly Row[]): void {
  const units = new Set(lines.map(({ unit }) => unit)).size;
  if (units <= unitsAtMost) return;
  throw new Refusal('preview_too_large', `At most ${unitsAtMost} units are tried here.`, {
    params: { units, most: unitsAtMost },
  });
}

export const listSchemePreviews: UseCase<Contract['listSchemePreviews']> = async (
  ctx,
  { versionId, ...wish },
) => {
  await visibleSchemeVersion(ctx, versionId);
  if (!(await schemeIsShared(ctx, versionId))) throw notFound('preview');
  return await previewPage(ctx.tx, versionId, wish);
};

/** Data of a trial are for those who keep the scheme, also where the scheme itself is public. */
export async function seenPreview(ctx: Context, id: string): Promise<KeptPreview> {
  const preview = await loadPreview(ctx.tx, id);
  if (preview === null || !(await schemeIsShared(ctx, preview.versionId)))
    throw notFound('preview');
  return preview;
}

export const listPreviews: UseCase<Contract['listPreviews']> = async (ctx, asked) =>
  await previewsWhere(ctx.tx, madeWithCaller(ctx), asked);

async function showPreview(ctx: Context, id: string) {
  const {
    document,
    data: _data,
    report,
    problems,
    failure,
    ...summary
  } = await seenPreview(ctx, id);
  return { summary, document, report, problems, failure };
}

export const readSchemePreview: UseCase<Contract['readSchemePreview']> = async (
  ctx,
  { previewId },
): Promise<Preview> => {
  const { summary, document, report, problems, failure } = await showPreview(ctx, previewId);
  return {
    ...summary,
    ...{ document, problems, failure },
    platforms: await platformsNamed(ctx.tx, summary.roundId),
    standing: report === null ? null : standingOf(JSON.parse(report) as Report, document),
  };
};

export async function exportSchemePreview(
  ctx: Context,
  input: InputOf<Contract['exportSchemePreview']>,
): Promise<Download> {
  const { report, document, roundId } = await seenPreview(ctx, input.previewId);
  const standing = report === null ? null : standingOf(JSON.parse(report) as Report, document);
  const platforms = await platformsNamed(ctx.tx, roundId);
  return standingFile(ctx, input, ['试算', 'preview'], standing, platforms);
}

export async function downloadPreviewReport(
  ctx: Context,
  { previewId }: InputOf<Contract['downloadPreviewReport']>,
): Promise<Download> {
  const { report } = await seenPreview(ctx, previewId);
  if (report === null) {
    throw new Refusal('preview_not_finished', 'Its report is there once it is finished.');
  }
  return textFile(`evaluation-${previewId}.json`, 'application/json', `${report}\n`);
}

export async function downloadPreviewData(
  ctx: Context,
  { previewId }: InputOf<Contract['downloadPreviewData']>,
): Promise<Download> {
  const { data } = await seenPreview(ctx, previewId);
  return textFile(`data-${previewId}.csv`, 'text/csv', data);
}
