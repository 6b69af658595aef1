/** What Yunhe itself can count of a platform's operator in the days of a round. */
export const roundSources = [
  'introductions_accepted',
  'contracts_signed',
  'contracts_with_other_regions',
  /** Yuan, as a decimal text. */
  'contract_amount',
  'projects',
  'papers',
  'patents',
  'collaborations_with_other_regions',
  'outpost_teams',
] as const;
export type RoundSource = (typeof roundSources)[number];

/** Where a scheme calls a measure as a source is called, that is meant unless told. */
export function sourcesUnlessTold(
  measures: readonly { readonly id: string; readonly scorers?: boolean | undefined }[],
): Readonly<Record<string, RoundSource>> {
  const known = new Set<string>(roundSources);
  const own = measures.filter(({ id, scorers }) => scorers !== true && known.has(id));
  return Object.fromEntries(own.map(({ id }) => [id, id as RoundSource]));
}
