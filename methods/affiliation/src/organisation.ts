/** A name of an organisation. An acronym alone never makes a resolution certain. */
export type OrganisationName = {
  readonly text: string;
  readonly lang?: string | null | undefined;
  readonly kind: 'label' | 'alias' | 'acronym';
};

/**
 * An organisation as the resolver needs it. For one outside the known regions, a code that no
 * region has (its country, say) keeps it from being taken for a namesake inside.
 */
export type Organisation = {
  readonly id: string;
  readonly names: readonly OrganisationName[];
  readonly regionCode?: string | null | undefined;
  readonly parentIds?: readonly string[] | undefined;
};
