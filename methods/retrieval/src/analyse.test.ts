import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AnalysisOptions, analyse } from './analyse.ts';

const terms = (text: string, options?: AnalysisOptions) =>
  analyse(text, options).tokens.map((token) => token.term);

test('full and half width, upper and lower case meet', () => {
  assert.deepEqual(terms('ＬｉＦｅＰＯ４'), ['lifepo4']);
  assert.deepEqual(terms('LiFePO4'), ['lifepo4']);
});

test('keeps a word with signs whole and gives its parts too', () => {
  assert.deepEqual(terms('100/120'), ['100/120', '100', '120']);
  assert.deepEqual(terms('≥ 67%'), ['≥67%', '67%']);
  assert.deepEqual(terms('3.14'), ['3.14']);
  assert.deepEqual(terms('Ti‑6Al–4V'), terms('Ti-6Al-4V'), 'whatever the hyphen');
  assert.deepEqual(terms('solid-state'), ['solid-state', 'solid', 'state']);
  assert.deepEqual(terms('25℃'), ['25°c', '25', 'c']);
});

test('words end where a script ends', () => {
  assert.deepEqual(terms('X射线'), ['x', '射', '射线', '线']);
  assert.deepEqual(terms('5G通'), ['5g', '通']);
});

test('no pair reaches across 的', () => {
  assert.deepEqual(terms('钛的板'), ['钛', '板']);
});

test('a character beyond the basic plane is one character', () => {
  assert.deepEqual(terms('𠮷田'), ['𠮷', '𠮷田', '田']);
});

test('words of the genre are left out, and a caller may name others', () => {
  assert.deepEqual(terms('the project'), []);
  assert.equal(terms('技术研究').includes('技术'), false);
  assert.deepEqual(terms('the battery', { stopWords: new Set(['battery']) }), ['the']);
});

test('accents of Latin letters do not keep words apart, those of other scripts do', () => {
  assert.deepEqual(terms('Énergie'), terms('energie'));
  assert.notDeepEqual(terms('йод'), terms('иод'));
});

test('a fold brings traditional and simplified together', () => {
  const fold = (text: string) => text.replaceAll('電', '电');
  const { text, tokens } = analyse('鋰電池', { fold });
  assert.deepEqual(
    tokens.map(({ term, start, end }) => [term, text.slice(start, end)]),
    [
      ['鋰', '鋰'],
      ['鋰电', '鋰電'],
      ['电', '電'],
      ['电池', '電池'],
      ['池', '池'],
    ],
  );
  const longer = analyse('甲電', { fold: (run) => run.replace('電', '电电') });
  for (const { start, end } of longer.tokens) assert.deepEqual([start, end], [0, 2]);
});

test('any text: terms are short and not empty, offsets lie inside the text', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string());
  fc.assert(
    fc.property(anything, (written) => {
      const { text, tokens } = analyse(written);
      return tokens.every(({ term, start, end }) => {
        const inside = 0 <= start && start < end && end <= text.length;
        return inside && term.length > 0 && term.length <= 64;
      });
    }),
  );
});

test('a long text of any one kind takes time in proportion to its length', () => {
  for (const unit of ['a', '电', '-a', '>', 'a-', '的', '́', '9.', '≥ ']) {
    const startedAt = performance.now();
    analyse(unit.repeat(200_000));
    assert.ok(performance.now() - startedAt < 5_000, `repeated ${unit}`);
  }
});
