import { panelAgreement } from './agreement.ts';
import type { PanelScore } from './calibrate.ts';
import { cronbachAlpha } from './data-weights.ts';
import { asNumber, writeNumber } from './number.ts';
import type { ReadScheme } from './read-scheme.ts';
import { Replication } from './replication.ts';
import type { Stages } from './stages.ts';
import { correlation, placesOf } from './statistics.ts';

export interface ItemStructure {
  readonly node: string;
  /** With the scores of the group it stands in, and with the whole; empty where one does not vary. */
  readonly withGroup: string;
  readonly withWhole: string;
  /** Places that units move where the item is left out: on average, and the one that moves most. */
  readonly movedWithout: string;
  readonly mostMovedWithout: number;
}

export interface GroupStructure {
  readonly node: string;
  /** Cronbach's alpha of its children; empty for one child, one unit, or scores that do not vary. */
  readonly alpha: string;
}

/** How far a panel agrees; empty where it cannot be told, since too few scored or all alike. */
export interface PanelStructure {
  readonly node: string;
  /** Krippendorff's, by difference. */
  readonly alpha: string;
  /** Intraclass correlation of one scorer and of the mean, where all scored all. */
  readonly single: string;
  readonly average: string;
}

export interface CohortStructure {
  readonly within: string | null;
  readonly items: readonly ItemStructure[];
  readonly groups: readonly GroupStructure[];
  readonly panels: readonly PanelStructure[];
}

/**
 * How a scheme holds together over these units: how each item goes along with its group and with the
 * whole, how far children of a group measure one thing, how far panels agree, and what each item
 * does to the places, told by leaving it out.
 *
 * @param stages  What `evaluate` answered beside the evaluation.
 * @returns       Items and groups in the order of the scheme; numbers with twelve digits.
 * @example structureOf({ scheme: {}, nodes: [] }, []) // → []
 *
 * Cost: a replication an item, and O(p²) correlations in a group of p.
 * Source: OECD & JRC, Handbook on Constructing Composite Indicators (2008), 4.1 and 7.2.
 */
export function structureOf(
  read: ReadScheme,
  stages: readonly Stages[],
): readonly CohortStructure[] {
  return stages.map((one) => ({
    within: one.cohort.answer,
    items: itemsOf(read, one),
    groups: read.nodes.flatMap(({ node, children }) =>
      node.kind === 'group' ? [{ node: node.id, alpha: alphaOf(children, one) }] : [],
    ),
    panels: one.items.flatMap(({ item, heard }) =>
      item.kind === 'expert' ? [{ node: item.id, ...agreementIn(heard) }] : [],
    ),
  }));
}

function itemsOf(read: ReadScheme, stages: Stages): readonly ItemStructure[] {
  const replication = new Replication(read, stages, [null]);
  const factors = new Float64Array(read.nodes.length).fill(1);
  const places = placesOf(
    Float64Array.from(stages.graded, ({ score }) =>
      score === null ? Number.NaN : asNumber(score),
    ),
  );
  const scores = (node: number) => stages.nodes[node]!.score.values;
  return stages.items.map(({ item, node }) => {
    const without = placesOf(
      replication.run({ normalisation: 0, method: null, factors, without: node }),
    );
    const moved = without.map((place, unit) => Math.abs(place - places[unit]!));
    const mean = moved.reduce((sum, one) => sum + one, 0) / moved.length;
    return {
      node: item.id,
      withGroup: writeNumber(correlation(scores(node), scores(read.nodes[node]!.parent))),
      withWhole: writeNumber(correlation(scores(node), scores(0))),
      movedWithout: writeNumber(mean),
      mostMovedWithout: Math.max(...moved),
    };
  });
}

function alphaOf(children: readonly number[], { nodes, cohort }: Stages): string {
  if (children.length < 2 || cohort.units.length < 2) return '';
  return writeNumber(cronbachAlpha(children.map((child) => nodes[child]!.score.values)));
}

function agreementIn(heard: readonly PanelScore[]): Omit<PanelStructure, 'node'> {
  const { alpha, icc } = panelAgreement(heard);
  const write = (value: number | undefined) => (value === undefined ? '' : writeNumber(value));
  return {
    alpha: write(alpha ?? undefined),
    single: write(icc?.single),
    average: write(icc?.average),
  };
}
