import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMatcher } from '../src/index.ts';
import { chinesePapers, isHeldBack, papersInBothLanguages } from './chinese-papers.ts';
import { mean } from './measures.ts';
import { absent } from './shared-data.ts';

const skip = absent('chinaxiv');

test('ChinaXiv: English abstracts find Chinese papers they were never shown with', {
  skip,
}, (t) => {
  const papers = chinesePapers();
  const matcher = createMatcher();
  for (const { id, abstract } of papers) matcher.put({ id, title: '', text: abstract });
  const asked = papers.filter((paper) => paper.abstract_en && isHeldBack(paper));
  assert.ok(asked.length > 1_000);
  const recall = () => {
    const found = asked.map(({ id, abstract_en }) => {
      const hits = matcher.search(abstract_en ?? '', { limit: 10, reasons: 0 });
      return hits.some((hit) => hit.id === id) ? 1 : 0;
    });
    return mean(found);
  };
  const byWords = recall();
  matcher.learn(papersInBothLanguages(papers));
  const both = recall();
  t.diagnostic(`recall@10 ${both.toFixed(3)}, by words alone ${byWords.toFixed(3)}`);
  assert.ok(byWords < 0.6, `measured 0.546, now ${byWords}: the question has become easy`);
  assert.ok(both >= 0.75, `measured 0.836, now ${both}`);
});
