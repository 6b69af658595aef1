/** Money of ISO 4217; what is split for assessment and never paid; what is redeemed. */
export const unitKinds = ['money', 'statistic', 'voucher'] as const;
export type UnitKind = (typeof unitKinds)[number];
