/**
 * A netting: accepted statements set off against each other, proposed by whoever looks after them,
 * agreed to by every place that pays or receives, then paid transfer by transfer. Pure.
 */

export const nettingStates = ['proposed', 'agreed', 'paid', 'voided'] as const;
export type NettingState = (typeof nettingStates)[number];

export const nettingActions = ['agree', 'pay', 'void'] as const;
export type NettingAction = (typeof nettingActions)[number];

const possibleIn: Readonly<Record<NettingAction, readonly NettingState[]>> = {
  agree: ['proposed'],
  pay: ['agreed'],
  // What was paid in part is paid to the end.
  void: ['proposed', 'agreed'],
};

export function nettingMay(state: NettingState, action: NettingAction): boolean {
  return possibleIn[action].includes(state);
}

export const voidReasons = [
  'statement_missing',
  'statement_wrong',
  'parties_pay_otherwise',
  'entered_by_mistake',
  'other',
] as const;
export type VoidReason = (typeof voidReasons)[number];
