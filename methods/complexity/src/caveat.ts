/** What a reader must know of a result. The words are said by whoever shows it. */
export type CaveatCode =
  | 'regions_without_field'
  | 'fields_nowhere'
  | 'fields_everywhere'
  | 'apart_from_the_largest_part'
  | 'fewer_than_two_regions'
  | 'no_variation'
  | 'eigenvalue_tied'
  | 'sign_undecided'
  | 'not_converged'
  | 'fitness_vanishes';

export interface Caveat {
  readonly code: CaveatCode;
  /** The rows it concerns, where it does not concern all. */
  readonly regions?: readonly number[];
  readonly fields?: readonly number[];
}
