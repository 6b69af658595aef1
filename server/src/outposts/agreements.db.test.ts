import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { anonymous } from '../runtime/actor.ts';
import { failedChecks } from '../runtime/check.ts';
import { sql } from '../runtime/sql.ts';
import { actorWith } from '../runtime/testing/node.ts';
import {
  aDraft,
  beijing,
  betweenBeijingAndHebei,
  hebei,
  officerOf,
  ok,
  outpostsNode,
  relocationTerms,
  sent,
  signed,
  signing,
  simulated,
} from './agreement-testing.ts';
import { outposts } from './module.ts';

const node = await outpostsNode(after);
node.setNow(new Date('2021-03-01T04:00:00Z'));
const auditor = actorWith([], [{ office: 'audit_administrator' }]);
const tianjin = officerOf('120000');

async function read(versionId: string, as = beijing) {
  return await node.call('readAgreementVersion', { params: { versionId } }, as);
}

test('a draft may be anything; what is wrong with it is told with clause and pointer', async () => {
  const { id, problems } = await aDraft(node, { terms: undefined, parties: [] });
  assert.ok(problems.length > 0);
  const broken = structuredClone(relocationTerms({})) as never as {
    clauses: { splits: { parts: { share: string }[] }[] }[];
    coverage: { threshold: string }[];
  };
  broken.clauses[0]!.splits[0]!.parts[0]!.share = '49.99 %';
  const edit = (revision: number, terms: unknown, more: object = {}) =>
    node.call(
      'editAgreementVersion',
      { params: { versionId: id }, revision, body: { terms, ...more } },
      beijing,
    );
  const once = ok(await edit(1, broken, { parties: betweenBeijingAndHebei.slice(0, 1) }));
  const told = once.problems.map(
    (one: { code: string; clause: string | null; pointer: string }) => [
      one.code,
      one.clause,
      one.pointer,
    ],
  );
  assert.deepEqual(told, [
    ['shares_not_whole', 'sharing', '/clauses/0/splits/0/parts'],
    ['party_not_bound', null, '/parties/1'],
  ]);
  broken.coverage[1]!.threshold = '-1.00';
  const twice = ok(await edit(once.revision, broken));
  const negative = twice.problems.find((one: { code: string }) => one.code === 'wrong_shape');
  assert.deepEqual([negative.clause, negative.pointer], ['threshold', '/coverage/1/threshold']);
  assert.ok(twice.prose.length > 0, 'what can be read is told in prose');
  assert.equal((await edit(once.revision, broken)).status, 412);
  const deep = JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`);
  assert.equal((await edit(twice.revision, deep)).body.code, 'terms_too_large');
});

test('what nobody else saw is deleted, and others are told 404 of it', async () => {
  const { id, agreementId, revision } = await aDraft(node);
  assert.equal((await read(id, hebei)).status, 200);
  assert.equal((await read(id, auditor)).status, 200);
  for (const stranger of [
    tianjin,
    anonymous,
    actorWith([], [{ office: 'system_administrator' }]),
  ]) {
    assert.equal((await read(id, stranger)).status, 404);
    const params = { agreementId };
    assert.equal((await node.call('readAgreement', { params }, stranger)).status, 404);
  }
  const discard = { params: { versionId: id }, revision };
  assert.equal((await node.call('discardAgreementVersion', discard, tianjin)).status, 404);
  assert.equal((await node.call('discardAgreementVersion', discard, beijing)).status, 204);
  assert.equal((await read(id)).status, 404);
});

test('it is sent once it is whole, named and simulated, and returned with a reason', async () => {
  const draft = await aDraft(node, { parties: betweenBeijingAndHebei.slice(0, 1) });
  const params = { versionId: draft.id };
  const early = await node.call(
    'sendAgreementVersion',
    { params, revision: draft.revision },
    beijing,
  );
  assert.equal(early.body.code, 'agreement_not_ready');
  assert.deepEqual(
    early.body.reasons.map(({ code }: { code: string }) => code),
    ['party_not_bound', 'not_simulated_yet'],
  );
  const body = { parties: betweenBeijingAndHebei };
  ok(await node.call('editAgreementVersion', { params, revision: draft.revision, body }, beijing));
  const version = await sent(node, draft);
  assert.deepEqual([version.state, version.signsFor], ['in_review', ['sender']]);
  const edit = { params, revision: version.revision, body: { terms: {} } };
  assert.equal(
    (await node.call('editAgreementVersion', edit, beijing)).body.code,
    'agreement_state_forbids',
  );

  const back = { reason: 'base_not_acceptable', note: '增值税口径需核对' };
  const returned = ok(
    await node.call(
      'returnAgreementVersion',
      { params, revision: version.revision, body: back },
      hebei,
    ),
  );
  assert.equal(returned.state, 'simulated');
  assert.deepEqual(returned.returned, { ...back, by: hebei.name });
  const late = await signing(node, version, 'sender', beijing);
  assert.equal(late.body.code, 'agreement_state_forbids');
  const again = ok(
    await node.call('sendAgreementVersion', { params, revision: returned.revision }, beijing),
  );
  const withdrawn = ok(
    await node.call(
      'withdrawAgreementVersion',
      { params, revision: again.revision, body: { reason: 'error_found' } },
      beijing,
    ),
  );
  assert.equal(withdrawn.state, 'withdrawn');
});

test('of two officers who sign at once both are kept, and the second one concludes', async () => {
  const version = await sent(node, await aDraft(node));
  assert.equal((await signing(node, version, 'host', beijing)).status, 403);
  const other = { ...version, termsDigest: '0'.repeat(64) };
  assert.equal(
    (await signing(node, other, 'host', hebei)).body.code,
    'terms_are_not_what_was_signed',
  );
  const answers = await Promise.all([
    signing(node, version, 'sender', beijing),
    signing(node, version, 'host', hebei),
    signing(node, version, 'host', hebei),
    signing(node, version, 'sender', beijing),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 200, 409, 409]);
  const done = ok(await read(version.id));
  assert.equal(done.state, 'signed');
  assert.deepEqual(
    done.signatures
      .map(({ party, holds }: { party: string; holds: boolean }) => [party, holds])
      .sort(),
    [
      ['host', true],
      ['sender', true],
    ],
  );
  const agreement = ok(
    await node.call('readAgreement', { params: { agreementId: version.agreementId } }, hebei),
  );
  assert.equal(agreement.state, 'running');
  const history = ok(
    await node.call('readAgreementHistory', { params: { agreementId: agreement.id } }, hebei),
  );
  assert.equal(history.items[0].type, 'outposts.agreement_concluded');
  await assert.rejects(
    node.database.tx
      .transaction()
      .execute((tx) =>
        sql`update outposts.agreement_version set terms = '{}' where id = ${version.id}`.execute(
          tx,
        ),
      ),
    /do not change/,
  );
});

test('an amendment cuts the version before it, and two never rule the same day', async () => {
  const first = await signed(node, await aDraft(node));
  const params = { agreementId: first.agreementId };
  const amend = (body: object) => node.call('amendAgreement', { params, body }, beijing);
  const overlapping = await amend({ fromYear: 2018 });
  assert.equal(overlapping.body.code, 'versions_overlap');
  assert.equal(overlapping.body.reasons[0].pointer, '/fromYear');
  // Of several begun at once one is kept.
  const begun = await Promise.all([1, 2, 3].map(() => amend({ fromYear: 2020 })));
  assert.deepEqual(begun.map(({ status }) => status).toSorted(), [201, 409, 409]);
  const draft = begun.find(({ status }) => status === 201)!.body;
  assert.deepEqual([draft.number, draft.terms.version, draft.startsOn], [2, 2, '2020-01-01']);

  const version = await sent(node, draft);
  // One signs while another takes it back: whichever comes first, nothing half signed is in force.
  const back = { reason: 'other' };
  const [signature, returned] = await Promise.all([
    signing(node, version, 'sender', beijing),
    node.call(
      'returnAgreementVersion',
      { params: { versionId: version.id }, revision: version.revision, body: back },
      hebei,
    ),
  ]);
  assert.ok(signature.status === 200 || returned.status === 200);
  const now = ok(await read(version.id));
  const round =
    now.state === 'in_review'
      ? now
      : ok(
          await node.call(
            'sendAgreementVersion',
            { params: { versionId: now.id }, revision: now.revision },
            beijing,
          ),
        );
  for (const [party, as] of [
    ['sender', beijing],
    ['host', hebei],
  ] as const) {
    const answer = await signing(node, round, party, as);
    assert.ok(answer.status === 200 || answer.body.code === 'party_has_signed');
  }
  const agreement = ok(await node.call('readAgreement', { params }, beijing));
  assert.equal(agreement.state, 'amended');
  assert.deepEqual(
    agreement.versions.map(({ number, startsOn, endsOn }: Record<string, unknown>) => [
      number,
      startsOn,
      endsOn,
    ]),
    [
      [2, '2020-01-01', null],
      [1, '2018-01-01', '2020-01-01'],
    ],
  );
  await assert.rejects(
    node.database.tx.transaction().execute((tx) =>
      sql`insert into outposts.agreement_version (id, agreement_id, number, state, terms,
            terms_digest, starts_on, signed_at, created_at, updated_at)
          values (gen_random_uuid(), ${agreement.id}, 9, 'signed', '{}', 'x', '2022-01-01', now(),
            now(), now())`.execute(tx),
    ),
    /versions_do_not_overlap/,
  );
  const comparison = ok(
    await node.call(
      'compareAgreementVersions',
      { query: { leftId: first.id, rightId: version.id } },
      hebei,
    ),
  );
  assert.deepEqual(comparison.differences, [
    { clause: null, pointer: '/inForce/from', left: '2018', right: '2020' },
  ]);
  node.setNow(new Date('2021-03-01T04:00:00Z'));
});

test('a simulation repeated gives the same digest, and an edit makes it stale', async () => {
  const version = await simulated(node, await aDraft(node));
  assert.equal(version.state, 'simulated');
  const params = { agreementId: version.agreementId };
  const [first] = ok(await node.call('listSimulations', { params }, beijing)).items;
  const again = ok(
    await node.call('repeatSimulation', { params: { simulationId: first.id } }, hebei),
  );
  await node.runJob('outposts.run_simulation', { simulationId: again.id });
  const seen = ok(await node.call('readSimulation', { params: { simulationId: again.id } }, hebei));
  assert.equal(seen.state, 'finished');
  assert.equal(seen.resultDigest, first.resultDigest);
  assert.equal(seen.askedDigest, first.askedDigest);
  assert.ok(seen.result.alternatives[0].years.length > 0);
  const hidden = { params: { simulationId: first.id } };
  assert.equal((await node.call('readSimulation', hidden, tianjin)).status, 404);

  const body = { terms: { ...version.terms, inForce: { from: 2019 } } };
  const edited = ok(
    await node.call(
      'editAgreementVersion',
      { params: { versionId: version.id }, revision: version.revision, body },
      beijing,
    ),
  );
  assert.equal(edited.state, 'draft');
});

test('a public agreement is read by everyone once signed, its amendments by its parties', async () => {
  const version = await signed(node, await aDraft(node, { isPublic: true }));
  const amendment = ok(
    await node.call(
      'amendAgreement',
      { params: { agreementId: version.agreementId }, body: { fromYear: 2022, toYear: 2022 } },
      hebei,
    ),
  );
  assert.equal((await read(version.id, anonymous)).status, 200);
  assert.equal((await read(amendment.id, tianjin)).status, 404);
  assert.equal((await read(amendment.id, hebei)).status, 200);
  const params = { agreementId: version.agreementId };
  assert.equal((await node.call('readAgreementHistory', { params }, tianjin)).status, 404);
  const seen = ok(await node.call('listAgreements', {}, tianjin)).items;
  assert.ok(seen.every(({ isPublic }: { isPublic: boolean }) => isPublic));
});

test('what was made here passes every check', async () => {
  assert.deepEqual(await failedChecks(node.database.tx, [outposts]), []);
});
