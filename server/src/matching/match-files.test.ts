import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { LineProblem, matchFiles } from './match-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'yunhe-match-'));
after(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(content: string): string {
  const path = join(folder, `file-${++files}`);
  writeFileSync(path, content);
  return path;
}

const lines = (objects: readonly unknown[]) =>
  fileOf(objects.map((object) => `${JSON.stringify(object)}\n`).join(''));

interface Asked {
  technologies: readonly unknown[];
  needs: readonly unknown[];
  learn?: readonly unknown[];
  wordsOnly?: boolean;
  pairs?: string;
  top?: number;
}

async function run({
  technologies,
  needs,
  learn,
  wordsOnly,
  pairs,
  top,
}: Asked): Promise<string[]> {
  const written: string[] = [];
  await matchFiles({
    technologies: lines(technologies),
    needs: lines(needs),
    ...(learn !== undefined && { learn: lines(learn) }),
    ...(wordsOnly !== undefined && { wordsOnly }),
    ...(pairs !== undefined && { pairs: fileOf(pairs) }),
    ...(top !== undefined && { top }),
    write: (line) => written.push(line),
  });
  return written;
}

const ranking = (run: readonly string[]) =>
  run.map((line) => line.split(' ').slice(0, 4).join(' '));

const technologies = [
  {
    id: 't1',
    title: '磷酸铁锂正极材料',
    text: 'LiFePO4 cathode',
    keywords: ['锂电池'],
    lang: 'zh',
  },
  { id: 't2', title: '固態鋰電池', text: '電解質', keywords: null },
  { id: 't3', title: '滨海盐碱地改良', text: '耐盐作物', keywords: '土壤；盐碱地' },
  { id: 4, title: 'Corrosion of titanium', text: 'Ti-6Al-4V in sea water' },
];
const needs = [
  { id: 'n1', title: '盐碱地怎么种地', text: '降低土壤含盐量' },
  { id: 'n2', title: '锂电池', text: '' },
  { id: 'n3', title: '观鸟', text: '' },
  { id: 'n4', title: 'ＴＩ－６ＡＬ－４Ｖ parts', text: 'corroded' },
];

test('writes a TREC run in the order of the needs; a need without a hit has no line', async () => {
  const written = await run({ technologies, needs });
  for (const line of written) assert.match(line, /^\S+ Q0 \S+ [1-9]\d* \d+\.\d{6} yunhe\n$/);
  assert.deepEqual(ranking(written), ['n1 Q0 t3 1', 'n2 Q0 t1 1', 'n2 Q0 t2 2', 'n4 Q0 4 1']);
});

test('top bounds the lines of each need', async () => {
  assert.deepEqual(ranking(await run({ technologies, needs: needs.slice(1, 2), top: 1 })), [
    'n2 Q0 t1 1',
  ]);
});

test('pairs are ranked and nothing else, under a header or none', async () => {
  const pairs = 'n2,t3\nn2,t1\nn3,4\nn3,t1\nn2,t1\n';
  const expected = ['n2 Q0 t1 1', 'n2 Q0 t3 2', 'n3 Q0 4 1', 'n3 Q0 t1 2'];
  for (const header of ['', 'need,technology\n', '\ufeffNeed,Technology\r\n']) {
    assert.deepEqual(ranking(await run({ technologies, needs, pairs: header + pairs })), expected);
  }
  const [found, unrelated] = await run({ technologies, needs, pairs });
  assert.notEqual(found?.split(' ')[4], '0.000000');
  assert.equal(unrelated?.split(' ')[4], '0.000000');
});

/** Texts of two trades, each with some of its words in turn. */
const trades = ['battery cathode anode lithium charge cell', 'soil crop saline harvest wheat root'];
const texts = Array.from({ length: 120 }, (_, n) => {
  const drawn = (trades[n % 2] as string).split(' ');
  const from = (n >> 1) % drawn.length;
  return { id: `d${n}`, title: '', text: [...drawn, ...drawn].slice(from, from + 4).join(' ') };
});

test('meaning is learned from the technologies, unless words alone are to rank', async () => {
  const asked = { technologies: texts, needs: [{ id: 'n', title: 'cathode', text: '' }], top: 120 };
  const withWord = texts.filter(({ text }) => text.includes('cathode')).length;
  assert.equal((await run({ ...asked, wordsOnly: true })).length, withWord);
  const learned = await run(asked);
  assert.ok(learned.length > withWord);
  for (const line of learned) assert.equal(Number(line.split(' ')[2]?.slice(1)) % 2, 0, line);
});

test('more texts to learn from are learned from, and are no hits', async () => {
  const few = texts.slice(0, 12);
  const asked = { technologies: few, needs: [{ id: 'n', title: 'cathode', text: '' }] };
  const others = texts.map((text) => ({ ...text, id: `x-${text.id}` }));
  const [before, after] = [await run(asked), await run({ ...asked, learn: others })];
  assert.ok(after.length > before.length);
  for (const line of after) assert.match(line, /^n Q0 d\d+ /);
});

test('a wrong pair is named by its line, before anything is written', async () => {
  const cases: [pairs: string, message: RegExp][] = [
    ['need,technology\nn1,t1\n\nn1,t9\n', /, line 4: no technology has the id t9\.$/],
    ['n1,t1\nn9,t1\nn9,t2\n', /, line 2: no need has the id n9\.$/],
    ['n1,t1\nn1\n', /, line 2: a line is need,technology/],
    ['n1,t1\nn1,t2,5\n', /, line 2: a line is need,technology/],
    ['n1,t1\nn1,"t2\n', /, line \d: /],
  ];
  for (const [pairs, message] of cases) {
    const written: string[] = [];
    const asked = { technologies: lines(technologies), needs: lines(needs), pairs: fileOf(pairs) };
    const matching = matchFiles({ ...asked, write: (line) => written.push(line) });
    await assert.rejects(matching, (error) => {
      assert.ok(error instanceof LineProblem, String(error));
      assert.match(error.message, message);
      return true;
    });
    assert.deepEqual(written, []);
  }
});

test('a wrong line is named with its file', async () => {
  const good = '{"id":"a","title":"soil","text":""}\n';
  const cases: [line: string, message: RegExp][] = [
    ['{"id":"b"', /JSON/],
    ['[1]', /not a JSON object/],
    ['{"title":"soil","text":""}', /id must be/],
    ['{"id":"b c","title":"soil","text":""}', /id must be/],
    ['{"id":"b","text":""}', /title must be/],
    ['{"id":"b","title":"soil"}', /text must be/],
    ['{"id":"b","title":"soil","text":"","keywords":[1]}', /keywords must be/],
    ['{"id":"b","title":"soil","text":"","lang":1}', /lang must be/],
    ['{"id":"a","title":"soil","text":""}', /the id a stands in an earlier line/],
  ];
  for (const [line, message] of cases) {
    const [sound, broken] = [fileOf(good), fileOf(`${good}\n${line}\n`)];
    for (const asked of [
      { technologies: broken, needs: sound },
      { technologies: sound, needs: broken },
    ]) {
      await assert.rejects(matchFiles({ ...asked, write: () => {} }), (error) => {
        assert.ok(error instanceof LineProblem, String(error));
        assert.ok(error.message.startsWith(`${broken}, line 3: `), error.message);
        assert.match(error.message, message);
        return true;
      });
    }
  }
  await assert.rejects(
    matchFiles({ technologies: join(folder, 'none'), needs: fileOf(good), write: () => {} }),
    /none/,
  );
  const [sound, pairs] = [fileOf(good), join(folder, 'no-pairs')];
  await assert.rejects(
    matchFiles({ technologies: sound, needs: sound, pairs, write: () => {} }),
    /no-pairs/,
  );
});

const words = fc
  .array(fc.constantFrom('soil', '锂电池', '盐碱地', 'batteries', '正极'), { maxLength: 4 })
  .map((list) => list.join(' '));
const someDocuments = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[a-z]{1,2}$/), title: words, text: words }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
);

test('law: the order of the technologies does not matter, and a run repeats itself', async () => {
  const both = someDocuments.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  const law = fc.asyncProperty(both, someDocuments, async ([list, shuffled], asked) => {
    const first = await run({ technologies: list, needs: asked });
    assert.deepEqual(await run({ technologies: shuffled, needs: asked }), first);
    assert.deepEqual(await run({ technologies: list, needs: asked }), first);
  });
  await fc.assert(law, { numRuns: 25 });
});

test('law: all pairs give the run without pairs, and after it what has no hit', async () => {
  const law = fc.asyncProperty(someDocuments, someDocuments, async (list, asked) => {
    const pairs = asked.flatMap((need) => list.map(({ id }) => `${need.id},${id}\n`)).join('');
    const all = await run({ technologies: list, needs: asked, pairs });
    assert.equal(all.length, list.length * asked.length);
    const hits = all.filter((line) => line.split(' ')[4] !== '0.000000');
    assert.deepEqual(hits, await run({ technologies: list, needs: asked }));
  });
  await fc.assert(law, { numRuns: 25 });
});
