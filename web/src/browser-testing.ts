/**
 * The built app, the real server and a real browser, for tests of what a person sees. A test
 * opens a stage once and visits pages on it; every visit is also judged by axe, by the browser's
 * own complaints, and by whether the page fits its width. `YUNHE_TEST_PAGES` names another build.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.ts';
import { authenticate } from '../../server/src/identity/index.ts';
import { modules } from '../../server/src/modules.ts';
import { type Node, openNode } from '../../server/src/node.ts';
import { openLog } from '../../server/src/runtime/log.ts';
import { pagesFolder, servePages } from '../../server/src/runtime/pages.ts';
import { testDatabase } from '../../server/src/runtime/testing/database.ts';
import { testSettings } from '../../server/src/runtime/testing/node.ts';

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
  /** axe finds nothing, the page is no wider than the screen, the browser had no complaint. */
  judge(): Promise<void>;
  /** Turns the screen into that of a phone, or back. */
  become(width: Width): Promise<void>;
  /** Keeps what is seen as `<name>.png`. */
  picture(name: string): Promise<void>;
}

export interface Stage {
  readonly address: string;
  readonly node: Node;
  /** A fresh browser session; `as` is the name of a demo account, null for nobody. */
  enter(as: string | null, language?: Language, width?: Width): Promise<Visitor>;
}

/** Those of the README are renewed on purpose: `YUNHE_TEST_PICTURES=docs/screenshots`. */
const pictures = resolve(
  import.meta.dirname,
  '../..',
  process.env.YUNHE_TEST_PICTURES ?? '.cache/screenshots',
);

/** Open it at the top of a test file: what it opens is closed after the last test. */
export async function openStage(seed: (node: Node) => Promise<void>): Promise<Stage> {
  const closing: (() => Promise<unknown>)[] = [];
  after(async () => {
    for (const close of closing) await close();
  });
  const database = await testDatabase({ after: (close) => closing.push(close) });
  const node = await openNode({
    settings: { ...testSettings, demo: true },
    connection: { connectionString: database.url },
    modules,
    log: openLog(process.env.YUNHE_TEST_LOG ?? 'silent'),
    authenticate,
    pages: (app) => servePages(app, process.env.YUNHE_TEST_PAGES ?? pagesFolder),
  });
  closing.unshift(() => node.close());
  await seed(node);
  const address = await node.app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await chromium.launch({ ...(await findBrowser()), headless: true });
  closing.unshift(() => browser.close());
  return {
    address,
    node,
    enter: async (as, language = 'zh', width = 'desktop') => {
      const context = await browser.newContext({
        baseURL: address,
        viewport: sizes[width],
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      });
      if (as !== null) await actAs(context, as);
      return visitorOn(await context.newPage());
    },
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

/** Visits pages in both languages at both widths, judges each and keeps its pictures. */
export function walk(stage: Stage, stops: readonly Stop[]): void {
  const visitors = new Map<string, Promise<Visitor>>();
  const visitorFor = (as: string | null, language: Language) => {
    const key = `${as} ${language}`;
    const visitor = visitors.get(key) ?? stage.enter(as, language);
    visitors.set(key, visitor);
    return visitor;
  };
  for (const { name, path, as, then } of stops) {
    for (const language of ['zh', 'en'] as const) {
      test(`${name} in ${language} is well made at both widths`, async () => {
        const visitor = await visitorFor(as, language);
        await visitor.become('desktop');
        await visitor.visit(path());
        await then?.(visitor.page);
        for (const width of ['desktop', 'phone'] as const) {
          await visitor.become(width);
          await visitor.picture(`${name}-${language}-${width}`);
          await visitor.judge();
        }
      });
    }
  }
}

async function actAs(context: BrowserContext, name: string): Promise<void> {
  const offered = await context.request.get('/api/identity/demo-accounts');
  const { items } = (await offered.json()) as { items: { personId: string; name: string }[] };
  const personId = items.find((account) => account.name === name)?.personId;
  assert.ok(personId, `There is no demo account ${name}.`);
  const answer = await context.request.post('/api/identity/demo-session', { data: { personId } });
  assert.equal(answer.status(), 200, await answer.text());
}

function visitorOn(page: Page): Visitor {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refused request is the page's to show; the browser notes it as an error all the same.
    const noted = /Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !noted) complaints.push(message.text());
  });
  const settle = async () => {
    await page.waitForLoadState('networkidle');
    await page.locator('.ant-skeleton, .outline').first().waitFor({ state: 'detached' });
    await page.evaluate(() => document.fonts.ready);
  };
  return {
    page,
    visit: async (path) => {
      await page.goto(path);
      await settle();
    },
    judge: async () => {
      await settle();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const said = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      );
      assert.deepEqual(said, [], `${page.url()}\n${said.join('\n')}`);
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(excess <= 0, `${page.url()} is ${excess} px wider than the screen`);
      assert.deepEqual(complaints.splice(0), [], page.url());
    },
    become: (width) => page.setViewportSize(sizes[width]),
    picture: async (name) => {
      mkdirSync(pictures, { recursive: true });
      await settle();
      await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
    },
  };
}
