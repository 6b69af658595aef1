import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { writeDigest } from './digest.ts';
import { personOfToken, stopTokenOf } from './stop-mails.ts';
import { tellUpTo } from './watch.ts';

const at = (text: string) => new Date(text);

test('a digest is made up at eight in the morning in Beijing, a weekly one on Monday', () => {
  // 2026-11-22 is a Sunday.
  const now = at('2026-11-22T09:00:00+08:00');
  assert.deepEqual(tellUpTo('now', now), now);
  assert.equal(tellUpTo('never', now), null);
  assert.deepEqual(tellUpTo('daily', now), at('2026-11-22T08:00:00+08:00'));
  assert.deepEqual(tellUpTo('weekly', now), at('2026-11-16T08:00:00+08:00'));
  assert.deepEqual(
    tellUpTo('daily', at('2026-11-22T07:59:59.999+08:00')),
    at('2026-11-21T08:00:00+08:00'),
  );
  assert.deepEqual(
    tellUpTo('daily', at('2026-11-22T08:00:00+08:00')),
    at('2026-11-22T08:00:00+08:00'),
  );
  assert.deepEqual(
    tellUpTo('weekly', at('2026-11-23T07:59:00+08:00')),
    at('2026-11-16T08:00:00+08:00'),
  );
  assert.deepEqual(
    tellUpTo('weekly', at('2026-11-23T08:00:00+08:00')),
    at('2026-11-23T08:00:00+08:00'),
  );
});

test('the last digest is never to come and never older than its rhythm', () => {
  const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(instant, (now) => {
      for (const [rhythm, days] of [
        ['daily', 1],
        ['weekly', 7],
      ] as const) {
        const age = now - (tellUpTo(rhythm, new Date(now))?.getTime() ?? 0);
        // Before the first Monday of 1970 there is the one before it.
        assert.ok(age >= 0 && age < days * 86_400_000, `${rhythm} ${now}`);
      }
    }),
  );
});

const organisation = { name: '天津大学', nameZh: '天津大学', nameEn: 'Tianjin University' };
const finds = [
  { watchName: '轧辊', kind: 'technology', title: '超声\n冲击', organisation, recordId: 'r1' },
  { watchName: '电池', kind: 'need', title: '电池回收', organisation, recordId: 'r2' },
] as const;
const digest = {
  name: '周恒',
  url: 'https://yunhe.example.org',
  stopUrl: 'https://yunhe.example.org/stop-mails?token=x',
  finds,
  count: 5,
};

test('a mail says in the person’s language what was found, where, and how to end it', () => {
  const zh = writeDigest({ ...digest, locale: 'zh-CN' });
  assert.equal(zh.subject, '运河：您关注的内容有 5 项新发布');
  const lines = zh.text.split('\n');
  assert.ok(lines.includes('轧辊'));
  assert.ok(lines.includes('  超声 冲击（天津大学）'), 'a title stays on its line');
  assert.ok(lines.includes('  https://yunhe.example.org/technologies/r1'));
  assert.ok(lines.includes('还有 3 项：https://yunhe.example.org/watches'));
  const en = writeDigest({ ...digest, locale: 'en' });
  assert.equal(en.subject, 'Yunhe: 5 new for your kept searches');
  assert.match(en.text, /电池回收 \(Tianjin University\)\n {2}https:\S+\/needs\/r2/);
  for (const { text } of [zh, en]) assert.ok(text.includes(digest.stopUrl));
});

test('the link that ends mail is good for one person and cannot be made up', () => {
  const personId = '019a0000-0000-7000-8000-000000000001';
  const token = stopTokenOf('secret', personId);
  assert.equal(personOfToken('secret', token), personId);
  assert.equal(personOfToken('another', token), null);
  const other = '019a0000-0000-7000-8000-000000000002';
  assert.equal(personOfToken('secret', token.replace(personId, other)), null);
  assert.equal(personOfToken('secret', `${token}x`), null);
  assert.equal(personOfToken('secret', ''), null);
});
