import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage, walk } from '../browser-testing.ts';

const stage = await openStage();

/** Of the Hebei maker of rolls, who asked the university for its technology. */
const maker = '周恒';
const university = '郑转';

async function read<Item>(as: string, path: string): Promise<Item> {
  const { page } = await stage.enter(as);
  return (await (await page.request.get(`/api/${path}`)).json()) as Item;
}
interface Listed {
  readonly items: readonly { readonly id: string }[];
}
const introductions = await read<Listed>(university, 'matching/introductions');
const introductionId = introductions.items[0]?.id;
assert.ok(introductionId, 'the demo has a request');
const { memberships } = await read<{ memberships: { organisationId: string }[] }>(
  university,
  'identity/session',
);
const organisationId = memberships[0]?.organisationId ?? '';
const address = `/introductions/${introductionId}`;
const lessons = `/organisations/${organisationId}/lessons`;

/** As the field of a time wants it: on the clock of Beijing, some days from now. */
function inDays(days: number, time: string): string {
  const there = new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000);
  return `${there.toISOString().slice(0, 10)}T${time}`;
}

walk(stage, [
  { name: 'deals-empty', path: () => '/deals', as: maker },
  { name: 'lessons-empty', path: () => lessons, as: university },
]);

let dealAddress = '';

test('accepted, times offered in English, one picked on a phone, and kept in a calendar', async () => {
  const theirs = await stage.enter(university);
  await theirs.visit(address);
  await theirs.page.getByText('等您答复').waitFor();
  await theirs.page.getByRole('button', { name: '接受', exact: true }).click();
  await theirs.page.getByRole('dialog').getByRole('button', { name: '接受', exact: true }).click();
  await theirs.page.getByText('还没有约会面').waitFor();

  const ours = await stage.enter(maker, 'en');
  await ours.visit(address);
  await ours.page.getByText('Waiting for either side to record the outcome').waitFor();
  await ours.page.getByRole('button', { name: 'Offer times to meet' }).click();
  const dialog = ours.page.getByRole('dialog', { name: 'Offer times to meet' });
  await dialog.getByRole('button', { name: 'Offer times to meet' }).click();
  await dialog.getByText('This is needed').waitFor();
  await dialog.getByRole('textbox', { name: 'Time 1' }).fill(inDays(3, '10:00'));
  await dialog.getByRole('button', { name: 'Add another time' }).click();
  await dialog.getByRole('textbox', { name: 'Time 2' }).fill(inDays(4, '14:30'));
  await dialog.getByRole('button', { name: 'Offer times to meet' }).click();
  await dialog.getByText('Give a place, a link, or both').waitFor();
  await ours.judge();
  await dialog.getByLabel('Link of a video call').fill('https://meet.example.org/rolls');
  await dialog.getByRole('button', { name: 'Offer times to meet' }).click();
  await ours.page.getByText('Waiting for them to pick a time').waitFor();
  await ours.judge();

  const phone = await stage.enter(university, 'zh', 'phone');
  await phone.visit('/');
  await phone.page.getByText(/提出了会面时间/).waitFor();
  await phone.visit(address);
  await phone.page.getByText('等您选定会面时间').waitFor();
  await phone.judge();
  await phone.picture('meeting-pick-zh-phone');
  await phone.page.getByRole('radio').nth(1).check();
  await phone.page.getByRole('button', { name: '选定时间' }).click();
  await phone.page.getByText('会面已约定').first().waitFor();
  const [file] = await Promise.all([
    phone.page.waitForEvent('download'),
    phone.page.getByRole('link', { name: '加入日历' }).click(),
  ]);
  assert.match(file.suggestedFilename(), /\.ics$/);
  await phone.judge();
});

test('a contract is recorded, disputed, mended, confirmed and registered', async () => {
  const ours = await stage.enter(maker, 'en');
  await ours.visit(address);
  await ours.page.getByRole('button', { name: 'Record the outcome' }).click();
  const outcome = ours.page.getByRole('dialog', { name: 'Record the outcome' });
  await outcome.getByLabel('Transfer').check();
  await outcome.getByLabel('Amount').fill('1200000');
  await outcome.getByLabel('Signed on').fill(inDays(-1, '').slice(0, 10));
  await outcome.getByLabel('Signed on').press('Enter');
  await ours.judge();
  await outcome.getByRole('button', { name: 'Record the outcome' }).click();
  await ours.page.getByText('Waiting for them to confirm the contract').waitFor();
  await ours.page.getByRole('link', { name: 'See the contract' }).click();
  await ours.page.getByText('To be confirmed').waitFor();
  dealAddress = new URL(ours.page.url()).pathname;
  await ours.page.getByText('Without registration these are lost').waitFor();
  await ours.page.getByText('seen at the issuer').first().waitFor();
  await ours.judge();

  const theirs = await stage.enter(university);
  await theirs.visit('/');
  await theirs.page.getByText(/合同等您确认或更正/).waitFor();
  await theirs.visit(dealAddress);
  await theirs.page.getByRole('button', { name: '提出异议' }).click();
  const dispute = theirs.page.getByRole('dialog', { name: '提出异议' });
  await dispute.getByLabel('金额不符').check();
  await theirs.judge();
  await dispute.getByRole('button', { name: '提出异议' }).click();
  await theirs.page.getByText('有异议').first().waitFor();
  await theirs.page.getByRole('button', { name: '更正', exact: true }).click();
  const mend = theirs.page.getByRole('dialog', { name: '更正' });
  await mend.getByLabel('合同金额').fill('1100000');
  await theirs.judge();
  await mend.getByRole('button', { name: '更正', exact: true }).click();
  await theirs.page.getByText('待对方确认').waitFor();

  await ours.visit(dealAddress);
  await ours.page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await ours.page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await ours.page.getByText('Confirmed by both').waitFor();

  await theirs.visit(dealAddress);
  await theirs.page.getByRole('button', { name: '填写登记' }).click();
  const register = theirs.page.getByRole('dialog', { name: '填写登记' });
  await register.getByLabel('登记编号').fill('2026120000123');
  await register.getByLabel('登记机构').fill('天津市技术合同登记处');
  await register.getByLabel('登记日期').fill(inDays(0, '').slice(0, 10));
  await register.getByLabel('登记日期').press('Tab');
  await theirs.judge();
  await register.getByRole('button', { name: '填写登记' }).click();
  await theirs.page.getByText('登记之后可以申请的优惠').waitFor();
});

test('a second introduction comes to nothing, and those who offer learn why', async () => {
  const ours = await stage.enter(maker);
  const needs = await read<Listed>(maker, 'matching/needs?mine=true&state=published');
  const offered = await read<Listed>(
    maker,
    `matching/technologies?organisationId=${organisationId}`,
  );
  const session = await read<{ memberships: { organisationId: string }[] }>(
    maker,
    'identity/session',
  );
  const asked = await ours.page.request.post('/api/matching/introductions', {
    headers: { 'idempotency-key': `second ${introductionId}` },
    data: {
      organisationId: session.memberships[0]?.organisationId,
      needId: needs.items[0]?.id,
      technologyId: offered.items[0]?.id,
      message: '还想了解另一种用途',
    },
  });
  assert.equal(asked.status(), 201, await asked.text());
  const second = ((await asked.json()) as { id: string }).id;
  const theirs = await stage.enter(university, 'en');
  await theirs.visit(`/introductions/${second}`);
  await theirs.page.getByRole('button', { name: 'Accept', exact: true }).click();
  const accept = theirs.page.getByRole('dialog').getByRole('button', { name: 'Accept' });
  await accept.click();
  await theirs.page.getByText('No meeting yet').waitFor();
  await ours.visit(`/introductions/${second}`);
  await ours.page.getByRole('button', { name: '记录结果' }).click();
  const outcome = ours.page.getByRole('dialog', { name: '记录结果' });
  await outcome.getByLabel('未达成合作').check();
  await outcome.getByLabel('条件无法接受').check();
  await ours.judge();
  await outcome.getByRole('button', { name: '记录结果' }).click();
  await ours.page.getByText('已有结果').first().waitFor();

  await theirs.visit(lessons);
  await theirs.page
    .getByRole('row', { name: /Terms not acceptable/ })
    .first()
    .waitFor();
  await theirs.page.getByText(/so that nobody’s answers can be read off/).waitFor();
});

walk(stage, [
  { name: 'introduction-concluded', path: () => address, as: university },
  { name: 'deals', path: () => '/deals', as: maker },
  { name: 'deal', path: () => dealAddress, as: university },
  { name: 'lessons', path: () => lessons, as: university },
]);
