import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, type Visitor, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Somebody who may do nothing but look. */
const looker = '陈看';
const officer = '孙津';
const secretariat = '赵协同';

async function firstOf(path: string): Promise<{ id: string; [name: string]: unknown }> {
  const { page } = await stage.enter(secretariat);
  const answer = await page.request.get(`/api/registry/${path}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  assert.ok(items[0], `The demo has nothing at ${path}.`);
  return items[0];
}

const university = await firstOf(`organisations?q=${encodeURIComponent('天津大学')}`);
const person = await firstOf('people');
const collaboration = await firstOf('collaborations');
const compact = await firstOf('compacts');

const drawn = async (page: Visitor['page']) => {
  await page.locator('.network-picture canvas').first().waitFor();
  await page.locator('.network-status', { hasText: /^$/ }).waitFor({ state: 'attached' });
};

walk(stage, [
  { name: 'organisations', path: () => '/organisations', as: looker },
  { name: 'organisation', path: () => `/organisations/${university.id}`, as: looker },
  { name: 'organisation-edit', path: () => `/organisations/${university.id}/edit`, as: officer },
  { name: 'organisation-new', path: () => '/organisations/new', as: officer },
  { name: 'regions', path: () => '/regions', as: looker },
  { name: 'region', path: () => '/regions/130000', as: looker },
  { name: 'compact', path: () => `/compacts/${compact.id}`, as: secretariat },
  { name: 'experts', path: () => '/people', as: looker },
  { name: 'expert', path: () => `/people/${person.id}`, as: looker },
  { name: 'collaborations', path: () => '/collaborations', as: looker },
  { name: 'collaboration', path: () => `/collaborations/${collaboration.id}`, as: looker },
  { name: 'collaboration-new', path: () => '/collaborations/new', as: '周恒' },
  // biome-ignore lint/suspicious/noThenProperty: the name that a stop of the walk has for it
  { name: 'network', path: () => '/network', as: looker, then: drawn },
  { name: 'region-matrix', path: () => '/network/regions', as: looker },
]);

test('an organisation is found by pinyin, and a slip in typing is said and forgiven', async () => {
  const { page, visit } = await stage.enter(looker);
  await visit('/organisations');
  const box = page.getByRole('main').getByLabel('名称、拼音或首字母');
  await box.fill('tianjindaxue');
  await page.waitForURL(/q=tianjindaxue/);
  await page.getByRole('link', { name: '天津大学', exact: true }).waitFor();
  await box.fill('天津大雪');
  await page.getByText(/没有名称中含“天津大雪”的机构/).waitFor();
  await page.getByRole('link', { name: '天津大学', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '天津大学' }).waitFor();
});

test('two people save one organisation: the second sees what the first did, and loses nothing', async () => {
  const path = `/organisations/${university.id}/edit`;
  const one = await stage.enter(officer);
  const other = await stage.enter(secretariat);
  await one.visit(path);
  await other.visit(path);

  await one.page.getByLabel('城市').fill('天津');
  await one.page.getByLabel('成立年份').fill('1895');
  await one.page.getByRole('button', { name: '保存' }).click();
  await one.page.getByText('1895').waitFor();

  await other.page.getByLabel('城市').fill('南开区');
  await other.page.getByLabel('网站').fill('https://www.tju.edu.cn');
  await other.page.getByRole('button', { name: '保存', exact: true }).click();
  const conflict = other.page.getByRole('alert', { name: '在您编辑期间，别人修改了这条记录' });
  await conflict.waitFor();
  await conflict.getByText('1895').waitFor();
  await conflict.getByLabel(/我写的/).waitFor();
  assert.equal(await other.page.getByLabel('网站').inputValue(), 'https://www.tju.edu.cn');
  await other.judge();
  await conflict.getByRole('button', { name: '按上面的选择保存' }).click();

  await other.page.getByRole('heading', { level: 1, name: '天津大学' }).waitFor();
  for (const kept of ['南开区', '1895', 'www.tju.edu.cn']) {
    await other.page.getByText(kept).first().waitFor();
  }
});

test('a year in the future is refused beside its field', async () => {
  const { page, visit } = await stage.enter(officer);
  await visit(`/organisations/${university.id}/edit`);
  await page.getByLabel('成立年份').fill('2999');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('成立年份不能晚于今年。').first().waitFor();
});

test('registering warns of a double while the name is typed', async () => {
  const { page, visit } = await stage.enter(officer);
  await visit('/organisations/new');
  await page.getByLabel('中文名称').fill('天津大学');
  await page.getByText('可能已有登记').waitFor();
  await page.getByText('名称相同').waitFor();
});

test('the network draws, a node is found and chosen, and leads to its organisation', async () => {
  const { page, visit } = await stage.enter(looker);
  await visit('/network');
  await drawn(page);
  assert.ok(await isDrawn(page), 'nothing was drawn');
  await page.getByLabel('在图中查找机构').fill('清华');
  await page.locator('.ant-select-item-option', { hasText: '清华大学' }).click();
  await page.waitForURL(/focus=/);
  await page.getByRole('link', { name: '查看机构' }).click();
  await page.getByRole('heading', { level: 1, name: '清华大学' }).waitFor();
});

test('a cell of the region matrix leads to its collaborations, also from the table', async () => {
  const { page, visit } = await stage.enter(looker);
  await visit('/network/regions');
  await page.getByRole('button', { name: '查看数据表' }).click();
  const row = page.locator('tbody tr').first();
  const count = Number(await row.locator('td').nth(2).textContent());
  await row.getByRole('link').click();
  await page.waitForURL(/collaborations\?region=\d+&partnerRegion=\d+/);
  await page.getByText(`共 ${count} 条`).waitFor();
});

test('three thousand organisations are laid out by a worker while the page stays awake', async () => {
  const { page, visit, picture } = await stage.enter(looker);
  await page.route('**/api/registry/network?*', (route) => route.fulfill({ json: madeUp(3_000) }));
  await visit('/network?nodes=5000&colour=region');
  await page.locator('.network-picture canvas').first().waitFor();
  const longest = await page.evaluate(async () => {
    let longest = 0;
    let last = performance.now();
    for (let count = 0; count < 40; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return longest;
  });
  await drawn(page);
  assert.ok(await isDrawn(page), 'nothing was drawn');
  await picture('network-of-thousands');
  assert.ok(longest < 3_000, `the page slept for ${Math.round(longest)} ms`);
});

/** Twelve provinces of organisations that mostly work within, and sometimes between. */
function madeUp(count: number) {
  const provinces = ['11', '12', '13', '14', '21', '31', '32', '33', '37', '42', '44', '51'];
  const kinds = ['university', 'research_institute', 'enterprise', 'platform'];
  // A small generator, so that the picture is the same every time.
  let seed = 7;
  const chance = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const edges = new Map<string, { a: number; b: number; weight: number }>();
  for (let tie = 0; tie < count * 3; tie += 1) {
    const one = Math.floor((chance(count) * chance(count)) / count);
    const near = one + provinces.length * (1 + chance(40));
    const other = chance(8) === 0 ? chance(count) : near % count;
    const [a, b] = [Math.min(one, other), Math.max(one, other)];
    if (a !== b) edges.set(`${a} ${b}`, { a, b, weight: 1 + chance(4) });
  }
  const ties = [...edges.values()];
  const strength = new Array<number>(count).fill(0);
  for (const { a, b, weight } of ties) {
    strength[a]! += weight;
    strength[b]! += weight;
  }
  return {
    nodes: strength.map((sum, at) => ({
      id: `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`,
      displayName: `Organisation ${at}`,
      nameZh: null,
      nameEn: `Organisation ${at}`,
      kind: kinds[at % 4],
      provinceCode: `${provinces[at % provinces.length]}0000`,
      degree: sum,
      strength: sum,
      x: null,
      y: null,
    })),
    edges: ties,
    provinces: provinces.map((code) => ({ code: `${code}0000`, nameZh: null, nameEn: `P${code}` })),
    nodesFound: count,
    edgesFound: ties.length,
  };
}

/** WebGL clears its canvas after each frame, so the picture is looked at as a person would. */
async function isDrawn(page: Visitor['page']): Promise<boolean> {
  const shot = await page.locator('.network-picture').screenshot();
  const blank = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const brush = canvas.getContext('2d')!;
    brush.drawImage(image, 0, 0);
    const { data } = brush.getImageData(0, 0, image.width, image.height);
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    }
    return colours.size < 20;
  }, shot.toString('base64'));
  return !blank;
}
