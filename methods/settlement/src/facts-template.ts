import { OWN_COLUMNS } from './fact-book.ts';
import type { Terms } from './terms.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  period: '年度，或事件发生日 the year, or the day of an event: 2025, 2025-03-01',
  amount: '十进制金额；事件为 1 a decimal; 1 for an event',
  evidence: '凭证 what the fact can be checked by',
  source: '来源或分支机构 the source or branch the fact is of',
  confirmed_by: '已确认的各方，以分号分隔 who confirmed it, separated by semicolons',
};

/** The columns that facts of these terms have, in their order. */
export function factColumns(terms: Terms): readonly string[] {
  const text = JSON.stringify([terms.coverage ?? [], terms.clauses]);
  const hasSource = text.includes('"source":') || text.includes('"kind":"formula"');
  return [
    ...OWN_COLUMNS,
    ...(hasSource ? ['source'] : []),
    ...(text.includes('"confirmedBy":') ? ['confirmed_by'] : []),
    ...(terms.columns ?? []).map(({ name }) => name),
  ];
}

/**
 * An empty file of facts for these terms: the header, then one commented line a column that says
 * what belongs into it.
 *
 * @returns CSV with lines ended by a line feed; lines that begin with # are comments.
 * @example
 * const terms = { parties: [{ id: 'a' }], measures: [{ id: 'tax', unit: 'CNY' }], clauses: [] };
 * factsTemplate(terms).split('\n')[0] // → 'period,party,measure,amount,unit,evidence'
 */
export function factsTemplate(terms: Terms): string {
  const choices: Readonly<Record<string, string>> = {
    party: terms.parties.map(({ id }) => id).join(' | '),
    measure: terms.measures.map(({ id }) => id).join(' | '),
    unit: terms.measures.map(({ id, unit }) => `${id}: ${unit}`).join(', '),
  };
  const declared = new Map((terms.columns ?? []).map(({ name, meaning }) => [name, meaning]));
  const columns = factColumns(terms);
  const lines = columns.map((name) => {
    const own = declared.get(name);
    const meaning = own === undefined ? (choices[name] ?? MEANINGS[name]) : `${own.zh} ${own.en}`;
    return `# ${name}: ${(meaning ?? '').replace(/\s+/g, ' ')}`;
  });
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
