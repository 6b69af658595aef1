/** Which rule holds somewhere on a day: adoptions are read here and judged by the noun. */

import { requireRegion } from '../registry/index.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { type HoldingRule, holdingOn, type Ladder, ladderOf } from './adoption.ts';
import {
  type AdoptionRow,
  type JudgedAdoption,
  judgedAdoptions,
  placesOf,
  surroundingsOf,
} from './adoption-views.ts';
import type { AdoptionMatrix, Holding, Place, rulesContract } from './contract.ts';
import { readSubject } from './decision-views.ts';
import { withRights } from './show-version.ts';
import { everyRuleSet, type RuleSetRow } from './views.ts';

type Contract = typeof rulesContract;

/** The places whose adoptions reach a region on a day, the nearest first. */
export async function ladderFor(ctx: Context, regionCode: string, day: string): Promise<Ladder> {
  const { path, memberships } = await surroundingsOf(ctx.tx, regionCode);
  return ladderOf(path, memberships, day);
}

export async function ruleHoldingIn(
  ctx: Context,
  about: { readonly ruleSetId: string; readonly regionCode: string; readonly day: string },
): Promise<HoldingRule<JudgedAdoption>> {
  const ladder = await ladderFor(ctx, about.regionCode, about.day);
  const places = ladder.flat();
  const adoptions = await judgedAdoptions(ctx.tx, { ruleSetId: about.ruleSetId, places });
  return holdingOn(adoptions, ladder, about.day);
}

/** @throws Refusal no_rule_holds_there, rules_conflict_there */
export function requireOne(
  held: HoldingRule<JudgedAdoption>,
  about: { readonly regionCode: string; readonly day: string },
): AdoptionRow {
  const { regionCode, day } = about;
  if (held.conflict) {
    const places = held.adoptions
      .filter(({ standing }) => standing === 'conflicts')
      .map(({ adoption }) => `${adoption.shown.place.nameZh} v${adoption.shown.version.number}`)
      .join(', ');
    throw new Refusal(
      'rules_conflict_there',
      `For ${regionCode} on ${day}, equally near places adopted different versions: ${places}.`,
      { params: { regionCode, day, places }, stake: { toRegion: regionCode } },
    );
  }
  const [nearest] = held.adoptions;
  if (nearest !== undefined) return nearest.adoption.shown;
  throw new Refusal(
    'no_rule_holds_there',
    `For ${regionCode} nobody has adopted a version that is in force on ${day}.`,
    { params: { regionCode, day }, stake: { toRegion: regionCode } },
  );
}

function bySet(adoptions: readonly JudgedAdoption[]): Map<string, JudgedAdoption[]> {
  return Map.groupBy(adoptions, ({ ruleSetId }) => ruleSetId);
}

async function allRuleSets(ctx: Context): Promise<RuleSetRow[]> {
  const sets: RuleSetRow[] = [];
  for await (const set of everyRuleSet(ctx, { state: ['published', 'withdrawn'] })) sets.push(set);
  return sets;
}

export const readHoldings: UseCase<Contract['readHoldings']> = async (ctx, input) => {
  const on = input.on ?? dayOf(ctx.now);
  const regionCode = await regionAsked(ctx, input);
  const ladder = await ladderFor(ctx, regionCode, on);
  const places = ladder.flat();
  const adoptions = await judgedAdoptions(ctx.tx, { ruleSetId: input.ruleSetId, places });
  const items: Holding[] = [];
  for (const [ruleSetId, own] of bySet(adoptions)) {
    const held = holdingOn(own, ladder, on);
    if (held.adoptions.length === 0) continue;
    const shown = await withRights(
      ctx,
      held.adoptions.map(({ adoption }) => adoption.shown),
    );
    const { nameZh, nameEn } = shown[0]!.version;
    items.push({
      ruleSetId,
      nameZh,
      nameEn,
      holds: held.conflict ? null : shown[0]!.version,
      conflict: held.conflict,
      adoptions: held.adoptions.map(({ standing }, at) => ({ standing, adoption: shown[at]! })),
    });
  }
  return { on, items };
};

async function regionAsked(
  ctx: Context,
  { organisationId, region }: { readonly organisationId?: string; readonly region?: string },
): Promise<string> {
  if ((organisationId === undefined) === (region === undefined)) {
    throw new Refusal('place_not_named', 'Name an organisation or a region, one of the two.');
  }
  if (region !== undefined) {
    await requireRegion(ctx, region, { pointer: '/region' });
    return region;
  }
  const subject = await readSubject(ctx.tx, organisationId ?? '');
  if (subject === null) throw notFound('organisation');
  if (subject.regionCode !== null) return subject.regionCode;
  throw new Refusal('place_not_named', 'The organisation has no region; name one.');
}

export const readAdoptionMatrix: UseCase<Contract['readAdoptionMatrix']> = async (ctx, input) => {
  const on = input.on ?? dayOf(ctx.now);
  const { compactId, region } = input;
  const rows = await placesOf(ctx.tx, { compactId, region, on });
  const ruleSets = await allRuleSets(ctx);
  const cells: AdoptionMatrix['cells'] = [];
  for (const place of rows) {
    const ladder = place.kind === 'region' ? await ladderFor(ctx, place.id, on) : [[place.id]];
    const adoptions = bySet(await judgedAdoptions(ctx.tx, { places: ladder.flat() }));
    for (const [ruleSetId, own] of adoptions) {
      const held = holdingOn(own, ladder, on);
      const [nearest] = held.adoptions;
      if (nearest === undefined) continue;
      cells.push({ ruleSetId, place: place.id, ...cellOf(held.conflict, nearest.adoption.shown) });
    }
  }
  return { on, places: rows, ruleSets: ruleSets.map(({ keeperKey: _key, ...set }) => set), cells };
};

function cellOf(conflict: boolean, nearest: AdoptionRow) {
  if (conflict) return { holds: null, conflict, from: null, startsOn: null, endsOn: null };
  const { version, place, startsOn, endsOn } = nearest;
  const from: Place = place;
  return { holds: version, conflict, from, startsOn, endsOn };
}
