import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ExpertMatch, OrganisationMatch } from './contract.ts';
import {
  matchingNode,
  type Organisation,
  organisationIn,
  publishedNeed,
  publishedTechnology,
} from './testing.ts';

const node = await matchingNode(after);
const hebei = await organisationIn(node, '130200');
const tianjin = await organisationIn(node, '120000', 'university');
const beijing = await organisationIn(node, '110000', 'research_institute');
const lakes = await organisationIn(node, '110000', 'university');

const need = await publishedNeed(node, hebei, { regionScope: [] });
const technology = await publishedTechnology(node, tianjin);

async function person(of: Organisation, nameZh: string, fields: string[], consents = true) {
  const body = { organisationId: of.id, nameZh, fields, title: '教授' };
  const made = await node.call('createPerson', { body }, of.editor);
  assert.equal(made.status, 201, made.raw.toString());
  const params = { personId: made.body.id as string };
  if (consents) await node.call('recordConsent', { params }, of.editor);
  return params;
}

const roller = await person(tianjin, '钱强化', ['轧辊表面强化', '超声冲击']);
await person(tianjin, '不愿被看到', ['轧辊表面强化'], false);
const colleague = await person(tianjin, '孙同事', ['供应链金融']);
const algae = await person(lakes, '李藻', ['蓝藻水华']);

const made = await node.call(
  'createCollaboration',
  {
    body: {
      kind: 'paper',
      title: '大型轧辊热裂纹形成机理',
      startsOn: '2024-05-01',
      participations: [
        { organisationId: beijing.id, role: 'author' },
        { organisationId: tianjin.id, role: 'author' },
      ],
    },
  },
  beijing.editor,
);
assert.equal(made.status, 201, made.raw.toString());

const params = { needId: need.id };
async function experts(query = {}, actor = hebei.viewer): Promise<ExpertMatch[]> {
  const answer = await node.call('expertsOfNeed', { params, query }, actor);
  assert.equal(answer.status, 200, answer.raw.toString());
  return answer.body.items;
}

test('people are found by what they do and what their organisation offers, and only who agreed', async () => {
  const found = await experts();
  assert.deepEqual(
    found.map(({ person: { id } }) => id),
    [roller.personId, colleague.personId],
  );
  const [first, second] = found;
  assert.equal(first?.organisation?.id, tianjin.id);
  assert.ok(
    first.words.includes('轧辊表面强化') || first.words.some((word) => word.includes('轧辊')),
  );
  assert.deepEqual(
    first.technologies.map(({ id }) => id),
    [technology.id],
  );
  assert.equal(first.collaborations[0]?.title, '大型轧辊热裂纹形成机理');
  const sum = first.parts.reduce((so, part) => so + part.score * part.weight, 0);
  assert.ok(Math.abs(sum - first.score) < 1e-9);
  assert.equal(second?.parts.find(({ part }) => part === 'fields')?.score, 0);
  assert.deepEqual(await experts({ region: '110000' }), []);
  const stranger = await node.call('expertsOfNeed', { params }, tianjin.viewer);
  assert.equal(stranger.status, 404);
});

test('who takes consent back is gone at once', async () => {
  await node.call('withdrawConsent', { params: roller }, tianjin.editor);
  assert.deepEqual(
    (await experts()).map(({ person: { id } }) => id),
    [colleague.personId],
  );
  await node.call('recordConsent', { params: roller }, tianjin.editor);
  assert.equal((await experts())[0]?.person.id, roller.personId);
});

test('organisations are found by what they offer, then by what they took part in', async () => {
  const answer = await node.call('organisationsOfNeed', { params }, hebei.viewer);
  assert.equal(answer.status, 200, answer.raw.toString());
  const items: OrganisationMatch[] = answer.body.items;
  assert.deepEqual(
    items.map(({ organisation: { id } }) => id),
    [tianjin.id, beijing.id],
  );
  assert.equal(items[0]?.experts, 2);
  assert.equal(items[1]?.technologies.length, 0);
  assert.equal(items[1]?.collaborations[0]?.year, 2024);
  const filtered = await node.call(
    'organisationsOfNeed',
    { params, query: { kind: 'research_institute' } },
    hebei.viewer,
  );
  assert.deepEqual(
    filtered.body.items.map(({ organisation }: OrganisationMatch) => organisation.id),
    [beijing.id],
  );
});

test('words as they are typed find both, and words that say nothing find nobody', async () => {
  const find = async (name: string, q: string) =>
    (await node.call(name, { query: { q } }, hebei.viewer)).body;
  assert.equal((await find('findExperts', '蓝藻水华')).items[0].person.id, algae.personId);
  assert.equal((await find('findOrganisations', '轧辊表面')).items[0].organisation.id, tianjin.id);
  for (const name of ['findExperts', 'findOrganisations']) {
    assert.deepEqual(await find(name, '，'), { items: [], notices: ['nothing_to_search_for'] });
  }
});
