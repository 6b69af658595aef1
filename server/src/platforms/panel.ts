/**
 * A panel: experts who score what cannot be counted. Nobody scores what is close to them; loads are
 * even, an institution has one seat a platform, and the seats go to those who know the field.
 */
import { assignPanels, calibrateScorers, type PanelScore, panelAgreement } from '@yunhe/evaluation';
import { type Judgement, judged, reason } from '../runtime/judgement.ts';

export const conflictKinds = ['declared', 'same_organisation', 'founder', 'co_founder'] as const;
export type ConflictKind = (typeof conflictKinds)[number];

export interface Expert {
  readonly id: string;
  readonly name: string;
  /** Where they belong: the first one has the seat. Parents count as well. */
  readonly organisationIds: readonly string[];
  readonly fields: readonly string[];
}

export interface Assessed {
  readonly id: string;
  readonly name: string;
  /** Who runs it, with its parent. */
  readonly operatorIds: readonly string[];
  readonly founderIds: readonly string[];
  /** Organisations that founded another platform together with one of these. */
  readonly coFounderIds: readonly string[];
  readonly fields: readonly string[];
}

/** The closest way in which an expert is tied to a platform; null where they are not. */
export function derivedConflict(expert: Expert, platform: Assessed): ConflictKind | null {
  const among = (ids: readonly string[]) => expert.organisationIds.some((own) => ids.includes(own));
  if (among(platform.operatorIds)) return 'same_organisation';
  if (among(platform.founderIds)) return 'founder';
  return among(platform.coFounderIds) ? 'co_founder' : null;
}

/**
 * How well an expert knows the field of a platform: the part of its fields that are theirs, where a
 * field counts half if only its first two places agree.
 */
export function suitability(expert: Expert, platform: Assessed): number {
  if (platform.fields.length === 0) return 0;
  const known = platform.fields.map((field) => {
    if (expert.fields.includes(field)) return 1;
    return expert.fields.some((own) => own.slice(0, 2) === field.slice(0, 2)) ? 0.5 : 0;
  });
  return known.reduce((sum: number, one) => sum + one, 0) / known.length;
}

export interface PanelWish {
  readonly experts: readonly Expert[];
  readonly platforms: readonly Assessed[];
  /** `expert platform` of every tie, derived or declared. */
  readonly conflicts: ReadonlySet<string>;
  readonly perPlatform: number;
  readonly mostLoad: number;
}

export interface Seats {
  readonly seats: readonly { readonly expertId: string; readonly platformId: string }[];
  /** The sum of the suitabilities, and what no assignment can pass. */
  readonly value: number;
  readonly bound: number;
}

export function tie(expertId: string, platformId: string): string {
  return `${expertId} ${platformId}`;
}

/**
 * The best seats there are, as even as they can be; or every reason why there are none, with the
 * platforms that lack members.
 */
export function seatPanel(wish: PanelWish): Seats | { readonly refused: Judgement } {
  const { experts, platforms, conflicts, perPlatform, mostLoad } = wish;
  if (experts.length === 0 || platforms.length === 0) {
    return { refused: judged([reason('panel_is_empty', 'Name experts first.')]) };
  }
  const pairs = platforms.flatMap((platform) =>
    experts.map((expert) => [expert, platform] as const),
  );
  const seatOf = new Map<string, number>();
  const task = {
    items: platforms.length,
    reviewers: experts.length,
    suitability: pairs.map(([expert, platform]) => suitability(expert, platform)),
    conflicts: pairs.map(([expert, platform]) =>
      conflicts.has(tie(expert.id, platform.id)) ? 1 : 0,
    ),
    institutions: experts.map(({ id, organisationIds: [own = id] }) => {
      const known = seatOf.get(own) ?? seatOf.size;
      seatOf.set(own, known);
      return known;
    }),
    perItem: perPlatform,
    mostLoad,
  };
  const even = Math.floor((platforms.length * perPlatform) / experts.length);
  const balanced = assignPanels({
    ...task,
    leastLoad: even,
    mostLoad: Math.min(mostLoad, even + 1),
  });
  const found = 'panels' in balanced ? balanced : assignPanels(task);
  if ('impossible' in found) {
    return {
      refused: judged(
        found.impossible.map(({ code, item, needed, available }) => {
          const platform = item === null ? '' : platforms[item]!.name;
          const where = platform === '' ? '' : ` for ${platform}`;
          const detail = `${needed} seats are needed${where}, ${available} can be filled.`;
          return reason(code, detail, '', { platform, needed, available });
        }),
      ),
    };
  }
  return {
    seats: found.panels.flatMap((panel, item) =>
      panel.map((at) => ({ expertId: experts[at]!.id, platformId: platforms[item]!.id })),
    ),
    value: found.value,
    bound: found.bound,
  };
}

/** How far a panel agrees on one measure, and who is severe. */
export interface Agreement {
  /** Null where it cannot be told: too few scores, or all equal. */
  readonly alpha: number | null;
  /** Of a complete panel: one scorer, and the mean of all. */
  readonly icc: { readonly single: number; readonly average: number } | null;
  /** Above 0: scores higher than the others. Empty where severity cannot be told from quality. */
  readonly leniency: readonly { readonly scorer: string; readonly leniency: number }[];
}

export function agreementOf(scores: readonly PanelScore[]): Agreement {
  const calibration = unlessTooFew(() => calibrateScorers(scores));
  return {
    ...panelAgreement(scores),
    leniency: calibration?.scorers.map(({ scorer, leniency }) => ({ scorer, leniency })) ?? [],
  };
}

function unlessTooFew<Result>(compute: () => Result): Result | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
