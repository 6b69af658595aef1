/** One reason for or against a candidate, and what in the text or the register it rests on. */
export type Evidence = {
  readonly kind:
    | 'decided_before'
    | 'name'
    | 'name_with_wrong_character'
    | 'acronym'
    | 'place_agrees'
    | 'postcode_agrees'
    | 'place_differs'
    | 'parent_in_text'
    | 'same_name_elsewhere'
    | 'parent_only'
    | 'perhaps_end_of_longer_name'
    | 'laboratory_of_other';
  readonly detail: string;
};

/**
 * Adds up reasons into a confidence. A reason for takes away a share of the doubt, a reason
 * against takes away a share of the confidence; so it stays in [0, 1], and the order of the
 * reasons for (or of those against) does not matter.
 */
export class Weighing {
  readonly evidence: Evidence[] = [];
  confidence: number;

  constructor(start: number, first: Evidence) {
    this.confidence = start;
    this.evidence.push(first);
  }

  speaksFor(share: number, kind: Evidence['kind'], detail: string): void {
    this.confidence += (1 - this.confidence) * share;
    this.evidence.push({ kind, detail });
  }

  speaksAgainst(share: number, kind: Evidence['kind'], detail: string): void {
    this.confidence *= 1 - share;
    this.evidence.push({ kind, detail });
  }
}
