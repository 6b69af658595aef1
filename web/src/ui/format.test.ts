import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAgo, formatDay, formatMoney, movePoint, parseMoney } from './format.ts';

test('an amount keeps every digit, however long', () => {
  assert.equal(formatMoney('en', '123456789012345678', 'CNY'), '¥1,234,567,890,123,456.78');
  assert.equal(formatMoney('zh', '123456789012345678', 'CNY'), '¥1,234,567,890,123,456.78');
  assert.equal(formatMoney('en', '-5', 'EUR'), '-€0.05');
  assert.equal(formatMoney('en', '5000', 'JPY'), '¥5,000');
});

test('round Chinese amounts are said in units of ten thousand and a hundred million', () => {
  assert.equal(formatMoney('zh', '1000000', 'CNY'), '1 万元');
  assert.equal(formatMoney('zh', '123450000', 'CNY'), '123.45 万元');
  assert.equal(formatMoney('zh', '-30000000', 'CNY'), '-30 万元');
  assert.equal(formatMoney('zh', '12000000000', 'CNY'), '1.2 亿元');
  assert.equal(formatMoney('zh', '123456700', 'CNY'), '¥1,234,567');
  assert.equal(formatMoney('zh', '999900', 'CNY'), '¥9,999');
});

test('the point moves without a float', () => {
  assert.equal(movePoint('5', 2), '0.05');
  assert.equal(movePoint('-1230', 2), '-12.3');
  assert.equal(movePoint('900719925474099399', 2), '9007199254740993.99');
});

test('what a person types becomes minor units, and what is no amount does not', () => {
  assert.equal(parseMoney('1,234.5', 'CNY'), '123450');
  assert.equal(parseMoney('1，000', 'CNY'), '100000');
  assert.equal(parseMoney('0.00', 'CNY'), '0');
  assert.equal(parseMoney('-0.05', 'CNY'), '-5');
  assert.equal(parseMoney('12', 'JPY'), '12');
  assert.equal(parseMoney('1.234', 'CNY'), null);
  assert.equal(parseMoney('12.5', 'JPY'), null);
  assert.equal(parseMoney('1e5', 'CNY'), null);
  assert.equal(parseMoney('', 'CNY'), null);
});

test('a day is that day, wherever the reader is', () => {
  assert.equal(formatDay('zh', '2026-03-01'), '2026年3月1日');
  assert.equal(formatDay('en', '2026-03-01'), '1 Mar 2026');
});

test('times near by are said from now, in both directions', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  assert.equal(formatAgo('zh', '2026-03-09T12:00:00Z', now), '昨天');
  assert.equal(formatAgo('en', '2026-03-10T14:30:00Z', now), 'in 2 hours');
  assert.equal(formatAgo('zh', '2026-03-13T12:00:00Z', now), '3天后');
});
