/** What a round is made of, read off its scheme, and every reason why it cannot be so. Pure. */
import type { Item, ReadScheme } from '@yunhe/evaluation';
import { type Judgement, judged, reason } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import { type Calendar, judgeCalendar, platformsAtMost } from './round.ts';
import type { RoundSource } from './round-sources.ts';

type Words = { readonly zh: string; readonly en: string };

export interface Clause {
  readonly id: string;
  readonly name: Words;
}

export interface MeasureAsked {
  readonly id: string;
  readonly name: Words;
  readonly unit: string | null;
  readonly choices: string[];
  readonly choiceNames: Words[];
  readonly least: string | null;
  readonly most: string | null;
  readonly scored: boolean;
  readonly source: RoundSource | null;
  readonly clauses: Clause[];
}

/** The measures of a scheme with what asks for them, in the scheme's order. */
export function measuresOf(
  read: ReadScheme,
  sources: Readonly<Record<string, RoundSource>>,
): MeasureAsked[] {
  const clauses = clausesByMeasure(read);
  return read.scheme.measures.map(
    ({ id, name, unit, values, valueNames, least, most, scorers }) => ({
      id,
      name,
      unit: unit ?? null,
      choices: [...(values ?? [])],
      choiceNames: (values ?? []).map((value, at) => valueNames?.[at] ?? { zh: value, en: value }),
      least: least ?? null,
      most: most ?? null,
      scored: scorers === true,
      source: sources[id] ?? null,
      clauses: clauses.get(id) ?? [],
    }),
  );
}

/** The nodes whose formulas name a measure, or that a panel scores by it. */
function clausesByMeasure(read: ReadScheme): ReadonlyMap<string, Clause[]> {
  const found = new Map<string, Clause[]>();
  for (const { node } of read.nodes) {
    const { id, name } = node;
    const own = node.kind === 'group' ? { weight: node.weight, applies: node.applies } : node;
    const names = new Set(textsIn(own).flatMap((text) => read.formulas.get(text)?.names ?? []));
    if (node.kind === 'expert') names.add(node.of);
    for (const measure of names) {
      found.set(measure, [...(found.get(measure) ?? []), { id, name }]);
    }
  }
  return found;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

export function clauseNamed(read: ReadScheme, id: string): Clause | null {
  const found = read.nodes.find(({ node }) => node.id === id)?.node;
  return found === undefined ? null : { id: found.id, name: found.name };
}

/** Nobody may leave it out: an item that asks everyone for it refuses gaps. */
export function isOwed(read: ReadScheme, measure: MeasureAsked): boolean {
  if (measure.scored) return false;
  return measure.clauses.some(({ id }) => {
    const node = read.nodes.find((one) => one.node.id === id)!.node;
    if (node.kind === 'group')
      return node.applies === undefined && read.scheme.within === undefined;
    const { policy } = node.missing ?? read.scheme.missing ?? { policy: 'refuse' };
    return policy === 'refuse' && node.applies === undefined;
  });
}

/** Items that compare platforms with each other: one alone has nobody to be compared with. */
export function comparingItems({ nodes }: ReadScheme): readonly Item[] {
  return nodes.flatMap(({ node }) => (node.kind === 'relative' ? [node] : []));
}

export interface SettingsToJudge {
  readonly type: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly dataFrom: string;
  readonly dataUntil: string;
  readonly calendar: Calendar;
  readonly sources: Readonly<Record<string, RoundSource>>;
  readonly lowGrades: readonly string[] | null;
}

/** Every reason why a round cannot be as its keepers want it, by its scheme and the day it is. */
export function judgeSettings(
  round: SettingsToJudge,
  read: ReadScheme,
  types: readonly string[],
  today: string,
): Judgement {
  const reasons: Reason[] = [];
  for (const [pointer, title] of [
    ['/titleZh', round.titleZh],
    ['/titleEn', round.titleEn],
  ] as const) {
    if (title.trim() === '')
      reasons.push(reason('round_title_missing', 'Give it a title.', pointer));
  }
  if (types.length > 0 && !types.includes(round.type)) {
    const detail = `The scheme is meant for ${types.join(', ')}, not for ${round.type}.`;
    const params = { type: round.type, types: types.join(', ') };
    reasons.push(reason('scheme_is_for_other_types', detail, '/schemeVersionId', params));
  }
  if (round.dataUntil <= round.dataFrom) {
    const detail = 'The days that are evaluated end after they begin.';
    reasons.push(reason('data_days_are_empty', detail, '/dataUntil'));
  }
  for (const measure of Object.keys(round.sources)) {
    const known = read.measures.get(measure);
    const params = { measure };
    if (known === undefined) {
      const detail = `The scheme has no measure ${measure}.`;
      reasons.push(reason('measure_not_in_scheme', detail, '/sources', params));
    } else if (known.scorers === true || known.values !== undefined) {
      const detail = `${measure} is not a number that could be counted.`;
      reasons.push(reason('measure_is_not_counted', detail, '/sources', params));
    }
  }
  const grades = (read.scheme.grades ?? []).map(({ id }) => id);
  for (const grade of round.lowGrades ?? []) {
    if (grades.includes(grade)) continue;
    const detail = `The scheme has no grade ${grade}.`;
    reasons.push(reason('grade_unknown', detail, '/lowGrades', { grade }));
  }
  const calendar = judgeCalendar(round.calendar, today);
  return judged([...reasons, ...(calendar.allowed ? [] : calendar.reasons)]);
}

export interface TakingPart {
  readonly name: string;
  readonly type: string;
  readonly stage: string;
  readonly operatorId: string | null;
}

/** Every reason why a round cannot begin with these platforms. */
export function judgeOpening(
  type: string,
  platforms: readonly TakingPart[],
  read: ReadScheme,
): Judgement {
  const reasons: Reason[] = [];
  if (platforms.length === 0) {
    reasons.push(reason('no_platforms', 'Name the platforms that take part.', '/platformIds'));
  }
  if (platforms.length > platformsAtMost) {
    const detail = `At most ${platformsAtMost} platforms take part.`;
    reasons.push(reason('too_many_platforms', detail, '/platformIds', { limit: platformsAtMost }));
  }
  for (const { name, type: own, stage, operatorId } of platforms) {
    const params = { platform: name, type: own };
    const wrong = (code: string, detail: string) =>
      reasons.push(reason(code, detail, '/platformIds', params));
    if (own !== type) wrong('platform_of_another_type', `${name} is of type ${own}.`);
    if (stage === 'closed') wrong('platform_has_closed', `${name} is closed.`);
    if (operatorId === null) {
      wrong('platform_without_operator', `${name} has no operator who could report for it.`);
    }
  }
  if (platforms.length === 1) {
    for (const { id, name } of comparingItems(read)) {
      const detail = `${name.en} compares platforms, and there is one alone.`;
      const params = { clause: id };
      reasons.push({
        ...reason('nobody_to_compare_with', detail, '/platformIds', params),
        rule: id,
      });
    }
  }
  return judged(reasons);
}

/**
 * What each platform or scorer is called in the data: numbers in an order that follows from nothing a reader
 * knows, so that nobody tells by it whose values or scores these are.
 */
export function codesFor(
  letter: 'P' | 'S',
  ids: readonly string[],
  digestOf: (id: string) => string,
): ReadonlyMap<string, string> {
  const width = String(ids.length).length;
  const order = ids.map((id) => [digestOf(id), id] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    order.map(([, id], at) => [id, `${letter}${String(at + 1).padStart(Math.max(2, width), '0')}`]),
  );
}
