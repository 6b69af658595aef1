/**
 * The matrix: every operation of the OpenAPI document, called by every kind of person there is,
 * with real sessions. What comes back is what the declared rule promises, or the test names the
 * operation and the caller.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { authenticate } from './identity/index.ts';
import { officeOf } from './identity/office.ts';
import { type AboutPerson, newPerson, sessionFor, suspendOnly } from './identity/testing.ts';
import { modules } from './modules.ts';
import { type Actor, anonymous, type OfficeName, type Rule, roles } from './runtime/actor.ts';
import {
  type Fixture,
  type Ground,
  given,
  type MatrixFixtures,
  promised,
  type World,
} from './runtime/testing/matrix.ts';
import { actorWith, type CallInput, type TestNode, testNode } from './runtime/testing/node.ts';

/** By module, in their order; a module without the file has none. */
const fixturesOfModules = new Map<string, MatrixFixtures>();
for (const { name } of modules) {
  const file = join(import.meta.dirname, name, 'matrix-fixtures.ts');
  if (!existsSync(file)) continue;
  fixturesOfModules.set(name, (await import(pathToFileURL(file).href)).fixtures);
}

interface Operation {
  readonly name: string;
  readonly module: string;
  readonly rules: readonly Rule[];
}

interface Caller {
  readonly kind: string;
  /** What the rules see; nobody, where the session counts for nothing. */
  readonly actor: Actor;
  /** Null for a caller without a session. */
  readonly personId: string | null;
}

async function operationsOf(node: TestNode): Promise<Operation[]> {
  const document = (await node.app.inject('/openapi.json')).json();
  return Object.values(document.paths as Record<string, Record<string, Documented>>)
    .flatMap((methods) => Object.values(methods))
    .map((one) => ({
      name: one.operationId,
      module: one.tags[0]!,
      rules: [one['x-rule']].flat(),
    }));
}

interface Documented {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly 'x-rule': Rule | readonly Rule[];
}

async function callersOn(node: TestNode, ground: Ground): Promise<Caller[]> {
  const { own, sibling, foreign, compactId } = ground;
  const call = async (kind: string, about: AboutPerson): Promise<Caller> => {
    const { id } = await newPerson(node, { ...about, name: kind });
    const offices = (about.offices ?? []).map(officeOf);
    return { kind, personId: id, actor: actorWith(about.memberships ?? [], offices, kind) };
  };
  const officer = (office: OfficeName, place: object = {}) => ({ offices: [{ office, ...place }] });
  const callers: Caller[] = [{ kind: 'anonymous', actor: anonymous, personId: null }];
  for (const [where, { organisationId }] of Object.entries({ own, sibling, foreign })) {
    for (const role of roles) {
      callers.push(
        await call(`${role} of the ${where} organisation`, {
          memberships: [{ organisationId, role }],
        }),
      );
    }
  }
  for (const [where, { regionCode }] of Object.entries({ own, foreign })) {
    callers.push(
      await call(`officer of the ${where} region`, officer('region_officer', { regionCode })),
    );
  }
  callers.push(
    await call('nothing but a person', {}),
    await call('secretariat', officer('secretariat', { compactId })),
    await call('secretariat elsewhere', officer('secretariat', { compactId: randomUUID() })),
    await call('system administrator', officer('system_administrator')),
    await call('audit administrator', officer('audit_administrator')),
  );
  const { organisationId } = own;
  const suspended: readonly [string, AboutPerson][] = [
    ['manager', { memberships: [{ organisationId, role: 'manager' }] }],
    ['system administrator', officer('system_administrator')],
  ];
  for (const [was, about] of suspended) {
    const { id: personId } = await newPerson(node, about);
    await suspendOnly(node, personId);
    callers.push({ kind: `suspended ${was}`, actor: anonymous, personId });
  }
  return callers;
}

async function settle(node: TestNode): Promise<Ground> {
  for (const { settle: settleModule } of fixturesOfModules.values()) {
    if (settleModule !== undefined) return await settleModule(node);
  }
  const place = (regionCode: string) => ({ organisationId: randomUUID(), regionCode });
  return {
    own: place('130000'),
    sibling: place('130000'),
    foreign: place('120000'),
    compactId: randomUUID(),
  };
}

/** A session of each caller, made anew after each call that was let in: it may have ended it. */
class Sessions {
  readonly #node: TestNode;
  readonly #open = new Map<string, { readonly cookie: string }>();

  constructor(node: TestNode) {
    this.#node = node;
  }

  async of({ personId }: Caller): Promise<Record<string, string>> {
    if (personId === null) return {};
    const session = this.#open.get(personId) ?? (await sessionFor(this.#node, personId));
    this.#open.set(personId, session);
    return session;
  }

  used({ personId }: Caller): void {
    if (personId !== null) this.#open.delete(personId);
  }
}

/**
 * What each caller is promised and did not get. Those who are to be refused call first and with
 * one input, since a refusal leaves everything as it was; those let in use theirs up.
 */
async function surprisesAt(
  world: World,
  operation: Operation,
  fixture: Fixture,
  callers: readonly Caller[],
  sessions: Sessions,
): Promise<string[]> {
  const promises = callers.map((caller) => ({
    caller,
    expected: promised(operation.rules, fixture, caller.actor, world),
  }));
  const refusedFirst = promises.toSorted(
    (a, b) => Number(a.expected === 'let in') - Number(b.expected === 'let in'),
  );
  const surprises: string[] = [];
  let input: CallInput | null = null;
  for (const { caller, expected } of refusedFirst) {
    input ??= (await fixture.input?.(world)) ?? {};
    const headers = { ...input.headers, ...(await sessions.of(caller)) };
    const answer = await world.node.call(operation.name, { ...input, headers });
    const came = given(fixture, answer);
    if (came === 'let in' || expected === 'let in') {
      input = null;
      sessions.used(caller);
    }
    if (came === expected) continue;
    const said = `${answer.status} ${answer.body?.code ?? ''} ${answer.body?.detail ?? ''}`;
    surprises.push(`${caller.kind}: promised ${expected}, came ${said}`);
  }
  return surprises;
}

test('every operation lets in whom its rule promises, and nobody else', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'yunhe-matrix-'));
  const node = await testNode(t, { modules, authenticate, settings: { dataDir } });
  t.after(() => rm(dataDir, { recursive: true }));
  const world: World = { node, ...(await settle(node)) };
  const operations = await operationsOf(node);
  const callers = await callersOn(node, world);
  const sessions = new Sessions(node);

  await t.test('every operation has a rule and a fixture, and every fixture an operation', () => {
    const documented = operations.map((one) => `${one.module}.${one.name}`);
    const mounted = modules.flatMap((module) =>
      (module.routes ?? []).map((route) => `${module.name}.${route.name}`),
    );
    const prepared = [...fixturesOfModules].flatMap(([module, { operations: named }]) =>
      Object.keys(named).map((name) => `${module}.${name}`),
    );
    assert.deepEqual(documented.toSorted(), mounted.toSorted());
    assert.deepEqual(prepared.toSorted(), documented.toSorted());
    assert.ok(operations.every((one) => one.rules.length > 0 && one.rules.every(Boolean)));
  });

  for (const operation of operations) {
    await t.test(`${operation.module}: ${operation.name}`, async () => {
      const fixture = fixturesOfModules.get(operation.module)?.operations[operation.name];
      assert.ok(
        fixture,
        `${operation.name} has no entry in ${operation.module}/matrix-fixtures.ts`,
      );
      assert.deepEqual(await surprisesAt(world, operation, fixture, callers, sessions), []);
    });
  }
  t.diagnostic(`${operations.length} operations × ${callers.length} callers`);
});
