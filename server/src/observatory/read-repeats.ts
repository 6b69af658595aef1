/** Which neighbours have a field already that somebody plans something in, and whom to ask. */
import { dayOf } from '../runtime/day.ts';
import type { Context, UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { organisationsAtLeast, type RepeatWarning, type repeatContract } from './contract.ts';
import { formsOf, knownField } from './field-forms.ts';
import { fieldOf, figure, methodOf, type Read, read } from './read-series.ts';
import { strengthsOf, verdictOf } from './repeat.ts';
import {
  type CountedField,
  compactsAround,
  countField,
  countPlatforms,
  firstLevelOf,
  newestSeriesOf,
} from './repeat-views.ts';
import { regionsServed } from './rights.ts';
import { type Analysis, compare, valueAt } from './series.ts';
import { partnersIn } from './series-store.ts';
import { membersOf, regionsNamed } from './views.ts';

type Standing = RepeatWarning['here'];

const namedEach = 5;

export const readRepeats: UseCase<typeof repeatContract.readRepeats> = async (ctx, input) => {
  const { tx } = ctx;
  const day = dayOf(ctx.now);
  const province = await firstLevelOf(tx, input.regionCode);
  if (province === null) throw notFound('region');
  const { compactId, planned = null } = input;
  const compacts = await compactsAround(tx, { province, compactId, day });
  if (compactId !== undefined && compacts.length === 0) throw notFound('compact');
  const forms = formsOf(input.field);
  const newest = await newestSeriesOf(tx, forms, input.seriesId);
  const told = newest === null ? null : { ...newest, of: await read(ctx, newest.id) };
  const around = await neighboursOf(ctx, compacts, told?.of.analysis ?? null, day);
  const codes = [province, ...around.filter((code) => code !== province)];
  const [here, ...neighbours] = await standingsOf(ctx, codes, forms, told);
  neighbours.sort(
    (a, b) =>
      Number(b.strongBy.length > 0) - Number(a.strongBy.length > 0) ||
      (b.quotient ?? -1) - (a.quotient ?? -1) ||
      (b.organisations ?? 0) - (a.organisations ?? 0),
  );
  return {
    verdict: verdictOf(here!, neighbours),
    planned,
    field: told === null ? namesOf(input.field) : fieldOf(told.of, told.field),
    series: told?.of.series ?? null,
    method: told === null ? null : methodOf(told.of),
    compacts,
    here: here!,
    neighbours,
    partners: await partnersAmong(ctx, here!, neighbours, { forms, told: told?.of ?? null }),
  };
};

function namesOf(code: string) {
  const { nameZh = null, nameEn = null } = knownField(code) ?? {};
  return { code, nameZh, nameEn };
}

/** Regions that share a compact; where there is none, all that the series tells of. */
async function neighboursOf(
  { tx }: Context,
  compacts: RepeatWarning['compacts'],
  analysis: Analysis | null,
  day: string,
): Promise<readonly string[]> {
  if (compacts.length === 0) return analysis?.regions ?? [];
  const ids = compacts.map(({ id }) => id);
  const members = await membersOf(tx, ids, day);
  const provinces = await Promise.all(members.map((code) => firstLevelOf(tx, code)));
  return [...new Set(provinces.flatMap((code) => code ?? []))];
}

interface Told {
  readonly id: string;
  readonly field: string;
  readonly of: Read;
}

async function standingsOf(
  ctx: Context,
  codes: readonly string[],
  forms: readonly string[],
  told: Told | null,
): Promise<Standing[]> {
  const { tx } = ctx;
  const served = await regionsServed(ctx);
  const counted = new Map((await countField(tx, codes, forms)).map((one) => [one.region, one]));
  const platforms = await countPlatforms(tx, codes, forms);
  const names = new Map((await regionsNamed(tx, codes)).map((one) => [one.code, one]));
  return codes.map((code) => {
    const whole = served === null || served.includes(code);
    const series = told === null ? unknown : seriesFigures(told, code);
    const hidden = series.value === null && told?.of.small.has(code, told.field) === true;
    const records = recordFigures(counted.get(code)!, whole);
    const standing = {
      ...series,
      ...records,
      platforms: platforms === null ? null : (platforms.get(code) ?? 0),
    };
    return {
      region: names.get(code)!,
      ...standing,
      suppressed: hidden || records.suppressed,
      strongBy: strengthsOf(standing),
    };
  });
}

const unknown = { value: null, share: null, quotient: null, density: null };

/** A cell about few says nothing of strength, also to those who see its value. */
function seriesFigures({ of: { analysis, small }, field }: Told, code: string) {
  if (small.has(code, field)) return { ...unknown, value: small.valueOf(code, field) };
  const row = analysis.regions.indexOf(code);
  if (row < 0) return unknown;
  const column = analysis.fields.indexOf(field);
  const value = valueAt(analysis.volumes, row, column);
  return {
    value,
    share: figure(value / analysis.regionVolumes[row]!),
    quotient: valueAt(analysis.quotients, row, column),
    density: figure(analysis.density[row * analysis.fields.length + column]),
  };
}

function recordFigures({ organisations, technologies, offerers }: CountedField, whole: boolean) {
  const isTold = (count: number) => whole || count === 0 || count >= organisationsAtLeast;
  return {
    organisations: isTold(organisations) ? organisations : null,
    technologies: isTold(offerers) ? technologies : null,
    suppressed: !isTold(organisations) || !isTold(offerers),
  };
}

async function partnersAmong(
  ctx: Context,
  here: Standing,
  neighbours: readonly Standing[],
  { forms, told }: { readonly forms: readonly string[]; readonly told: Read | null },
): Promise<RepeatWarning['partners']> {
  const strong = neighbours.filter(({ strongBy }) => strongBy.length > 0);
  const codes = strong.map(({ region }) => region.code);
  const found = await partnersIn(ctx.tx, codes, forms);
  const partners = strong.map(({ region }) => ({
    region,
    organisations: uniqueById(found.filter((one) => one.region === region.code)),
    ...exchange(told, here.region.code, region.code),
  }));
  return partners.sort((a, b) => (b.complementarity ?? -1) - (a.complementarity ?? -1));
}

function uniqueById(
  found: readonly { id: string; nameZh: string | null; nameEn: string | null }[],
) {
  const named = found.map(({ id, nameZh, nameEn }) => [id, { id, nameZh, nameEn }] as const);
  return [...new Map(named).values()].slice(0, namedEach);
}

/** What else the two could complete each other with. */
function exchange(told: Read | null, here: string, there: string) {
  const { regions = [], fields = [] } = told?.analysis ?? {};
  const [first, second] = [regions.indexOf(here), regions.indexOf(there)];
  if (told === null || first < 0 || second < 0) {
    return { complementarity: null, brings: [], takes: [] };
  }
  const { forFirst, forSecond } = compare(told.analysis, first, second);
  const best = (offers: typeof forFirst) =>
    offers.close.slice(0, namedEach).map(({ field }) => fieldOf(told, fields[field]!));
  return {
    complementarity: figure((forFirst.share + forSecond.share) / 2),
    brings: best(forFirst),
    takes: best(forSecond),
  };
}
