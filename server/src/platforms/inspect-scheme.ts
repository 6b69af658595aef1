/** What a scheme says: while a person types, beside another version, and as files. */
import { ahpWeights, schemeSchema } from '@yunhe/evaluation';
import { readRational } from '@yunhe/exact';
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import { formulaSchema } from './formula-schema.ts';
import { schemeFormats, type schemeGrades } from './scheme.ts';
import type {
  SchemeDocument,
  SchemeInspection,
  SchemeSummary,
  SchemeTemplate,
  schemeContract,
} from './scheme-contract.ts';
import { differencesOf } from './scheme-difference.ts';
import { rowsOfScheme } from './scheme-prose.ts';
import {
  nodesIn,
  readDraft,
  recordIn,
  requireDocument,
  textIn,
  wordsIn,
} from './scheme-reading.ts';
import { visibleSchemeVersion } from './scheme-rights.ts';
import type { SchemeVersionRow } from './scheme-store.ts';
import { schemeTemplates } from './scheme-templates.ts';
import { everyScheme, schemeVersionFacts } from './scheme-views.ts';
import { objectionsTo } from './show-scheme.ts';

type Contract = typeof schemeContract;

export const inspectScheme: UseCase<Contract['inspectScheme']> = async (_ctx, input) => {
  const named = { format: schemeFormats[input.kind ?? 'evaluation'], id: 'draft', version: 1 };
  const document = requireDocument({ ...input.document, ...named });
  const reading = readDraft(document);
  return {
    digest: reading.digest,
    problems: objectionsTo(reading),
    rows: rowsOfScheme(document),
    comparisons: comparisonsIn(document),
  };
};

/** Of every group that compares its parts in pairs, what follows from these. */
function comparisonsIn(document: SchemeDocument): SchemeInspection['comparisons'] {
  return nodesIn(document).flatMap(({ node }) => {
    const { comparisons } = recordIn(node.weigh);
    const matrix = matrixIn(comparisons);
    if (matrix === null) return [];
    try {
      const { weights, ratio } = ahpWeights(matrix);
      return [{ node: textIn(node.id), weights: [...weights], consistencyRatio: ratio }];
    } catch (error) {
      // What is no reciprocal matrix is told among the problems of the document.
      if (error instanceof RangeError) return [];
      throw error;
    }
  });
}

function matrixIn(comparisons: unknown): number[][] | null {
  if (!Array.isArray(comparisons) || comparisons.length > 60) return null;
  const rows = comparisons.map((line) => (Array.isArray(line) ? line.map(numberIn) : []));
  const square = rows.every((line) => line.length === rows.length && line.every((one) => one > 0));
  return square && rows.length > 0 ? rows : null;
}

function numberIn(text: unknown): number {
  const read = typeof text === 'string' ? readRational(text) : null;
  return read === null ? 0 : Number(read.numerator) / Number(read.denominator);
}

let listed: SchemeTemplate[] | null = null;

export const listSchemeTemplates: UseCase<Contract['listSchemeTemplates']> = async () => {
  listed ??= [...schemeTemplates().values()].map(({ name, kind, document }) => {
    const { title, source, grade, itemCount } = readDraft(document);
    const { note } = recordIn(document.source);
    return {
      ...{ name, kind, title, source, itemCount, document },
      grade: grade as (typeof schemeGrades)[number],
      note: note === undefined ? null : wordsIn(note),
      rows: rowsOfScheme(document),
    };
  });
  return { items: listed };
};

export const readSchemeSchema: UseCase<Contract['readSchemeSchema']> = async (_ctx, { kind }) => ({
  schema: kind === 'funding' ? formulaSchema : schemeSchema,
});

export const compareSchemeVersions: UseCase<Contract['compareSchemeVersions']> = async (
  ctx,
  { leftId, rightId },
) => {
  const left = await visibleSchemeVersion(ctx, leftId);
  const right = await visibleSchemeVersion(ctx, rightId);
  return {
    left: await schemeVersionFacts(ctx.tx, leftId),
    right: await schemeVersionFacts(ctx.tx, rightId),
    differences: differencesOf(left.document, right.document),
  };
};

export async function downloadScheme(
  ctx: Context,
  { versionId }: InputOf<Contract['downloadScheme']>,
): Promise<Download> {
  const version = await visibleSchemeVersion(ctx, versionId);
  const text = `${JSON.stringify(version.document, null, 2)}\n`;
  return textFile(`${nameOf(version)}.json`, 'application/json', text);
}

export async function downloadSchemeSample(
  ctx: Context,
  { versionId }: InputOf<Contract['downloadSchemeSample']>,
): Promise<Download> {
  const version = await visibleSchemeVersion(ctx, versionId);
  return textFile(`${nameOf(version)}.csv`, 'text/csv', version.sampleData);
}

function nameOf({ template, schemeId, number }: SchemeVersionRow): string {
  return `${template ?? schemeId}-v${number}`;
}

/** A file that is made already. */
export function textFile(filename: string, mediaType: string, text: string): Download {
  async function* once() {
    yield new TextEncoder().encode(text);
  }
  return { filename, mediaType: `${mediaType}; charset=utf-8`, bytes: once() };
}

const treeHeadings: readonly Heading[] = [
  ['level', '层级', 'Level', 'number'],
  ['id', '代码', 'Id'],
  ['nameZh', '名称', 'Name in Chinese'],
  ['nameEn', '英文名称', 'Name'],
  ['kind', '类别', 'Kind'],
  ['weight', '权重', 'Weight'],
  ['points', '分值', 'Points'],
  ['clause', '条款', 'Clause'],
  ['saysZh', '计分办法', 'Rule in Chinese'],
  ['saysEn', '计分办法（英文）', 'Rule'],
  ['within', '所属', 'Within'],
];

export async function exportSchemeTree(
  ctx: Context,
  input: InputOf<Contract['exportSchemeTree']>,
): Promise<Download> {
  const { document, number } = await visibleSchemeVersion(ctx, input.versionId);
  const { title } = readDraft(document);
  async function* everyRow() {
    for (const { name, says, depth, parent, ...one } of rowsOfScheme(document)) {
      const { id, kind, weight, points, clause } = one;
      yield {
        ...{ id, kind, weight, points, clause, level: depth, within: parent },
        ...{ nameZh: name.zh, nameEn: name.en, saysZh: says.zh, saysEn: says.en },
      };
    }
  }
  const named = [`${title.zh} v${number}`, `${title.en} v${number}`] as const;
  return listFile(
    ctx,
    input,
    named,
    treeHeadings,
    cells(everyRow(), (row) => row),
  );
}

const listHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['kind', '类别', 'Kind'],
  ['titleZh', '名称', 'Name in Chinese'],
  ['titleEn', '英文名称', 'Name'],
  ['keeper', '维护方', 'Kept by'],
  ['types', '适用类型', 'Types'],
  ['number', '版本', 'Version', 'number'],
  ['state', '状态', 'State'],
  ['source', '依据文号', 'Document number'],
  ['grade', '来源等级', 'Source grade'],
  ['itemCount', '指标数', 'Items', 'number'],
  ['digest', '摘要（SHA-256）', 'Digest (SHA-256)'],
  ['publishedAt', '发布时间', 'Published at'],
  ['sample', '示例', 'Sample'],
];

export async function exportSchemes(
  ctx: Context,
  input: InputOf<Contract['exportSchemes']>,
): Promise<Download> {
  const rows = cells(everyScheme(ctx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['评价方案', 'evaluation-schemes'], listHeadings, rows);
}

function cellsOf({ id, kind, keeper, types, version, sample }: SchemeSummary) {
  const { number, state, title, source, grade, itemCount, digest, publishedAt } = version;
  return {
    ...{ id, kind, number, state, source, grade, itemCount, digest, publishedAt, sample },
    titleZh: title.zh,
    titleEn: title.en,
    keeper: keeper.nameZh ?? keeper.nameEn ?? keeper.id,
    types: types.join('; '),
  };
}
