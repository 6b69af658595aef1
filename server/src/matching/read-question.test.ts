import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lettersRead, readQuestion, withoutMarkup } from './read-question.ts';

const noticesOf = (text: string) => readQuestion(text).notices;

test('what cannot be searched for says why', () => {
  for (const nothing of ['', '   ', '，。！？', '<p></p>', '🙂', '\u0000\u200b']) {
    assert.deepEqual(noticesOf(nothing), ['nothing_to_search_for'], JSON.stringify(nothing));
    assert.equal(readQuestion(nothing).asksSomething, false);
  }
  for (const common of ['the of and', '研究 技术 开发', 'project']) {
    assert.deepEqual(noticesOf(common), ['only_common_words'], common);
    assert.equal(readQuestion(common).asksSomething, false);
  }
});

test('one character is looked for, and the asker is told', () => {
  assert.deepEqual(noticesOf('钛'), ['one_character']);
  assert.equal(readQuestion('钛').onlySingles, true);
  assert.equal(readQuestion('钛合金').onlySingles, false);
  assert.deepEqual(noticesOf('钛合金'), []);
});

test('other scripts are words like any', () => {
  for (const text of ['Восстановление валков', 'ロール表面の強化', 'επιφάνεια κυλίνδρων', 'سطح']) {
    assert.equal(readQuestion(text).asksSomething, true, text);
    assert.deepEqual(noticesOf(text), [], text);
  }
});

test('tags are no words, and what they hold stays', () => {
  const html = '<div class="x"><p>轧辊&nbsp;表面<br/>强化</p><script>alert(1)</script></div>';
  assert.equal(withoutMarkup(html).replace(/\s+/g, ' ').trim(), '轧辊 表面 强化');
  const sign = 'p<0.05 且 d>3, a < b';
  assert.equal(withoutMarkup(sign), sign);
  const unclosed = `${'<p '.repeat(5_000)}轧辊`;
  assert.ok(withoutMarkup(unclosed).endsWith('轧辊'));
});

test('a hundred thousand characters are cut, quickly, and the asker is told', () => {
  const long = '轧辊表面强化'.repeat(17_000);
  assert.ok(long.length > 100_000);
  const before = performance.now();
  const question = readQuestion(long);
  assert.ok(performance.now() - before < 1_000);
  assert.deepEqual(question.notices, ['cut_short']);
  const { query } = question;
  assert.ok(typeof query !== 'string' && (query.text ?? '').length === lettersRead);
  const hostile = '<script>'.repeat(15_000) + '<'.repeat(20_000);
  const start = performance.now();
  readQuestion(hostile);
  assert.ok(performance.now() - start < 1_000);
});

test('the title is read before the keywords, and those before the text', () => {
  const question = readQuestion({ title: '轧辊', keywords: ['强化'], text: '长'.repeat(20_000) });
  const { query } = question;
  assert.ok(typeof query !== 'string');
  assert.equal(query.title, '轧辊');
  assert.deepEqual(query.keywords, ['强化']);
  assert.equal((query.text ?? '').length, lettersRead - 4);
});
