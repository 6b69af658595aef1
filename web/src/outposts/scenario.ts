/** A scenario as the form holds it; the arithmetic judges it. */
export interface Range {
  readonly low: number;
  readonly likely?: number;
  readonly high: number;
}

export interface Scenario {
  readonly from: number;
  readonly years: number;
  readonly given?: readonly Readonly<Record<string, string>>[];
  readonly events?: readonly {
    readonly event: string;
    readonly party: string;
    readonly day: string;
    readonly delay?: Range;
  }[];
  readonly series: readonly {
    readonly party: string;
    readonly measure: string;
    readonly source?: string;
    readonly start: string;
    readonly growth: Range;
  }[];
  readonly relocation?: number;
  readonly costs?: readonly {
    readonly party: string;
    readonly year: number;
    readonly amount: string;
    readonly unit: string;
  }[];
}
