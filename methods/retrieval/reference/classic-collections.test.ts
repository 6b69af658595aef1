import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIndex, type TextIndex } from '../src/index.ts';
import { mean, ndcgAt10 } from './measures.ts';
import { absent, readShared } from './shared-data.ts';

const skip = absent('ir-classic');

type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

function meanNdcg(index: TextIndex, queries: ReadonlyMap<string, string>, judged: Judgements) {
  const each = Array.from(queries, ([number, query]) => {
    const ranking = index.search(query, { limit: 10, reasons: 0 }).map((hit) => hit.id);
    return ndcgAt10(ranking, judged.get(number) as ReadonlyMap<string, number>);
  });
  return mean(each);
}

/** NPL separates its records by a line with a slash; a record begins with its number. */
function nplRecords(path: string): Map<string, string> {
  const records = readShared(path).split(/^\s*\/\s*$/m);
  const pairs = records.map((record) => /^\s*(\d+)\s(.*)$/s.exec(record)?.slice(1));
  return new Map(pairs.filter((pair) => pair !== undefined) as [string, string][]);
}

test('NPL: nDCG@10 above the baseline of 0.398', { skip }, (t) => {
  const index = createIndex();
  for (const [id, text] of nplRecords('ir-classic/npl/doc-text.gz')) {
    index.put({ id, title: '', text });
  }
  const queries = nplRecords('ir-classic/npl/query-text');
  const judged = new Map<string, Map<string, number>>();
  for (const [number, relevant] of nplRecords('ir-classic/npl/rlv-ass')) {
    judged.set(number, new Map(relevant.match(/\d+/g)?.map((id) => [id, 1])));
  }
  assert.deepEqual([index.size, queries.size, judged.size], [11_429, 93, 93]);
  const value = meanNdcg(index, queries, judged);
  t.diagnostic(`nDCG@10 ${value.toFixed(3)}`);
  assert.ok(value >= 0.43, `measured 0.443, now ${value}`);
});

/** Cranfield begins a record with .I and its number, and each of its parts with a letter. */
function cranfieldRecords(path: string): { number: string; part(letter: string): string }[] {
  const records = readShared(path).split(/^\.I /m).slice(1);
  return records.map((record) => ({
    number: /\d+/.exec(record)?.[0] as string,
    part: (letter) =>
      record
        .split(/^\.(?=[TABW]\s)/m)
        .find((p) => p[0] === letter)
        ?.slice(2) ?? '',
  }));
}

test('Cranfield: nDCG@10 above the baseline of 0.371', { skip }, (t) => {
  const index = createIndex();
  for (const { number, part } of cranfieldRecords('ir-classic/cran/cran.all.1400.gz')) {
    index.put({ id: number, title: part('T'), text: part('W') });
  }
  // The judgements count the queries from 1; the numbers in the query file have gaps.
  const queries = new Map(
    cranfieldRecords('ir-classic/cran/cran.qry').map(({ part }, at) => [`${at + 1}`, part('W')]),
  );
  const binary = new Map<string, Map<string, number>>();
  const graded = new Map<string, Map<string, number>>();
  for (const line of readShared('ir-classic/cran/cran.qrels').trim().split('\n')) {
    const [query, id, code] = line.trim().split(/\s+/) as [string, string, string];
    // Codes go from 1, a complete answer, to 4, of minimum interest; −1 is of none.
    for (const [judged, gain] of [
      [binary, Number(code) > 0 ? 1 : 0],
      [graded, Number(code) > 0 ? 5 - Number(code) : 0],
    ] as const) {
      if (!judged.has(query)) judged.set(query, new Map());
      judged.get(query)?.set(id, gain);
    }
  }
  assert.deepEqual([index.size, queries.size, binary.size], [1_400, 225, 225]);
  const plain = meanNdcg(index, queries, binary);
  const byGrade = meanNdcg(index, queries, graded);
  t.diagnostic(`nDCG@10 ${plain.toFixed(3)}, with graded gains ${byGrade.toFixed(3)}`);
  assert.ok(plain >= 0.385, `measured 0.396, now ${plain}`);
  assert.ok(byGrade >= 0.37, `measured 0.378, now ${byGrade}`);
});
