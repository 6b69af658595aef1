import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CalendarEntry, calendarOf } from './calendar.ts';

const entry: CalendarEntry = {
  id: '01900000-0000-7000-8000-000000000001',
  stands: true,
  sequence: 2,
  startsAt: '2026-12-01T01:00:00.000Z',
  endsAt: '2026-12-01T02:30:00.000Z',
  changedAt: '2026-11-22T09:00:00.000Z',
  title: '洽谈：提高热轧工作辊辊面寿命的表面强化与再制造技术研究; 一, 二',
  text: '第一行\n第二行',
  place: null,
  link: 'https://meet.example.org/room',
  organiser: { name: '周恒', email: 'zhou@example.org' },
  language: 'zh',
};

/** Lines as RFC 5545 §3.1 has them: folded ones put together again. */
function unfolded(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n');
}

test('a meeting that stands is published, with its time in UTC and its sequence', () => {
  const text = calendarOf(entry);
  const lines = unfolded(text);
  for (const line of [
    'METHOD:PUBLISH',
    `UID:${entry.id}`,
    'SEQUENCE:2',
    'DTSTAMP:20261122T090000Z',
    'DTSTART:20261201T010000Z',
    'DTEND:20261201T023000Z',
    'STATUS:CONFIRMED',
    'LOCATION:https://meet.example.org/room',
    'DESCRIPTION:第一行\\n第二行',
    'ORGANIZER;CN="周恒":mailto:zhou@example.org',
  ]) {
    assert.ok(lines.includes(line), `${line} is missing in\n${text}`);
  }
  assert.ok(lines.some((line) => line.endsWith('研究\\; 一\\, 二')));
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  assert.doesNotMatch(text, /[^\r]\n/);
});

test('no line is longer than 75 octets', () => {
  for (const line of calendarOf(entry).split('\r\n')) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
  }
});

test('one that does not stand any more is cancelled under the same name', () => {
  const lines = unfolded(calendarOf({ ...entry, stands: false, sequence: 3, organiser: null }));
  for (const line of ['METHOD:CANCEL', `UID:${entry.id}`, 'SEQUENCE:3', 'STATUS:CANCELLED']) {
    assert.ok(lines.includes(line), line);
  }
});
