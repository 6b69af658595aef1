import { defineRefusals } from '../ui/words.ts';

export const agreementRefusals = defineRefusals({
  agreement_state_forbids: {
    zh: '协议版本目前的状态（{{state}}）不允许这样做。',
    en: 'The version is {{state}}, which does not allow it.',
  },
  party_not_in_terms: {
    zh: '条款中没有当事方 {{party}}。',
    en: 'The terms name no party {{party}}.',
  },
  party_bound_twice: {
    zh: '当事方 {{party}} 指定了两次。',
    en: 'The party {{party}} is named twice.',
  },
  party_place_not_one: {
    zh: '当事方 {{party}} 要么是一个地区，要么是一家机构，不能两者都是。',
    en: 'The party {{party}} is a region or an organisation, not both.',
  },
  organisation_not_known: { zh: '没有这家机构。', en: 'There is no such organisation.' },
  template_not_known: { zh: '没有模板 {{name}}。', en: 'There is no template {{name}}.' },
  terms_too_large: {
    zh: '条款过大：最多 {{bytes}} 字节、{{levels}} 层。',
    en: 'Terms have at most {{bytes}} bytes and {{levels}} levels.',
  },
  terms_not_readable: {
    zh: '条款中含有无法保存的字符（编码 0）。',
    en: 'The terms hold a character that cannot be kept (code 0).',
  },
  draft_was_sent: {
    zh: '其他当事方已经看过这一版，不能删除，请改为撤回。',
    en: 'The other parties have seen it: it cannot be deleted, withdraw it instead.',
  },
});
