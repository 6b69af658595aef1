/** The technology contract that came of an introduction. One side records it, the other confirms. */

import { type Judgement, judged } from '../runtime/judgement.ts';
import type { Reason } from '../runtime/refusal.ts';
import { reason } from './record.ts';

/** The kinds of technology contracts in the Civil Code: 开发, 转让, 许可, 咨询, 服务. */
export const dealKinds = ['development', 'transfer', 'licence', 'consulting', 'service'] as const;
export type DealKind = (typeof dealKinds)[number];

/** `retracted`: there is no contract after all; the talks ended for reasons. */
export const dealStates = ['recorded', 'confirmed', 'disputed', 'retracted'] as const;
export type DealState = (typeof dealStates)[number];

export const dealActions = ['confirm', 'dispute', 'amend', 'retract', 'register'] as const;
export type DealAction = (typeof dealActions)[number];

export const disputeReasons = [
  'amount_differs',
  'kind_differs',
  'signing_day_differs',
  'not_signed',
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** From here on the side that has not confirmed is reminded. */
export const confirmationReminderDays = 7;

const possible: Readonly<
  Record<
    DealAction,
    readonly { readonly state: DealState; readonly by: 'recorder' | 'other' | 'either' }[]
  >
> = {
  confirm: [{ state: 'recorded', by: 'other' }],
  dispute: [{ state: 'recorded', by: 'other' }],
  // Whoever mends a disputed record has recorded it: then the other side confirms.
  amend: [
    { state: 'recorded', by: 'recorder' },
    { state: 'disputed', by: 'either' },
  ],
  retract: [
    { state: 'recorded', by: 'recorder' },
    { state: 'disputed', by: 'recorder' },
  ],
  register: [{ state: 'confirmed', by: 'either' }],
};

export function dealMay(state: DealState, recorder: boolean, action: DealAction): boolean {
  return possible[action].some(
    (one) => one.state === state && (one.by === 'either' || (one.by === 'recorder') === recorder),
  );
}

export interface DealFacts {
  /** Null where it was recorded before kinds were asked for. */
  readonly kind: DealKind | null;
  readonly amountMinor: string | null;
  readonly currency: string | null;
  readonly signedOn: string | null;
}

/** A contract has its kind, its sum in a currency, and its day. */
export function judgeDeal(facts: DealFacts, today: string): Reason[] {
  const reasons: Reason[] = [];
  if (facts.kind === null) {
    reasons.push(reason('deal_kind_missing', 'Say what kind of contract it is.', '/kind'));
  }
  if (facts.amountMinor === null) {
    const detail = 'A contract has its amount; zero is an answer.';
    reasons.push(reason('amount_missing', detail, '/amountMinor'));
  } else if (BigInt(facts.amountMinor) < 0n) {
    reasons.push(reason('amount_negative', 'An amount is not below zero.', '/amountMinor'));
  }
  if (facts.currency === null) {
    reasons.push(reason('currency_missing', 'An amount needs its currency.', '/currency'));
  }
  if (facts.signedOn === null) {
    reasons.push(reason('signing_day_missing', 'A contract has its day.', '/signedOn'));
  } else if (facts.signedOn > today) {
    const detail = `${facts.signedOn} is still to come.`;
    reasons.push(reason('signing_day_in_the_future', detail, '/signedOn'));
  }
  return reasons;
}

/** Entry in the register of technology contracts. */
export interface Registration {
  readonly number: string;
  readonly office: string;
  readonly registeredOn: string;
}

/** A contract is registered once it is signed, and not tomorrow. */
export function judgeRegistration(
  registration: Registration,
  signedOn: string,
  today: string,
): Judgement {
  const { number, office, registeredOn } = registration;
  const reasons: Reason[] = [];
  if (number.trim() === '') {
    const detail = 'Give the number of the registration.';
    reasons.push(reason('registration_number_missing', detail, '/number'));
  }
  if (office.trim() === '') {
    const detail = 'Name the office that registered it.';
    reasons.push(reason('registration_office_missing', detail, '/office'));
  }
  if (registeredOn > today) {
    const detail = `${registeredOn} is still to come.`;
    reasons.push(reason('registration_day_in_the_future', detail, '/registeredOn'));
  } else if (registeredOn < signedOn) {
    const detail = `The contract was signed later, on ${signedOn}.`;
    const params = { signedOn };
    reasons.push(reason('registration_before_signing', detail, '/registeredOn', params));
  }
  return judged(reasons);
}
