/** What somebody does for a platform by a mandate, or asks its bodies for. */

export const actKinds = ['hire', 'pay', 'buy', 'sign', 'transfer'] as const;
export type ActKind = (typeof actKinds)[number];

/** What an act is about; a rule may name some of these as never delegated. */
export const actSubjects = [
  'ordinary',
  'related_party',
  'guarantee',
  'loan',
  'external_investment',
  'real_estate',
  'donation',
] as const;
export type ActSubject = (typeof actSubjects)[number];

/** Made by the mandate; or routed to a body, and then what became of the motion. */
export const actStates = ['made', 'routed', 'approved', 'rejected', 'lapsed'] as const;
export type ActState = (typeof actStates)[number];

export const settlements = ['paid', 'released'] as const;
