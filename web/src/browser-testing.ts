/**
 * The built app, the real server and a real browser, for tests of what a person sees. A test
 * opens a stage once and visits pages on it; every visit is also judged by axe, by the browser's
 * own complaints, and by whether the page fits its width. `YUNHE_TEST_PAGES` names another build.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from 'playwright-core';
import { seedDemo } from '../../demo/seed.ts';
import { findBrowser } from '../../scripts/browser.ts';
import { authenticate } from '../../server/src/identity/index.ts';
import { modules } from '../../server/src/modules.ts';
import { type Node, type NodeOptions, openNode } from '../../server/src/node.ts';
import { openLog } from '../../server/src/runtime/log.ts';
import { pagesFolder, servePages } from '../../server/src/runtime/pages.ts';
import { type Ground, testDatabase } from '../../server/src/runtime/testing/database.ts';
import { testSettings } from '../../server/src/runtime/testing/node.ts';

/**
 * On a second database what people do is done again; of the pages but one is walked again, for what
 * a walk judges (axe, widths, complaints of the browser) knows no database.
 */
const isRepeated = process.env.YUNHE_TEST_REPEATED === '1';

/** A page is at rest when nothing was on its way for so long. */
const millisecondsOfQuiet = 120;

/** Only what never comes may fail a test: what comes late does so on a machine with much else to do. */
const waitsMilliseconds = 90_000;

export type Language = 'zh' | 'en';
export type Width = 'desktop' | 'phone';

const sizes = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 375, height: 740 },
} as const;

export interface Visitor {
  readonly page: Page;
  /** Goes to an address and waits until everything it asked for has arrived. */
  visit(path: string): Promise<void>;
  /** The same without leaving the app, as by a link. */
  go(path: string): Promise<void>;
  /** axe finds nothing, the page is no wider than the screen, the browser had no complaint. */
  judge(options?: { readonly barriers?: boolean }): Promise<void>;
  /** Turns the screen into that of a phone, or back. */
  become(width: Width): Promise<void>;
  /** Keeps what is seen as `<name>.png`. */
  picture(name: string): Promise<void>;
  /** Complaints so far are nobody's. */
  forget(): void;
}

export interface Stage {
  readonly address: string;
  readonly node: Node;
  /** A fresh browser session; `as` is the name of a demo account, null for nobody. */
  enter(as: string | null, language?: Language, width?: Width): Promise<Visitor>;
  /** The same for more than one test: the session ends with the file. */
  stay(as: string | null): Promise<Visitor>;
}

/**
 * Those of the README are renewed on purpose: `YUNHE_TEST_PICTURES=docs/screenshots`. Empty: none
 * are made, since in a run of everything nobody looks at them.
 */
const pictures = process.env.YUNHE_TEST_PICTURES ?? '.cache/screenshots';
const folderOfPictures = resolve(import.meta.dirname, '../..', pictures);

/** The demo is seeded once and copied for every stage. */
const demoGround: Ground = {
  name: 'demo',
  files: ['demo/**/*.*', 'server/src/**/*.ts', 'methods/*/src/**/*.ts'],
  lay: async (url) => {
    const node = await nodeOn(url);
    await seedDemo(node.jobContext, () => {});
    await node.close();
  },
};

async function nodeOn(url: string, pages?: NodeOptions['pages']): Promise<Node> {
  return await openNode({
    settings: { ...testSettings, demo: true },
    connection: { connectionString: url },
    modules,
    log: openLog(process.env.YUNHE_TEST_LOG ?? 'silent'),
    authenticate,
    ...(pages === undefined ? {} : { pages }),
  });
}

/**
 * Open it at the top of a test file: what it opens is closed after the last test. The demo stands
 * in its database, or what `seed` puts there.
 */
export async function openStage(seed?: (node: Node) => Promise<void>): Promise<Stage> {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing) await close();
  });
  const closers = { after: (close: () => Promise<void>) => closing.push(close) };
  const database = await testDatabase(closers, seed === undefined ? demoGround : undefined);
  const node = await nodeOn(database.url, (app) =>
    servePages(app, process.env.YUNHE_TEST_PAGES ?? pagesFolder),
  );
  closing.unshift(() => node.close());
  await seed?.(node);
  const address = await node.app.listen({ port: 0, host: '127.0.0.1' });
  // Without a locale the browser cannot name a file in Chinese.
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  const browser = await chromium.launch({ ...(await findBrowser()), headless: true, env });
  closing.unshift(() => browser.close());
  // A session that is used again has its programs compiled, which takes longer than most tests.
  const idle: Record<Language, Guest[]> = { zh: [], en: [] };
  const entered: Guest[] = [];
  // Who came in before the first test stays for the whole file.
  beforeEach(() => void entered.splice(0));
  afterEach(async () => {
    for (const guest of entered.splice(0)) {
      await guest.leave();
      idle[guest.language].push(guest);
    }
  });
  const receive = async (as: string | null, language: Language, width: Width) => {
    const guest = idle[language].pop() ?? (await newGuest(browser, address, language));
    if (as !== null) await actAs(guest.visitor.page.context(), as);
    await guest.visitor.become(width);
    return guest;
  };
  return {
    address,
    node,
    enter: async (as, language = 'zh', width = 'desktop') => {
      const guest = await receive(as, language, width);
      entered.push(guest);
      return guest.visitor;
    },
    stay: async (as) => (await receive(as, 'zh', 'desktop')).visitor,
  };
}

export interface Stop {
  /** Also the name of its pictures. */
  readonly name: string;
  readonly path: () => string;
  /** Whose eyes: the name of a demo account, or nobody's. */
  readonly as: string | null;
  /** What is to be seen before it is judged, where more than arriving is needed. */
  readonly then?: (page: Page) => Promise<void>;
}

/** axe takes longest: it looks at each language and at each width, once. */
const searchedAt = { zh: 'phone', en: 'desktop' } as const;

/**
 * Goes to pages, judges each in both languages and at both widths, and keeps its pictures. Whoever
 * walks stays in the app from stop to stop, as people do.
 */
export function walk(stage: Stage, stops: readonly Stop[]): void {
  const walked = isRepeated ? stops.slice(0, 1) : stops;
  const onTheWay = new Map<string | null, { visitor: Visitor; language: Language }>();
  for (const { name, path, as, then } of walked) {
    test(`${name} is well made in both languages and at both widths`, async () => {
      const before = onTheWay.get(as);
      // After a failure nobody knows where the walker stands.
      onTheWay.delete(as);
      const visitor = before?.visitor ?? (await stage.stay(as));
      let language = before?.language ?? 'zh';
      if (before) await visitor.go(path());
      else await visitor.visit(path());
      for (const isSecond of [false, true]) {
        if (isSecond) {
          await visitor.page.locator('.top-language').click();
          language = language === 'zh' ? 'en' : 'zh';
        }
        await then?.(visitor.page);
        for (const width of ['desktop', 'phone'] as const) {
          await visitor.become(width);
          await visitor.picture(`${name}-${language}-${width}`);
          await visitor.judge({ barriers: width === searchedAt[language] });
        }
        await visitor.become('desktop');
      }
      onTheWay.set(as, { visitor, language });
    });
  }
}

/** A browser session: somebody's for one test, then as fresh as new for another. */
interface Guest {
  readonly language: Language;
  readonly visitor: Visitor;
  leave(): Promise<void>;
}

async function newGuest(browser: Browser, baseURL: string, language: Language): Promise<Guest> {
  const context = await browser.newContext({
    baseURL,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(waitsMilliseconds);
  const page = await context.newPage();
  const visitor = visitorOn(page);
  return {
    language,
    visitor,
    leave: async () => {
      for (const other of context.pages()) if (other !== page) await other.close();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.goto('/livez');
      await page.evaluate(() => {
        localStorage.clear();
        sessionStorage.clear();
      });
      await context.clearCookies();
      visitor.forget();
    },
  };
}

async function actAs(context: BrowserContext, name: string): Promise<void> {
  const offered = await context.request.get('/api/identity/demo-accounts');
  const { items } = (await offered.json()) as { items: { personId: string; name: string }[] };
  const personId = items.find((account) => account.name === name)?.personId;
  assert.ok(personId, `There is no demo account ${name}.`);
  const answer = await context.request.post('/api/identity/demo-session', { data: { personId } });
  assert.equal(answer.status(), 200, await answer.text());
}

/** By how many pixels a page is wider than the screen; charts follow a new width a moment later. */
async function excessOf(page: Page): Promise<number> {
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  await page.waitForFunction(fits, undefined, { timeout: 5_000 }).catch(() => {});
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** What axe finds on a page, rule by rule with the elements. */
async function barriersOn(page: Page): Promise<string[]> {
  // What a resting pointer happens to be over may say so in a tip beside everything.
  await page.mouse.move(0, 0);
  await page.locator('.ant-tooltip:not(.ant-tooltip-hidden)').first().waitFor({ state: 'hidden' });
  const isThere = await page.evaluate(() => 'axe' in window);
  const { violations } = await new AxeBuilder(isThere ? { page, axeSource: ';' } : { page })
    // What is loaded ahead serves rules about films alone.
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // One frame and one origin: axe need not open a page of its own to join what frames told.
    .setLegacyMode(true)
    .analyze();
  const said = violations.map(async ({ id, nodes }) => {
    const where = nodes.map(async ({ html, target }) => {
      const element = page.locator(String(target[0])).first();
      const text = await element.textContent({ timeout: 1_000 }).catch(() => null);
      return `${html.slice(0, 160)} ${JSON.stringify(text?.slice(0, 80))}`;
    });
    return `${id}: ${(await Promise.all(where)).join(' | ')}`;
  });
  return await Promise.all(said);
}

function visitorOn(page: Page): Visitor {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refused request is the page's to show; the browser notes it as an error all the same.
    const noted = /Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !noted) complaints.push(message.text());
  });
  const asked = new Set<Request>();
  let quietSince = performance.now();
  const arrived = (request: Request) => {
    asked.delete(request);
    quietSince = performance.now();
  };
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', arrived);
  page.on('requestfailed', arrived);
  const settle = async () => {
    await page.waitForLoadState('load');
    const from = performance.now();
    while (asked.size > 0 || performance.now() - quietSince < millisecondsOfQuiet) {
      assert.ok(performance.now() - from < waitsMilliseconds, `${page.url()} does not rest`);
      await sleep(20);
    }
    await page.locator('.ant-skeleton, .outline').first().waitFor({ state: 'detached' });
    await page.evaluate(() => document.fonts.ready);
  };
  return {
    page,
    visit: async (path) => {
      await page.goto(path);
      await settle();
    },
    go: async (path) => {
      await page.evaluate((to) => {
        history.pushState({}, '', to);
        dispatchEvent(new PopStateEvent('popstate', { state: {} }));
      }, path);
      await settle();
    },
    judge: async ({ barriers = true } = {}) => {
      await settle();
      const said = isRepeated || !barriers ? [] : await barriersOn(page);
      assert.deepEqual(said, [], `${page.url()}\n${said.join('\n')}`);
      const excess = await excessOf(page);
      assert.ok(excess <= 0, `${page.url()} is ${excess} px wider than the screen`);
      assert.deepEqual(complaints.splice(0), [], page.url());
    },
    become: (width) => page.setViewportSize(sizes[width]),
    forget: () => void complaints.splice(0),
    picture: async (name) => {
      if (isRepeated || pictures === '') return;
      mkdirSync(folderOfPictures, { recursive: true });
      await settle();
      const path = join(folderOfPictures, `${name}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    },
  };
}
