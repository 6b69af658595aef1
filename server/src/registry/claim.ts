import { dayOf } from '../runtime/day.ts';
import { Refusal } from '../runtime/refusal.ts';

export interface Stated {
  readonly source: string;
  readonly statedOn: string | null;
}

/**
 * Who says it and when; what a person types in is stated today.
 *
 * @throws Refusal stated_in_the_future
 */
export function statedBy(
  input: { readonly source?: string; readonly statedOn?: string | null },
  now: Date,
): Stated {
  const today = dayOf(now);
  const { source = 'entered', statedOn = today } = input;
  if (statedOn !== null && statedOn > today) {
    throw new Refusal('stated_in_the_future', `Nobody can have stated it on ${statedOn} yet.`, {
      params: { statedOn, today },
      reasons: [
        {
          code: 'stated_in_the_future',
          detail: 'The day must be today or earlier.',
          pointer: '/statedOn',
        },
      ],
    });
  }
  return { source, statedOn };
}
