import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIndex, type TextIndex } from '../src/index.ts';
import { chinesePapers } from './chinese-papers.ts';
import { mean, reciprocalRank } from './measures.ts';
import { absent, readShared } from './shared-data.ts';

/** Known items: the mean reciprocal rank of the document each query was taken from. */
function meanReciprocalRank(index: TextIndex, pairs: readonly (readonly [string, string])[]) {
  const each = pairs.map(([query, id]) => {
    const ranking = index.search(query, { limit: 100, reasons: 0 }).map((hit) => hit.id);
    return reciprocalRank(ranking, id);
  });
  return mean(each);
}

test('ChinaXiv: titles and keywords find their abstracts', { skip: absent('chinaxiv') }, (t) => {
  const papers = chinesePapers().filter((paper) => paper.abstract);
  assert.ok(papers.length > 10_000);
  const index = createIndex();
  const startedAt = performance.now();
  for (const { id, abstract } of papers) index.put({ id, title: '', text: abstract });
  index.search('首次检索');
  const indexedAt = performance.now();
  const asked = papers.filter((_, at) => at % 10 === 0);
  const titles = asked.map((paper) => [paper.title, paper.id] as const);
  const keywords = asked
    .filter((paper) => paper.keywords)
    .map((paper) => [paper.keywords as string, paper.id] as const);
  const byTitle = meanReciprocalRank(index, titles);
  const byKeywords = meanReciprocalRank(index, keywords);
  const perQuery = (performance.now() - indexedAt) / (titles.length + keywords.length);
  t.diagnostic(`MRR by title ${byTitle.toFixed(3)}, by keywords ${byKeywords.toFixed(3)}`);
  const indexing = Math.round(indexedAt - startedAt);
  t.diagnostic(`${papers.length} abstracts in ${indexing} ms, ${perQuery.toFixed(2)} ms a query`);
  assert.ok(byTitle >= 0.81, `measured 0.821, now ${byTitle}`);
  assert.ok(byKeywords >= 0.95, `measured 0.961, now ${byKeywords}`);
});

test('CSL: titles find abstracts and abstracts find titles', { skip: absent('csl') }, (t) => {
  const rows = ['dev', 'test'].flatMap((part) =>
    readShared(`csl/ts-${part}.tsv.gz`).trim().split('\n'),
  );
  const pairs = rows.map((row) => row.split('\t').slice(1) as [abstract: string, title: string]);
  assert.equal(pairs.length, 2_000);
  const [abstracts, titles] = [createIndex(), createIndex()];
  for (const [at, [abstract, title]] of pairs.entries()) {
    abstracts.put({ id: `${at}`, title: '', text: abstract });
    titles.put({ id: `${at}`, title, text: '' });
  }
  const byTitle = meanReciprocalRank(
    abstracts,
    pairs.map(([, title], at) => [title, `${at}`]),
  );
  const byAbstract = meanReciprocalRank(
    titles,
    pairs.map(([abstract], at) => [abstract, `${at}`]),
  );
  t.diagnostic(`MRR by title ${byTitle.toFixed(3)}, by abstract ${byAbstract.toFixed(3)}`);
  assert.ok(byTitle >= 0.97, `measured 0.982, now ${byTitle}`);
  assert.ok(byAbstract >= 0.965, `measured 0.976, now ${byAbstract}`);
});
