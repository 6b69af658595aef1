/** Facts from a table: judged row by row before anything is kept, and safe to send again. */
import { pathOfFile } from '../registry/index.ts';
import type { Context, InputOf, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { readSheet, SheetProblem } from '../runtime/sheets/index.ts';
import { type FactContent, keptColumns, ownColumns, type RowProblem } from './fact.ts';
import type { FactsFile, factContract } from './fact-contract.ts';
import { findAgreementFile, type KeptFile } from './fact-store.ts';
import {
  type FactsAgreement,
  lockFacts,
  openFacts,
  requireSpeaker,
  spokenFor,
} from './facts-of-agreement.ts';
import { keepFile } from './keep-evidence.ts';
import { groundOf, judgeByYear, readContent, writeReports } from './report-facts.ts';

type Contract = typeof factContract;

const rowsAtMost = 5_000;
const problemsShown = 200;

export const uploadFactsFile: UseCase<Contract['uploadFactsFile']> = async (ctx, input) => {
  const about = await openFacts(ctx, input.agreementId);
  const [speaker] = await spokenFor(ctx, about);
  await requireSpeaker(ctx, about, speaker);
  const of = { agreementId: about.id, purpose: 'facts' } as const;
  const file = await keepFile(ctx, input.file, of, () => 'application/octet-stream');
  return (await weigh(ctx, about, file)).answer;
};

export async function importFacts(
  ctx: Context,
  input: InputOf<Contract['importFacts']>,
): Promise<FactsFile> {
  const about = await lockFacts(ctx, input.agreementId);
  const speaker = await requireSpeaker(ctx, about, input.speaksFor);
  const file = await findAgreementFile(ctx.tx, input.fileId);
  if (file === null || file.agreementId !== about.id || file.purpose !== 'facts') {
    throw new Refusal(
      'file_not_found',
      'This file was not sent for this agreement; send it again.',
    );
  }
  const { answer, fresh } = await weigh(ctx, about, file);
  if (answer.bad > 0 && input.passOverBad !== true) {
    throw new Refusal('facts_not_valid', `${answer.bad} rows cannot be reported like this.`, {
      params: { bad: answer.bad },
      reasons: answer.problems.map(({ code, detail, row, column, clause }) => ({
        ...{ code, detail },
        params: { row, column, clause: clause ?? '' },
      })),
      stake: { subjectIds: [about.id] },
    });
  }
  const reports = fresh.map((content) => ({ content, evidenceUrl: null, fileIds: [] }));
  await writeReports(ctx, about, reports, { speaker, origin: 'file' });
  return answer;
}

interface Weighed {
  readonly answer: FactsFile;
  readonly fresh: readonly FactContent[];
}

/** Rows that say what is known are passed over, so that the same file may come again. */
async function weigh(ctx: Context, about: FactsAgreement, file: KeptFile): Promise<Weighed> {
  const { facts, rows } = await factsIn(ctx, about, file);
  const { standing, closed } = await groundOf(ctx, about);
  const { problems, same } = judgeByYear(about, facts, standing, closed);
  const bad = new Set(problems.map(({ row }) => row));
  const fresh = facts.filter((_fact, at) => !same.has(at) && !bad.has(at));
  const shown = ({ row, column, code, clause, detail }: RowProblem) => ({
    ...{ row: rows[row]!, column, code, clause, detail },
  });
  return {
    fresh,
    answer: {
      id: file.id,
      name: file.name,
      rows: facts.length,
      fresh: fresh.length,
      same: same.size,
      bad: bad.size,
      problems: problems.slice(0, problemsShown).map(shown),
    },
  };
}

/** @throws Refusal file_cannot_be_read, column_unknown, too_many_facts */
async function factsIn(ctx: Context, about: FactsAgreement, file: KeptFile) {
  const facts: FactContent[] = [];
  const numbers: number[] = [];
  try {
    const path = pathOfFile(ctx.settings, file.id);
    const { columns, rows } = await readSheet(path, { name: file.name, limits });
    requireKnownColumns(about, columns);
    for await (const { row, cells, problems } of rows) {
      if (problems[0] !== undefined) throw problems[0];
      // The template says below its header what belongs into each column.
      if ((cells[columns[0]!] ?? '').startsWith('#')) continue;
      facts.push(readContent(about, cells));
      numbers.push(row);
    }
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error;
    const { code, message, params } = error;
    throw new Refusal('file_cannot_be_read', message, {
      params: { ...params, problem: code },
      reasons: [{ code, detail: message, params }],
    });
  }
  return { facts, rows: numbers };
}

const limits = { maxRows: rowsAtMost, maxColumns: 100, maxCellLength: 2_000 };

function requireKnownColumns(about: FactsAgreement, columns: readonly string[]): void {
  const declared = about.versions.flatMap(({ startsOn }) =>
    (about.termsFor(Number(startsOn.slice(0, 4))).terms.columns ?? []).map(({ name }) => name),
  );
  const known = new Set([...ownColumns, 'source', ...keptColumns, ...declared]);
  const unknown = columns.find((name) => !known.has(name.trim()));
  if (unknown === undefined) return;
  const detail = `There is no column ${unknown.slice(0, 60)}; the template has the right header.`;
  throw new Refusal('column_unknown', detail, { params: { column: unknown.slice(0, 60) } });
}
