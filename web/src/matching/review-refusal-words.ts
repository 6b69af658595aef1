import { defineRefusals } from '../ui/words.ts';

/** Every refusal of the review's contract, and every reason that its judgements give. */
export const reviewRefusals = defineRefusals({
  review_state_forbids: {
    zh: '这次审核已经有了下一步，请重新载入。',
    en: 'This review has moved on; reload the page.',
  },
  review_not_yours: {
    zh: '这一项不能由您审核：',
    en: 'This one is not yours to review:',
  },
  review_not_explained: {
    zh: '还不能提交：请说明每一个使它不能发布的低分。',
    en: 'Not yet: explain each low score that keeps it from publication.',
  },
  review_comment_missing: {
    zh: '请写明不足之处',
    en: 'Say what is missing',
  },
  own_organisation_cannot_review: {
    zh: '您属于提交单位或它的上级、下级、前身、后续单位',
    en: 'You belong to the organisation that submitted it, or to one of its family',
  },
});
