/**
 * The cookie of a session, as better-auth writes it: the token, a dot, the HMAC-SHA256 of the
 * token under the node's secret, percent-encoded. A database that leaks is not enough to make one.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Settings } from '../runtime/settings.ts';
import { daysAtMost } from './session-time.ts';

export const cookiePrefix = 'yunhe';

type Where = Pick<Settings, 'publicUrl' | 'secret'>;

export function isSecure(settings: Pick<Settings, 'publicUrl'>): boolean {
  return settings.publicUrl.startsWith('https:');
}

export function cookieName(settings: Where): string {
  return `${isSecure(settings) ? '__Secure-' : ''}${cookiePrefix}.session_token`;
}

function signature(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest();
}

function setCookie(settings: Where, value: string, maxAgeSeconds: number): string {
  const secure = isSecure(settings) ? '; Secure' : '';
  const attributes = `Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`;
  return `${cookieName(settings)}=${value}; ${attributes}`;
}

export function cookieOf(settings: Where, token: string): string {
  const signed = `${token}.${signature(token, settings.secret).toString('base64')}`;
  return setCookie(settings, encodeURIComponent(signed), daysAtMost * 24 * 3600);
}

export function endedCookie(settings: Where): string {
  return setCookie(settings, '', 0);
}

/** The token in a Cookie header; null where there is none or its signature is not ours. */
export function tokenIn(header: string | undefined, settings: Where): string | null {
  const start = `${cookieName(settings)}=`;
  for (const part of header?.split(';') ?? []) {
    const pair = part.trim();
    if (!pair.startsWith(start)) continue;
    const value = decoded(pair.slice(start.length));
    const dot = value.lastIndexOf('.');
    const given = Buffer.from(value.slice(dot + 1), 'base64');
    const expected = signature(value.slice(0, Math.max(dot, 0)), settings.secret);
    const ours = given.length === expected.length && timingSafeEqual(given, expected);
    return dot > 0 && ours ? value.slice(0, dot) : null;
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
