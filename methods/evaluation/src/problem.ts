/** What is wrong with a scheme or its data, where, and by which clause it matters. */
export interface Problem {
  readonly code: string;
  /** The node or veto whose scheme is concerned; null where the whole is meant. */
  readonly clause: string | null;
  /** `root/children/0/weight` of a scheme, `row 7, value` of data, a unit's name. */
  readonly field: string;
  readonly detail: string;
}

/** More than any person mends at once; bounds the answer to a hostile file. */
export const MOST_PROBLEMS = 50;
