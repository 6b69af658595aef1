import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { termsOfTemplate } from './agreement-templates.ts';
import { signedAgreement } from './fact-testing.ts';
import { outposts } from './module.ts';
import { anEnterprise, officerOf, outpostsNode } from './outpost-testing.ts';
import { close, exampleFacts, tell } from './statement-testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'yunhe-forms-'));
after(() => rmSync(folder, { recursive: true }));
const node = await outpostsNode(after, { dataDir: folder });
node.setNow(new Date('2026-03-01T04:00:00Z'));

/** By years: who pays whom how much, as the published rule and its worked examples have it. */
const worked: Readonly<
  Record<string, { readonly from: number; readonly years: readonly (readonly string[])[] }>
> = {
  'cn-2015-92': {
    from: 2018,
    years: [
      ['host → sender 20000000.00 CNY'],
      ['host → sender 25000000.00 CNY'],
      ['host → sender 30000000.00 CNY'],
      ['host → sender 15000000.00 CNY'],
      [],
    ],
  },
  'cn-2012-40': {
    from: 2023,
    years: [
      [
        'enterprise → head-place 1645000.00 CNY',
        'enterprise → place-b 352500.00 CNY',
        'enterprise → place-c 352500.00 CNY',
      ],
    ],
  },
  'songjiang-luan': {
    from: 2019,
    years: [
      ['luan → songjiang 4000000.00 CNY', 'luan → songjiang 80000000.00 CNY-statistic'],
      ['luan → songjiang 5000000.00 CNY', 'luan → songjiang 96000000.00 CNY-statistic'],
      ['luan → songjiang 6000000.00 CNY', 'luan → songjiang 120000000.00 CNY-statistic'],
      ['luan → songjiang 7200000.00 CNY', 'luan → songjiang 144000000.00 CNY-statistic'],
      ['luan → songjiang 8000000.00 CNY', 'luan → songjiang 160000000.00 CNY-statistic'],
      [],
    ],
  },
  'quzhou-return': {
    from: 2021,
    years: [
      ['hangzhou → quzhou 12000000.00 CNY'],
      ['hangzhou → quzhou 15500000.00 CNY'],
      ['hangzhou → quzhou 18000000.00 CNY'],
    ],
  },
  'pinghu-fixed-yield': {
    from: 2019,
    years: [
      ['pinghu → qingtian 3000000.00 CNY'],
      ['pinghu → qingtian 3000000.00 CNY'],
      ['pinghu → qingtian 3500000.00 CNY'],
    ],
  },
  'one-off': { from: 2025, years: [['landing → first-contact 3400000.00 CNY']] },
};

const regions = ['110000', '120000', '130000', '310000'];

for (const [form, { from, years }] of Object.entries(worked)) {
  test(`${form} gives its worked example`, async () => {
    const named = termsOfTemplate(form).parties as readonly { id: string; role: string }[];
    const enterprise = await anEnterprise(node, '110000');
    const parties = named.map(({ id }, at) =>
      id === 'enterprise'
        ? { party: id, organisationId: enterprise }
        : { party: id, regionCode: regions[at] ?? '320000' },
    );
    const terms = () => ({ ...termsOfTemplate(form), inForce: { from } });
    const { agreementId } = await signedAgreement(node, { terms, parties, begunBy: '110000' });
    const ids = named.map(({ id }) => id);
    await tell(node, agreementId, exampleFacts(form), ids);
    const officers = parties.flatMap(({ regionCode }) => regionCode ?? []);
    const issued = [];
    for (const at of years.keys()) {
      const officer = officerOf(officers[0]!);
      issued.push(...(await close(node, agreementId, from + at, {}, officer)));
    }
    assert.deepEqual(
      issued.map(({ sums }) =>
        sums.map(
          (one: { payer: string; receiver: string; amount: string; unit: string }) =>
            `${one.payer} → ${one.receiver} ${one.amount} ${one.unit}`,
        ),
      ),
      years,
    );
    assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
  });
}
