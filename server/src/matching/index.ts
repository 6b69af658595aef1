/** What the seed and sibling modules may call. */
export {
  acceptIntroduction,
  concludeIntroduction,
  declineIntroduction,
} from './answer-introduction.ts';
export { pickSlot, proposeMeeting } from './arrange-meeting.ts';
export { askIntroduction } from './ask-introduction.ts';
export { type Field, fieldNamed, fields, sharedFields } from './fields.ts';
export { declineReasons } from './introduction.ts';
export { confirmDeal, registerDeal } from './keep-deal.ts';
export { approveReview } from './look-at-review.ts';
export { publishNeed, publishTechnology } from './publish-record.ts';
export { submitNeed } from './submit-record.ts';
export { createNeed } from './write-need.ts';
export { createTechnology } from './write-technology.ts';
