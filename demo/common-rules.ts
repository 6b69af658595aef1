/**
 * The shipped rules, reviewed, published and adopted as people do it, and one sample rule of which
 * two regions hold different versions, with sample decisions: so that the pages have something to
 * compare and to replay.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addVersion,
  adoptVersion,
  createRuleSet,
  decide,
  editVersion,
  publishVersion,
  type RuleVersion,
  reviewVersion,
  saveModel,
  type VersionChange,
} from '../server/src/rules/index.ts';
import type { Actor } from '../server/src/runtime/actor.ts';
import { dayOf } from '../server/src/runtime/day.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import { sampleCases, sampleModel, sampleRule } from './sample-rule.ts';

export interface Officers {
  readonly secretariat: Actor;
  readonly beijing: Actor;
  readonly tianjin: Actor;
  readonly hebei: Actor;
}

const sample = { sample: true };

const shipped = [
  'technology-sme',
  'high-tech-enterprise',
  'high-tech-relocation',
  'technology-transfer-tax',
  'contributor-reward',
  'contributor-reward-shanxi',
  'new-research-institute-guangdong',
  'innovative-sme-partial',
  'profile-review',
  'platform-mandates',
] as const;

/** Rules of the whole country, which each of the three regions adopts for itself. */
const adoptedByRegions: ReadonlySet<string> = new Set([
  'technology-sme',
  'high-tech-enterprise',
  'technology-transfer-tax',
]);
/** Adopted once, by the compact. */
const adoptedByCompact: ReadonlySet<string> = new Set([
  'high-tech-relocation',
  'profile-review',
  'platform-mandates',
]);

interface Seeding {
  readonly ctx: JobContext;
  readonly compactId: string;
  readonly officers: Officers;
  readonly idOf: (key: string) => string;
  /** The first day of the year before, from which on things are adopted. */
  readonly since: string;
}

/** @returns the sample mandates, which a charter may name. */
export async function seedRules(about: Omit<Seeding, 'since'>): Promise<RuleVersion> {
  const year = Number(dayOf(about.ctx.now()).slice(0, 4)) - 1;
  const seeding: Seeding = { ...about, since: `${year}-01-01` };
  const versions = new Map<string, RuleVersion>();
  for (const name of shipped) versions.set(name, await ship(seeding, name));
  await ruleThatRegionsDifferIn(seeding);
  return versions.get('platform-mandates')!;
}

function shippedFile(name: string): string {
  return readFileSync(join(import.meta.dirname, 'rules', name), 'utf8');
}

async function ship(seeding: Seeding, name: string): Promise<RuleVersion> {
  const text = JSON.parse(shippedFile(`${name}.json`)) as VersionChange;
  const version = await publish(seeding, text, shippedFile(`${name}.dmn`), {
    ...(name === 'platform-mandates' ? sample : {}),
  });
  if (adoptedByCompact.has(name)) await adoptByCompact(seeding, version);
  if (!adoptedByRegions.has(name)) return version;
  for (const region of ['beijing', 'tianjin', 'hebei'] as const) {
    await adopt(seeding, version, region);
  }
  return version;
}

/** The secretariat writes, the officer of Beijing reviews, the secretariat publishes. */
async function publish(
  { ctx, compactId, officers }: Seeding,
  text: VersionChange,
  xml: string,
  about: { readonly sample?: boolean; readonly ruleSetId?: string },
): Promise<RuleVersion> {
  const { secretariat, beijing } = officers;
  const { ruleSetId } = about;
  const draft = await ctx.transact(async (inner) => {
    const begun =
      ruleSetId === undefined
        ? await createRuleSet(inner, { ...text, compactId }, about)
        : await addVersion(inner, { ruleSetId });
    const { id: versionId, revision } = begun;
    const written = await editVersion(inner, { ...text, versionId, revision });
    const file = { name: 'model.dmn', bytes: piecesOf(xml) };
    return await saveModel(inner, { versionId, revision: written.revision, file });
  }, secretariat);
  const { id: versionId } = draft;
  const reviewed = await ctx.transact(
    (inner) => reviewVersion(inner, { versionId, revision: draft.revision }),
    beijing,
  );
  return await ctx.transact(
    (inner) => publishVersion(inner, { versionId, revision: reviewed.revision }),
    secretariat,
  );
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

const offices = {
  beijing: { code: '110000', zh: '北京市科技主管部门（示例）', en: 'Beijing office (sample)' },
  tianjin: { code: '120000', zh: '天津市科技主管部门（示例）', en: 'Tianjin office (sample)' },
  hebei: { code: '130000', zh: '河北省科技主管部门（示例）', en: 'Hebei office (sample)' },
} as const;

type Region = keyof typeof offices;

async function adopt(seeding: Seeding, version: RuleVersion, region: Region): Promise<void> {
  const { code: regionCode, zh, en } = offices[region];
  const { id: versionId, contentDigest } = version;
  const office = { nameZh: zh, nameEn: en, email: `${region}@demo.yunhe` };
  const body = { regionCode, versionId, contentDigest, startsOn: seeding.since, office };
  await seeding.ctx.transact(
    (inner) => adoptVersion(inner, body, sample),
    seeding.officers[region],
  );
}

async function adoptByCompact(seeding: Seeding, version: RuleVersion): Promise<void> {
  const { compactId, officers, since: startsOn } = seeding;
  const { id: versionId, contentDigest } = version;
  const office = {
    nameZh: '京津冀协同秘书处（示例）',
    nameEn: 'Secretariat of the compact (sample)',
    email: 'secretariat@demo.yunhe',
  };
  const body = { compactId, versionId, contentDigest, startsOn, office };
  await seeding.ctx.transact((inner) => adoptVersion(inner, body, sample), officers.secretariat);
}

/** Beijing and Hebei hold to 300 people and a fifth, Tianjin to 500 people and 15 %. */
async function ruleThatRegionsDifferIn(seeding: Seeding): Promise<void> {
  const narrow = await publish(seeding, sampleRule(300, '20'), sampleModel(300, '0.20'), sample);
  const { ruleSetId } = narrow;
  const wide = await publish(seeding, sampleRule(500, '15'), sampleModel(500, '0.15'), {
    ...sample,
    ruleSetId,
  });
  await adopt(seeding, narrow, 'beijing');
  await adopt(seeding, narrow, 'hebei');
  await adopt(seeding, wide, 'tianjin');
  for (const { region, organisation, inputs, monthsAgo } of sampleCases) {
    const on = monthsBefore(seeding.ctx.now(), monthsAgo);
    const evidence = [{ text: '示例材料，不对应真实单位 (sample, of no real organisation)' }];
    const body = { organisationId: seeding.idOf(organisation), ruleSetId, on, inputs, evidence };
    await seeding.ctx.transact((inner) => decide(inner, body, sample), seeding.officers[region]);
  }
}

function monthsBefore(now: Date, months: number): string {
  const day = new Date(now);
  day.setUTCMonth(day.getUTCMonth() - months, 15);
  return dayOf(day);
}
