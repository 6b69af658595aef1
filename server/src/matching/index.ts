/** What the seed and sibling modules may call. */
export {
  acceptIntroduction,
  concludeIntroduction,
  declineIntroduction,
} from './answer-introduction.ts';
export { askIntroduction } from './ask-introduction.ts';
export { type Field, fieldNamed, fields, sharedFields } from './fields.ts';
export { declineReasons } from './introduction.ts';
export { publishNeed } from './publish-need.ts';
export { publishTechnology } from './publish-technology.ts';
export { createNeed } from './write-need.ts';
export { createTechnology } from './write-technology.ts';
