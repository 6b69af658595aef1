/**
 * Reasons of every capability in words, for what adds them up: the pages of barriers, and the
 * reports that the node writes, for which the build puts them beside the pages. Those of refusals
 * are known by their codes everywhere; those that people choose from stand in their capability's
 * own words.
 */
import './identity/words.ts';
import './ledger/refusal-words.ts';
import './matching/refusal-words.ts';
import './matching/ranking-words.ts';
import './matching/review-refusal-words.ts';
import './matching/watch-refusal-words.ts';
import './observatory/chain-words.ts';
import './observatory/refusal-words.ts';
import './outposts/agreement-refusal-words.ts';
import './outposts/fact-refusal-words.ts';
import './outposts/outpost-refusal-words.ts';
import './outposts/statement-refusal-words.ts';
import './platforms/governance-refusal-words.ts';
import './platforms/platform-refusal-words.ts';
import './platforms/round-refusal-words.ts';
import './platforms/scheme-refusal-words.ts';
import './registry/import-words.ts';
import './registry/refusal-words.ts';
import './rules/refusal-words.ts';
import './ui/ui-words.ts';
import { reviewWords } from './matching/review-words.ts';
import { matchingWords } from './matching/words.ts';
import { reasonName } from './observatory/reason-name.ts';
import { defineRefusals, type Phrase, writtenSentences } from './ui/words.ts';

const chosen = /^(?:[a-z]?reason|lapse)_(\w+)$/;

defineRefusals(
  Object.fromEntries(
    Object.entries(matchingWords.phrases).flatMap(([key, phrase]): [string, Phrase][] => {
      const code = chosen.exec(key)?.[1];
      return code === undefined ? [] : [[code, phrase]];
    }),
  ),
);

const { innovation, clarity, expectations, guidelines } = reviewWords.phrases;

/** Where a review found too little, and what stands where nobody stated a reason. */
export const statedReasons = defineRefusals({
  innovation,
  clarity,
  expectations,
  guidelines,
  last_day_passed: { zh: '已过有效期', en: 'Its last day has passed' },
  not_picked: { zh: '期限内没有选定会面时间', en: 'No time to meet was picked in time' },
  refused: { zh: '不予通过，未说明理由', en: 'Refused, no reason was stated' },
  rejected: { zh: '审核未通过，未说明理由', en: 'Not passed by the review, no reason was stated' },
  declined: { zh: '婉拒，未说明理由', en: 'Declined, no reason was stated' },
  on_hold: { zh: '搁置，未说明理由', en: 'Put on hold, no reason was stated' },
  returned: { zh: '退回修改', en: 'Returned to be changed' },
  expired: { zh: '已到期', en: 'Expired' },
  lapsed: { zh: '期限内无人答复', en: 'Nobody answered in time' },
  disputed: { zh: '对事实有争议', en: 'A fact is disputed' },
  objected: { zh: '对结算单提出异议', en: 'A statement was objected to' },
});

/** By code, in both languages. */
export function reasonNames(): Readonly<
  Record<string, { readonly zh: string; readonly en: string }>
> {
  return Object.fromEntries(
    [...writtenSentences()].map(([code, { zh, en }]) => [
      code,
      { zh: reasonName(zh), en: reasonName(en) },
    ]),
  );
}
