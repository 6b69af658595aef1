/** Loads the demo compact Beijing–Tianjin–Hebei through the same use cases that people use. */
import {
  createPerson as createAccount,
  grantMembership,
  grantOffice,
} from '../server/src/identity/index.ts';
import {
  acceptIntroduction,
  approveReview,
  askIntroduction,
  concludeIntroduction,
  confirmDeal,
  createNeed,
  createTechnology,
  pickSlot,
  proposeMeeting,
  publishNeed,
  publishTechnology,
  registerDeal,
  submitNeed,
} from '../server/src/matching/index.ts';
import { deriveSeries } from '../server/src/observatory/index.ts';
import {
  addCompactMember,
  createCollaboration,
  createCompact,
  createOrganisation,
  createPerson,
  loadRegions,
  refreshNetwork,
} from '../server/src/registry/index.ts';
import type { Actor } from '../server/src/runtime/actor.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import { row, sql } from '../server/src/runtime/sql.ts';
import { seedAgreements } from './agreements.ts';
import { seedChainEnterprises } from './chain-enterprises.ts';
import { seedChains } from './chains.ts';
import { type Officers, seedRules } from './common-rules.ts';
import { seedSchemes } from './evaluation-schemes.ts';
import { institutions } from './institutions.ts';
import { seedJointLaboratories } from './joint-laboratories.ts';
import { seedNetwork } from './networks.ts';
import { seedOutposts } from './outposts.ts';
import { seedPlatforms } from './platforms.ts';
import { seedRounds } from './rounds.ts';
import {
  accounts,
  collaborations,
  contracted,
  enterprises,
  inReview,
  meeting,
  needs,
  password,
  people,
  technologies,
} from './samples.ts';
import { seedStatements } from './statements.ts';

export const demoAccounts = accounts.map(({ email, part }) => ({ email, part, password }));

const source = 'ROR (CC0 1.0)';
const statedOn = '2026-06-23';
/** The plan for the joint development of the three regions was adopted on this day. */
const compactSince = '2015-04-30';
const sample = { sample: true };

/**
 * Loads the demo where there is no organisation yet; a second call finds one and does nothing.
 *
 * @returns whether it loaded anything.
 */
export async function seedDemo(ctx: JobContext, tell: (line: string) => void): Promise<boolean> {
  const found = await row<{ some: boolean }>(
    ctx.database.tx,
    sql`select exists (select from registry.v_organisation) as some`,
  );
  if (found.some) return false;
  tell('Loading the demo compact Beijing–Tianjin–Hebei.');
  await ctx.transact(loadRegions);
  const compactId = await foundCompact(ctx);
  const organisations = await registerOrganisations(ctx);
  const actors = await openAccounts(ctx, organisations, compactId);
  const officers = officersAmong(actors);
  const idOf = (key: string) => {
    const id = organisations.get(key);
    if (id === undefined) throw new Error(`The demo names ${key}, which it does not register.`);
    return id;
  };
  await registerPeople(ctx, idOf);
  await registerCollaborations(ctx, idOf);
  await seedChainEnterprises(ctx);
  const posted = await postRecords(ctx, idOf, actors, compactId);
  await askOnce(ctx, idOf, actors, posted);
  await meetOnce(ctx, idOf, actors, posted);
  await contractOnce(ctx, idOf, actors, posted);
  const mandates = await seedRules({ ctx, compactId, officers, idOf });
  const agreementId = await seedAgreements({ ctx, compactId, officers });
  await seedOutposts({ ctx, officers, idOf, agreementId });
  await seedStatements({ ctx, officers, agreementId });
  await seedPlatforms({
    ...{ ctx, officers, idOf, director: actors.get('hengfeng')! },
    mandates: { ruleSetId: mandates.ruleSetId, versionId: mandates.id },
  });
  await seedChains(ctx);
  await seedSchemes({ ctx, compactId, officers });
  await seedRounds({ ctx, compactId, officers });
  await seedJointLaboratories({
    ctx,
    compactId,
    officers,
    idOf,
    actorOf: (key) => actors.get(key)!,
  });
  await ctx.transact(async (inner) => {
    await refreshNetwork(inner);
    await deriveSeries(inner, { of: 'organisations' }, sample);
    await deriveSeries(inner, { of: 'technologies' }, sample);
  });
  await seedNetwork(ctx);
  return true;
}

async function foundCompact(ctx: JobContext): Promise<string> {
  return await ctx.transact(async (inner) => {
    const compact = await createCompact(
      inner,
      { nameZh: '京津冀协同创新共同体', nameEn: 'Beijing–Tianjin–Hebei innovation compact' },
      sample,
    );
    for (const regionCode of ['110000', '120000', '130000']) {
      const member = { compactId: compact.id, regionCode, startsOn: compactSince };
      await addCompactMember(inner, member);
    }
    return compact.id;
  });
}

/** Answers the ids by key: the ROR id of an institution, the key of a sample. */
async function registerOrganisations(ctx: JobContext): Promise<Map<string, string>> {
  return await ctx.transact(async (inner) => {
    const ids = new Map<string, string>();
    for (const { ror, creditCode, ...facts } of institutions) {
      const identifiers = [
        { scheme: 'ror' as const, value: ror },
        ...(creditCode === undefined ? [] : [{ scheme: 'uscc' as const, value: creditCode }]),
      ];
      const stated = { identifiers, source, statedOn };
      ids.set(ror, (await createOrganisation(inner, { ...facts, ...stated })).id);
    }
    for (const { key, fields, ...facts } of enterprises) {
      const made = { ...facts, fields: [...fields] };
      ids.set(key, (await createOrganisation(inner, made, sample)).id);
    }
    return ids;
  });
}

async function openAccounts(
  ctx: JobContext,
  organisations: ReadonlyMap<string, string>,
  compactId: string,
): Promise<Map<string, Actor>> {
  return await ctx.transact(async (inner) => {
    const actors = new Map<string, Actor>();
    for (const account of accounts) {
      const { email, name, part } = account;
      const { id } = await createAccount(inner, { email, name, password, demo: part });
      if ('member' in account) {
        const organisationId = organisations.get(account.member)!;
        const membership = { organisationId, role: account.memberRole };
        await grantMembership(inner, id, membership);
        const actor: Actor = {
          ...{ kind: 'person', personId: id, name, offices: [] },
          memberships: [membership],
        };
        if (!actors.has(account.member)) actors.set(account.member, actor);
      } else {
        const held = {
          office: account.office,
          regionCode: 'regionCode' in account ? account.regionCode : null,
          compactId: account.office === 'secretariat' ? compactId : null,
        };
        await grantOffice(inner, id, held);
        actors.set(email, {
          ...{ kind: 'person', personId: id, name, memberships: [] },
          offices: [held],
        });
      }
    }
    return actors;
  });
}

function officersAmong(actors: ReadonlyMap<string, Actor>): Officers {
  const called = (name: string) => {
    const actor = actors.get(`${name}@demo.yunhe`);
    if (actor === undefined) throw new Error(`The demo has no account for ${name}.`);
    return actor;
  };
  return {
    secretariat: called('secretariat'),
    beijing: called('beijing'),
    tianjin: called('tianjin'),
    hebei: called('hebei'),
  };
}

async function registerPeople(ctx: JobContext, idOf: (key: string) => string): Promise<void> {
  await ctx.transact(async (inner) => {
    for (const { organisation, fields, ...facts } of people) {
      const person = { ...facts, fields: [...fields], organisationId: idOf(organisation) };
      await createPerson(inner, { ...person, consents: true }, sample);
    }
  });
}

async function registerCollaborations(
  ctx: JobContext,
  idOf: (key: string) => string,
): Promise<void> {
  await ctx.transact(async (inner) => {
    for (const { title, year, participants, amountMinor } of collaborations) {
      await createCollaboration(
        inner,
        {
          kind: 'project',
          title,
          startsOn: `${year}-01-01`,
          amountMinor,
          currency: 'CNY',
          participations: participants.map((key, at) => ({
            organisationId: idOf(key),
            role: at === 0 ? ('coordinator' as const) : ('participant' as const),
          })),
        },
        sample,
      );
    }
  });
}

interface Posted {
  readonly needs: readonly string[];
  readonly technologies: readonly string[];
}

async function postRecords(
  ctx: JobContext,
  idOf: (key: string) => string,
  actors: ReadonlyMap<string, Actor>,
  compactId: string,
): Promise<Posted> {
  const posted = { needs: [] as string[], technologies: [] as string[] };
  for (const { owner, price, ...text } of technologies) {
    const minimumMinor = 'minMinor' in price ? price.minMinor : null;
    const maximumMinor = 'maxMinor' in price ? price.maxMinor : null;
    const currency = minimumMinor === null ? null : 'CNY';
    const record = await ctx.transact(async (inner) => {
      const draft = await createTechnology(
        inner,
        {
          ...{ title: text.title, summary: text.summary, maturity: text.maturity },
          ...{ ipPosition: text.ip, organisationId: idOf(owner), languages: ['zh'] },
          keywords: [...text.keywords],
          fields: [...text.fields],
          price: { modes: [price.mode], minimumMinor, maximumMinor, currency },
          contact: { name: '技术转移办公室（示例）', email: 'transfer@demo.yunhe' },
          source: null,
        },
        sample,
      );
      return await publishTechnology(inner, { technologyId: draft.id, revision: draft.revision });
    }, actors.get(owner));
    posted.technologies.push(record.id);
  }
  for (const { owner, budget, daysToDeadline, visibility, ...text } of needs) {
    const deadline = new Date(ctx.now().getTime() + daysToDeadline * 86_400_000);
    const record = await ctx.transact(async (inner) => {
      const draft = await createNeed(
        inner,
        {
          ...{ title: text.title, problem: text.problem, targets: text.targets },
          ...{ leastMaturity: text.leastMaturity, organisationId: idOf(owner), languages: ['zh'] },
          fields: [...text.fields],
          regionScope: [...text.regionScope],
          budget: { minimumMinor: budget.minMinor, maximumMinor: budget.maxMinor, currency: 'CNY' },
          deadline: deadline.toISOString().slice(0, 10),
          visibility,
          compactId: visibility === 'compact' ? compactId : null,
          contact: { name: '企业联系人（示例）', email: 'contact@demo.yunhe' },
        },
        sample,
      );
      return await publishNeed(inner, { needId: draft.id, revision: draft.revision });
    }, actors.get(owner));
    posted.needs.push(record.id);
  }
  await submitOne(ctx, idOf, actors);
  return posted;
}

/**
 * One need waits in review. The other samples were published without one, and say so on every
 * screen: nobody vouches for what was invented.
 */
async function submitOne(
  ctx: JobContext,
  idOf: (key: string) => string,
  actors: ReadonlyMap<string, Actor>,
): Promise<void> {
  const { owner, fields, keywords, ...text } = inReview;
  await ctx.transact(async (inner) => {
    const draft = await createNeed(
      inner,
      {
        ...text,
        organisationId: idOf(owner),
        fields: [...fields],
        keywords: [...keywords],
        languages: ['zh'],
        contact: { name: '企业联系人（示例）', email: 'contact@demo.yunhe' },
      },
      sample,
    );
    const { id: needId, revision } = draft;
    const { reviewId } = await submitNeed(inner, { needId, revision });
    await approveReview(inner, { reviewId, note: '指标已与生产部门核对。' });
  }, actors.get(owner));
}

/** One introduction waits for an answer, so that the first visitor finds something to do. */
async function askOnce(
  ctx: JobContext,
  idOf: (key: string) => string,
  actors: ReadonlyMap<string, Actor>,
  posted: Posted,
): Promise<void> {
  await ctx.transact(async (inner) => {
    await askIntroduction(inner, {
      organisationId: idOf('hengfeng'),
      needId: posted.needs[0]!,
      technologyId: posted.technologies[0]!,
      message:
        '希望了解贵校超声冲击强化技术用于高速钢工作辊的条件、周期与费用，能否安排一次视频交流？',
    });
  }, actors.get('hengfeng'));
}

interface Wish {
  readonly asker: string;
  readonly need: number;
  readonly technology: number;
  readonly message: string;
}

/** The technology is that of an institution without an account: the node answers for it. */
async function acceptedOnce(
  ctx: JobContext,
  idOf: (key: string) => string,
  asker: Actor | undefined,
  { posted, wish }: { readonly posted: Posted; readonly wish: Wish },
): Promise<string> {
  const { id: introductionId } = await ctx.transact(
    (inner) =>
      askIntroduction(inner, {
        organisationId: idOf(wish.asker),
        needId: posted.needs[wish.need]!,
        technologyId: posted.technologies[wish.technology]!,
        message: wish.message,
      }),
    asker,
  );
  await ctx.transact((inner) => acceptIntroduction(inner, { introductionId }));
  return introductionId;
}

/** Two sides have found a time, so that a visitor sees a meeting and can put it in a calendar. */
async function meetOnce(
  ctx: JobContext,
  idOf: (key: string) => string,
  actors: ReadonlyMap<string, Actor>,
  posted: Posted,
): Promise<void> {
  const asker = actors.get(meeting.asker);
  const introductionId = await acceptedOnce(ctx, idOf, asker, { posted, wish: meeting });
  const slots = [7, 8].map((days) => `${dayIn(ctx, days)}T02:00:00.000Z`);
  const { durationMinutes, place } = meeting;
  const { meetings } = await ctx.transact(
    (inner) => proposeMeeting(inner, { introductionId, slots, durationMinutes, place }),
    asker,
  );
  await ctx.transact((inner) =>
    pickSlot(inner, { meetingId: meetings[0]!.id, startsAt: slots[0]! }),
  );
}

/** One introduction has come to a contract that both confirmed and that is registered. */
async function contractOnce(
  ctx: JobContext,
  idOf: (key: string) => string,
  actors: ReadonlyMap<string, Actor>,
  posted: Posted,
): Promise<void> {
  const asker = actors.get(contracted.asker);
  const introductionId = await acceptedOnce(ctx, idOf, asker, { posted, wish: contracted });
  const { kind, amountMinor, registration } = contracted;
  const { deal } = await ctx.transact(
    (inner) =>
      concludeIntroduction(inner, {
        ...{ introductionId, outcome: 'contract_signed', kind, amountMinor, currency: 'CNY' },
        signedOn: dayIn(ctx, -1),
      }),
    asker,
  );
  const dealId = deal!.id;
  await ctx.transact(async (inner) => {
    const { revision } = await confirmDeal(inner, { dealId, revision: 1 });
    await registerDeal(inner, { dealId, revision, ...registration, registeredOn: dayIn(ctx, 0) });
  });
}

function dayIn(ctx: JobContext, days: number): string {
  return new Date(ctx.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
