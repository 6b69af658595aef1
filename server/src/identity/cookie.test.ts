import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieName, cookieOf, endedCookie, tokenIn } from './cookie.ts';
import { newToken } from './token.ts';

const settings = { publicUrl: 'https://yunhe.example', secret: 'a secret that is long enough' };
const pairOf = (cookie: string) => cookie.split(';')[0]!;

test('a cookie that was given is read back, among others', () => {
  const token = newToken();
  const cookie = cookieOf(settings, token);
  assert.match(
    cookie,
    /^__Secure-yunhe\.session_token=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  assert.equal(tokenIn(`a=b; ${pairOf(cookie)}; c=d`, settings), token);
});

test('a cookie that was changed, cut or signed by another node is none', () => {
  const pair = pairOf(cookieOf(settings, 'token-of-somebody'));
  assert.equal(tokenIn(pair.replace('somebody', 'everybody'), settings), null);
  assert.equal(tokenIn(pair.slice(0, -6), settings), null);
  assert.equal(tokenIn(pair, { ...settings, secret: 'another secret' }), null);
  for (const value of ['', '.', 'x', 'x.', '%', '%E0%A4%A', '.abc']) {
    assert.equal(tokenIn(`${cookieName(settings)}=${value}`, settings), null, value);
  }
  assert.equal(tokenIn(undefined, settings), null);
});

test('over plain HTTP, as on the own machine, the cookie goes without Secure', () => {
  const local = { ...settings, publicUrl: 'http://localhost:7070' };
  assert.doesNotMatch(cookieOf(local, 'token'), /Secure/);
  assert.match(endedCookie(local), /Max-Age=0/);
});
