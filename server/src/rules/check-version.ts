/** Whether others could rely on a version: its cases, its gaps, and everything that is missing. */
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { rulesContract, VersionCheck } from './contract.ts';
import type { Checked } from './model-check.ts';
import { checkBeside } from './rule-task.ts';
import { judgePublication } from './rule-version.ts';
import { visibleVersion } from './show-version.ts';
import { loadModel, type VersionRow } from './store.ts';

type Contract = typeof rulesContract;

export async function requireModel(ctx: Context, versionId: string): Promise<string> {
  const xml = await loadModel(ctx.tx, versionId);
  if (xml !== null) return xml;
  throw new Refusal('model_missing', 'The version has no model yet.');
}

const nothing = { problems: [], cases: [], analysis: { tables: [] } };

/** What was found out about the latest contents: the same text is not examined twice. */
const found = new Map<string, Promise<Checked>>();
const keptAtMost = 100;

function examine(version: VersionRow, xml: string, on: string): Promise<Checked> {
  const { words, cases, declaredGaps, outcome, contentDigest } = version;
  const key = `${contentDigest} ${on}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const [oldest] = found.keys();
  if (found.size >= keptAtMost && oldest !== undefined) found.delete(oldest);
  const checked = checkBeside({ xml, words, cases, declaredGaps, outcome, on });
  found.set(key, checked);
  // One that could not be examined now may be examined later.
  checked.catch(() => found.delete(key));
  return checked;
}

export async function checkOf(ctx: Context, version: VersionRow): Promise<VersionCheck> {
  const xml = await loadModel(ctx.tx, version.id);
  const checked = xml === null ? null : await examine(version, xml, dayOf(ctx.now));
  const judgement = judgePublication(version, checked?.findings ?? null);
  const { problems, cases: results, analysis } = checked ?? nothing;
  return {
    problems: [...problems],
    cases: [...results],
    analysis: { tables: [...analysis.tables] },
    publishable: judgement.allowed,
    reasons: judgement.allowed
      ? []
      : (structuredClone([...judgement.reasons]) as VersionCheck['reasons']),
  };
}

export const checkVersion: UseCase<Contract['checkVersion']> = async (ctx, { versionId }) => {
  const version = await visibleVersion(ctx, versionId);
  return await checkOf(ctx, version);
};
