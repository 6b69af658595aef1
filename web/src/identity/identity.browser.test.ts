import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createPerson, grantMembership, grantOffice } from '../../../server/src/identity/index.ts';
import { openStage, walk } from '../browser-testing.ts';

const password = 'a long enough phrase';
const organisationId = randomUUID();
let editorId = '';

const stage = await openStage((node) =>
  node.transact(async (ctx) => {
    const make = async (email: string, name: string) =>
      (await createPerson(ctx, { name, email, password, demo: { zh: '示例', en: 'A sample' } })).id;
    const manager = await make('manager@example.org', '李文');
    await grantMembership(ctx, manager, { organisationId, role: 'manager' });
    editorId = await make('editor@example.org', '王静');
    await grantMembership(ctx, editorId, { organisationId, role: 'editor' });
    const system = await make('system@example.org', '赵系统');
    await grantOffice(ctx, system, { office: 'system_administrator' });
    const audit = await make('audit@example.org', '孙审计');
    await grantOffice(ctx, audit, { office: 'audit_administrator' });
  }),
);

walk(stage, [
  { name: 'sign-in', path: () => '/sign-in', as: null },
  { name: 'account', path: () => '/account', as: '李文' },
  { name: 'members', path: () => `/members/${organisationId}`, as: '李文' },
  { name: 'people', path: () => '/administration/people', as: '赵系统' },
  {
    name: 'person',
    path: () => `/administration/people/${editorId}`,
    as: '赵系统',
  },
  { name: 'events', path: () => '/administration/events', as: '孙审计' },
  { name: 'missing', path: () => '/there-is-no-such-page', as: '李文' },
]);

test('signing in with a wrong password says so, and the right one goes where one wanted', async () => {
  const { page, visit } = await stage.enter(null, 'zh');
  await visit('/account');
  await page.waitForURL(/\/sign-in\?to=/);
  await page.getByLabel('邮箱').fill('manager@example.org');
  await page.getByLabel('密码', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('邮箱或密码不正确').waitFor();
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(/\/account$/);
  await page.getByRole('heading', { level: 1, name: '我的账号' }).waitFor();
  assert.equal(await page.title(), '我的账号 · 运河');
});

test('a manager invites by a link, and the invited person joins by it', async () => {
  const { page, visit } = await stage.enter('李文', 'en');
  await visit(`/members/${organisationId}`);
  await page.getByRole('button', { name: 'Invite a member' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByText('This is needed').waitFor();
  await page.getByLabel('E-mail').fill('new@example.org');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByLabel('Copy the link').first().inputValue();
  const { hash } = new URL(link);

  const guest = await stage.enter(null, 'en');
  await guest.visit(`/invitation${hash}`);
  await guest.judge();
  await guest.page.getByLabel('Name').fill('New Colleague');
  await guest.page.getByLabel('Choose a password').fill('short');
  await guest.page.getByRole('button', { name: 'Make my account and join' }).click();
  await guest.page.getByText('At least 12 characters', { exact: true }).waitFor();
  await guest.page.getByLabel('Choose a password').fill(password);
  await guest.page.getByRole('button', { name: 'Make my account and join' }).click();
  await guest.page.getByRole('button', { name: 'New Colleague' }).waitFor();
});

test('verifying the event log says how many events hold', async () => {
  const { page, visit } = await stage.enter('孙审计', 'en');
  await visit('/administration/events');
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await page.getByText(/The log holds: \d+ events/).waitFor();
});

test('everything on the sign-in page can be reached by key', async () => {
  const { page, visit } = await stage.enter(null, 'en');
  await visit('/sign-in');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
});
