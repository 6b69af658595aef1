/** How well needs find what answers them, beside ranking by words; `bench.ts` prints it. */
import {
  createIndex,
  createMatcher,
  type Matcher,
  type Query,
  type Reader,
  type TextDocument,
} from '@yunhe/retrieval';
import {
  chinesePapers,
  isForTuning,
  isHeldBack,
  type Paper,
  papersInBothLanguages,
} from '../../methods/retrieval/reference/chinese-papers.ts';
import {
  type Collection,
  cranfield,
  npl,
} from '../../methods/retrieval/reference/classic-collections.ts';
import { mean, ndcgAt10, reciprocalRank } from '../../methods/retrieval/reference/measures.ts';
import { absent } from '../../methods/retrieval/reference/shared-data.ts';
import { type Figure, print } from './figure.ts';

interface Ranking {
  put(document: TextDocument): void;
  search(query: Query, options: { limit: number; reasons: number }): { id: string }[];
}

/** Every paper is ranked; one in so many is asked for. */
const ASKED_FOR = 5;

const first10 = (ranking: Ranking, query: Query) =>
  ranking.search(query, { limit: 10, reasons: 0 }).map(({ id }) => id);

function filled<Some extends Ranking>(ranking: Some, documents: Iterable<TextDocument>): Some {
  for (const document of documents) ranking.put(document);
  return ranking;
}

function classic(name: string, collection: Collection, goal: number): Figure {
  const { documents, queries, judged } = collection;
  const value = (ranking: Ranking) =>
    mean(Array.from(queries, ([n, query]) => ndcgAt10(first10(ranking, query), judged.get(n)!)));
  const matcher = filled(createMatcher(), documents);
  matcher.learn();
  const [both, words] = [value(matcher), value(filled(createIndex(), documents))];
  return {
    what: `${name}, nDCG@10`,
    measured: `${both.toFixed(3)} (words alone ${words.toFixed(3)})`,
    goal: `≥ ${goal}`,
    holds: both >= goal,
  };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words by the dictionary of the platform: what BM25 is usually given for Chinese. */
const segmented: Reader = (written) => {
  const text = written.normalize('NFKC').toLowerCase();
  const tokens = Array.from(segmenter.segment(text))
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ segment, index }) => ({ term: segment, start: index, end: index + segment.length }));
  return { text, tokens };
};

const meanRank = (ranking: Ranking, papers: readonly Paper[]) =>
  mean(papers.map(({ keywords, id }) => reciprocalRank(first10(ranking, keywords ?? ''), id)));

function keywordsToAbstracts(matcher: Matcher, papers: readonly Paper[]): Figure {
  const asked = papers.filter((paper, at) => paper.keywords && at % ASKED_FOR === 0);
  const reported = asked.filter((paper) => !isForTuning(paper));
  const plain = filled(createIndex({ reader: segmented }), abstractsOf(papers));
  const [ours, theirs] = [meanRank(matcher, reported), meanRank(plain, reported)];
  const tuned = meanRank(matcher, asked.filter(isForTuning)).toFixed(3);
  return {
    what: 'Chinese keywords → abstract of 10,860, MRR@10',
    measured:
      `${ours.toFixed(3)} against ${theirs.toFixed(3)}: ${(ours / theirs).toFixed(2)} × ` +
      `(of at most ${(1 / theirs).toFixed(2)} ×; on the half it was tuned on ${tuned})`,
    goal: '≥ 1.10 × BM25 on segmented words',
    holds: ours >= 1.1 * theirs,
  };
}

function acrossLanguages(matcher: Matcher, papers: readonly Paper[]): Figure {
  const asked = papers.filter((paper) => paper.abstract_en && isHeldBack(paper));
  const recall = (ranking: Ranking) =>
    mean(asked.map(({ id, abstract_en }) => +first10(ranking, abstract_en ?? '').includes(id)));
  const words = recall(filled(createIndex(), abstractsOf(papers)));
  const both = recall(matcher);
  return {
    what: `English abstract → its Chinese paper of 10,860 (${asked.length} held back), recall@10`,
    measured: `${both.toFixed(3)} (words alone ${words.toFixed(3)})`,
    goal: '≥ .60',
    holds: both >= 0.6,
  };
}

const abstractsOf = (papers: readonly Paper[]) =>
  papers.map(({ id, abstract }) => ({ id, title: '', text: abstract }));

export function retrievalQuality(): Figure[] {
  const figures: Figure[] = [];
  const skipped = absent('ir-classic') || absent('chinaxiv');
  if (skipped !== false) return figures;
  figures.push(classic('Cranfield (tuned on it)', cranfield(), 0.41));
  figures.push(classic('NPL', npl(), 0.43));
  const papers = chinesePapers();
  const matcher = filled(createMatcher(), abstractsOf(papers));
  matcher.learn(papersInBothLanguages(papers));
  figures.push(keywordsToAbstracts(matcher, papers), acrossLanguages(matcher, papers));
  return figures;
}

if (import.meta.main) for (const figure of retrievalQuality()) print(figure);
