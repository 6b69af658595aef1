import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { failedChecks } from '../runtime/check.ts';
import { aDraft, beijing, hebei, sent, signed, signing } from './agreement-testing.ts';
import { outposts } from './module.ts';
import { ok, outpostsNode } from './outpost-testing.ts';
import { close, exampleFacts, tell } from './statement-testing.ts';

const node = await outpostsNode(after);
node.setNow(new Date('2024-03-01T04:00:00Z'));

const facts = exampleFacts('cn-2015-92').filter(({ period = '' }) => period.slice(0, 4) <= '2021');

/** Signed by both from 2018 on, with the facts of the form, and the years that were closed. */
async function running(closed: readonly number[]): Promise<string> {
  const { agreementId } = await signed(node, await aDraft(node));
  await tell(node, agreementId, facts);
  for (const year of closed) await close(node, agreementId, year);
  return agreementId;
}

const amend = async (agreementId: string, fromYear: number) =>
  await node.call('amendAgreement', { params: { agreementId }, body: { fromYear } }, beijing);

interface Shares {
  readonly clauses: { splits: { parts: { share: string }[] }[] }[];
}

/** The same terms, but the first party gets three tenths and the other one seven. */
async function threeTenths(version: { id: string; revision: number; terms: object }) {
  const terms = structuredClone(version.terms) as Shares;
  const [first, second] = terms.clauses[0]!.splits[0]!.parts;
  first!.share = '30 %';
  second!.share = '70 %';
  const { id, revision } = version;
  const input = { params: { versionId: id }, revision, body: { terms } };
  return ok(await node.call('editAgreementVersion', input, beijing));
}

const owed = ({ sums }: { sums: { amount: string }[] }) => sums.map(({ amount }) => amount);

test('each year is closed by the version that rules it, and stays with it', async () => {
  const agreementId = await running([2018]);
  const begun = ok(await amend(agreementId, 2020));
  // What was shared until then goes on to count towards the cap as it was shared.
  const [{ earlier, splits }] = begun.terms.clauses;
  assert.deepEqual(earlier, [{ through: 2019, splits }]);
  const version = await sent(node, await threeTenths(begun));
  ok(await signing(node, version, 'sender', beijing));
  ok(await signing(node, version, 'host', hebei));

  const [of2019] = await close(node, agreementId, 2019);
  const [of2020] = await close(node, agreementId, 2020, {}, hebei);
  // Half of 50 million yuan by the first version, three tenths of 60 million by the second.
  assert.deepEqual([owed(of2019), owed(of2020)], [['25000000.00'], ['18000000.00']]);
  const years = ok(await node.call('listPeriods', { params: { agreementId } }, hebei)).items;
  assert.deepEqual(
    years
      .filter(({ year }: { year: number }) => year <= 2021)
      .map(({ year, version: number, state }: Record<string, unknown>) => [year, number, state]),
    [
      [2021, 2, 'open'],
      [2020, 2, 'closed'],
      [2019, 1, 'closed'],
      [2018, 1, 'closed'],
    ],
  );
  for (const [{ id }, number] of [
    [of2019, 1],
    [of2020, 2],
  ] as const) {
    const params = { statementId: id };
    const statement = ok(await node.call('readStatement', { params }, hebei));
    assert.equal(statement.version.number, number);
    assert.equal(ok(await node.call('recomputeStatement', { params }, beijing)).same, true);
  }
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});

test('years that were closed are not amended: the refusal says by which version and until when', async () => {
  const agreementId = await running([2018, 2019]);
  const { status, body } = await amend(agreementId, 2019);
  assert.deepEqual([status, body.code], [409, 'closed_years_amended']);
  const [reason] = body.reasons;
  assert.equal(reason.pointer, '/fromYear');
  assert.deepEqual(reason.params, { number: 1, from: 2019, through: 2019, next: 2020 });
  assert.equal((await amend(agreementId, 2020)).status, 201);
});

test('a year that is closed while an amendment of it is under review keeps its terms', async () => {
  const agreementId = await running([2018]);
  const version = await sent(node, ok(await amend(agreementId, 2019)));
  ok(await signing(node, version, 'sender', beijing));
  await close(node, agreementId, 2019);
  const late = await signing(node, version, 'host', hebei);
  assert.deepEqual([late.status, late.body.code], [422, 'agreement_not_ready']);
  const [reason] = late.body.reasons;
  assert.deepEqual([reason.code, reason.pointer], ['closed_years_amended', '/terms/inForce/from']);
  const read = await node.call(
    'readAgreementVersion',
    { params: { versionId: version.id } },
    hebei,
  );
  assert.equal(ok(read).state, 'in_review');
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});
