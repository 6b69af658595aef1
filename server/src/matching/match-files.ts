import { createReadStream } from 'node:fs';
import { createMatcher, type Matcher, type TextDocument } from '@yunhe/retrieval';
import { CsvError, parse } from 'csv-parse';
import { readJsonLines, SheetProblem } from '../runtime/sheets/index.ts';
import { simplify } from './simplify.ts';

export interface MatchFilesInput {
  /** JSON Lines: objects with `id`, `title`, `text`, optional `keywords` and `lang`. */
  readonly technologies: string;
  /** The same shape. */
  readonly needs: string;
  /** More texts to learn from, of the same shape, such as the same said in two languages. */
  readonly learn?: string;
  /** Whether to rank by words alone, without learning what they mean. Default: false. */
  readonly wordsOnly?: boolean;
  /** How many technologies a need at most. Default 100. */
  readonly top?: number;
  /** CSV with lines `need,technology`, under that header or none: only these are ranked. */
  readonly pairs?: string;
  /** Takes one line of the run with its end; a promise is waited for. */
  readonly write: (line: string) => unknown;
}

/** A line of a file cannot be taken; the message names both. */
export class LineProblem extends Error {
  constructor(file: string, line: number, detail: string) {
    super(`${file}, line ${line}: ${detail}`);
    this.name = 'LineProblem';
  }
}

/**
 * Ranks the technologies of one file for the needs of another as a TREC run, in the order of the
 * needs. What words mean is learned from the technologies, if there are at least a hundred, and
 * from `learn`. A need with no word in common with any technology, nor near to one in meaning, gives
 * no line; a pair that is asked for gives one in any case, at worst with score 0. Everything but the
 * ranking is checked before the first line is written where pairs are given, and else need by need.
 */
export async function matchFiles(input: MatchFilesInput): Promise<void> {
  const matcher = createMatcher({ fold: simplify });
  for await (const technology of documentsIn(input.technologies)) matcher.put(technology);
  const others: TextDocument[] = [];
  if (input.learn !== undefined) {
    for await (const other of documentsIn(input.learn)) others.push(other);
  }
  const learn = () => {
    if (input.wordsOnly !== true) matcher.learn(others);
  };

  if (input.pairs === undefined) {
    learn();
    for await (const need of documentsIn(input.needs)) {
      const hits = matcher.search(need, { limit: input.top ?? 100, reasons: 0 });
      await writeRun(need.id, hits, input.write);
    }
    return;
  }
  const wanted = await readPairs(input.pairs, matcher);
  const needs: TextDocument[] = [];
  for await (const need of documentsIn(input.needs)) if (wanted.has(need.id)) needs.push(need);
  checkNeeds(input.pairs, wanted, needs);
  learn();
  for (const need of needs) {
    const technologies = wanted.get(need.id) as TechnologiesOfNeed;
    await writeRun(need.id, rankThese(matcher, need, technologies.ids), input.write);
  }
}

interface Ranked {
  readonly id: string;
  readonly score: number;
}

async function writeRun(need: string, ranked: readonly Ranked[], write: (line: string) => unknown) {
  for (const [at, { id, score }] of ranked.entries()) {
    await write(`${need} Q0 ${id} ${at + 1} ${score.toFixed(6)} yunhe\n`);
  }
}

function rankThese(matcher: Matcher, need: TextDocument, ids: ReadonlySet<string>): Ranked[] {
  const hits = matcher.search(need, { limit: ids.size, filter: ids, reasons: 0 });
  const found = new Set(hits.map((hit) => hit.id));
  const others = [...ids].filter((id) => !found.has(id)).sort();
  return [...hits, ...others.map((id) => ({ id, score: 0 }))];
}

async function* documentsIn(file: string): AsyncGenerator<TextDocument> {
  const { lines } = await readJsonLines(file, { name: file });
  const seen = new Set<string>();
  for await (const { row, value, problems } of lines) {
    for (const { detail } of problems) throw new LineProblem(file, row, detail);
    const document = documentFrom(value);
    if (typeof document === 'string') throw new LineProblem(file, row, document);
    if (seen.has(document.id)) {
      throw new LineProblem(file, row, `the id ${document.id} stands in an earlier line too.`);
    }
    seen.add(document.id);
    yield document;
  }
}

/** The document, or what is wrong with it. Whole numbers pass as ids; null is an absent option. */
function documentFrom(value: unknown): TextDocument | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'this is not a JSON object.';
  }
  const { id, title, text, keywords, lang } = value as Record<string, unknown>;
  const name = Number.isSafeInteger(id) ? String(id) : id;
  if (typeof name !== 'string' || !/^\S{1,500}$/.test(name)) {
    return 'id must be a text of 1 to 500 characters without blanks.';
  }
  if (typeof title !== 'string') return 'title must be a text.';
  if (typeof text !== 'string') return 'text must be a text.';
  if (!isAbsent(lang) && typeof lang !== 'string') return 'lang must be a text.';
  const document = { id: name, title, text };
  if (isAbsent(keywords)) return document;
  if (typeof keywords === 'string' || isTexts(keywords)) return { ...document, keywords };
  return 'keywords must be a text or a list of texts.';
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

interface TechnologiesOfNeed {
  /** The first line of the pairs that names the need. */
  readonly line: number;
  readonly ids: Set<string>;
}

/** The technologies to rank, by need; a pair that is repeated counts once. */
async function readPairs(file: string, matcher: Matcher): Promise<Map<string, TechnologiesOfNeed>> {
  const wanted = new Map<string, TechnologiesOfNeed>();
  let isFirst = true;
  for await (const { cells, line } of csvLines(file)) {
    const [need = '', technology = ''] = cells;
    const isHeader = isFirst && /^need,technology$/i.test(cells.join());
    isFirst = false;
    if (isHeader) continue;
    if (cells.length !== 2 || need === '' || technology === '') {
      throw new LineProblem(file, line, 'a line is need,technology: two ids.');
    }
    if (!matcher.has(technology)) {
      throw new LineProblem(file, line, `no technology has the id ${technology}.`);
    }
    const known = wanted.get(need);
    if (known === undefined) wanted.set(need, { line, ids: new Set([technology]) });
    else known.ids.add(technology);
  }
  return wanted;
}

async function* csvLines(file: string): AsyncGenerator<{ cells: string[]; line: number }> {
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: 10_000,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  const source = createReadStream(file).on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser)) {
      yield { cells: record, line: info.lines };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new LineProblem(file, parser.info.lines, error.message);
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw isMissing ? new SheetProblem('no_such_file', {}, { file }) : error;
  } finally {
    source.destroy();
  }
}

function checkNeeds(
  file: string,
  wanted: ReadonlyMap<string, TechnologiesOfNeed>,
  needs: readonly TextDocument[],
): void {
  const known = new Set(needs.map((need) => need.id));
  for (const [need, { line }] of wanted) {
    if (!known.has(need)) throw new LineProblem(file, line, `no need has the id ${need}.`);
  }
}
