import { defineRefusals } from '../ui/words.ts';

/** Every refusal of the contract of kept searches, and every reason that its judgements give. */
export const watchRefusals = defineRefusals({
  watch_not_valid: { zh: '还不能这样关注：', en: 'It cannot be kept like this:' },
  watch_words_missing: { zh: '请写明要找什么', en: 'Say in words what is to be found' },
  watch_record_missing: {
    zh: '请选择一条需求或一项技术',
    en: 'Name one need or one technology',
  },
  too_many_watches: {
    zh: '每人最多关注 {{most}} 项，请先取消一些。',
    en: 'One person keeps {{most}} at most; forget some first.',
  },
  link_not_valid: {
    zh: '链接无效或不完整。',
    en: 'This link is not valid, or not all of it came.',
  },
});
