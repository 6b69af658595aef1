import { defineRefusals } from '../ui/words.ts';

/** Every refusal of matching's contract, and every reason that its judgements give. */
export const matchingRefusals = defineRefusals({
  technology_not_valid: {
    zh: '这项技术还不能这样保存或发布，请看各项下的说明。',
    en: 'The technology cannot be kept or published like this; see the note at each entry.',
  },
  need_not_valid: {
    zh: '这条需求还不能这样保存或发布，请看各项下的说明。',
    en: 'The need cannot be kept or published like this; see the note at each entry.',
  },
  record_state_forbids: {
    zh: '它现在的状态不允许这项操作，请重新载入。',
    en: 'Its state does not allow this; reload the page.',
  },
  introduction_not_possible: {
    zh: '现在不能请求引荐：',
    en: 'An introduction cannot be asked for now:',
  },
  introduction_not_open: {
    zh: '这次引荐已经有了答复或已撤回。',
    en: 'This introduction was answered or taken back already.',
  },
  introduction_not_accepted: {
    zh: '只有已接受的引荐才能这样记录。',
    en: 'This needs an introduction that was accepted.',
  },
  outcome_not_valid: {
    zh: '结果还不完整，请看各项下的说明。',
    en: 'The outcome is not complete; see the note at each entry.',
  },
  contact_missing: {
    zh: '请写明对方可以联系谁。',
    en: 'Say whom the other side should talk to.',
  },
  title_too_short: { zh: '名称至少 4 个字', en: 'A title has at least 4 letters' },
  summary_too_short: {
    zh: '简介至少 20 个字，说明做什么、给谁用',
    en: 'Say in 20 letters or more what it does and for whom',
  },
  problem_too_short: {
    zh: '问题描述至少 20 个字',
    en: 'Tell the problem in 20 letters or more',
  },
  field_missing: { zh: '请至少选择一个领域', en: 'Choose at least one field' },
  field_unknown: { zh: '没有这个领域', en: 'There is no such field' },
  maturity_missing: { zh: '请选择成熟度', en: 'State the maturity' },
  ip_position_missing: { zh: '请说明知识产权情况', en: 'State whose rights' },
  price_mode_missing: {
    zh: '请至少选择一种合作方式，也可以选“面议”',
    en: 'Choose at least one way; “negotiable” is an answer',
  },
  amount_negative: { zh: '金额不能小于零', en: 'An amount is not below zero' },
  amounts_crossed: { zh: '下限不能高于上限', en: 'The least amount is above the greatest' },
  currency_missing: { zh: '有金额时请选择币种', en: 'An amount needs its currency' },
  region_unknown: { zh: '没有这个地区', en: 'There is no such region' },
  compact_missing: { zh: '请选择协同体', en: 'Choose the compact' },
  compact_unknown: { zh: '没有这个协同体', en: 'There is no such compact' },
  not_in_the_compact: {
    zh: '本单位所在地区不在这个协同体内',
    en: 'Your organisation’s region is not in this compact',
  },
  named_organisations_missing: {
    zh: '请至少指定一个单位',
    en: 'Name at least one organisation',
  },
  organisation_unknown: { zh: '没有这个单位', en: 'There is no such organisation' },
  deadline_has_passed: { zh: '这个日期已经过去', en: 'This day has passed' },
  expiry_has_passed: { zh: '有效期已经过去', en: 'This day has passed' },
  expiry_too_far: {
    zh: '有效期最多三年，到期可以续期',
    en: 'Three years at most; it can be renewed',
  },
  nothing_to_ask_about: {
    zh: '请选择关于哪项技术或需求',
    en: 'Name a technology or a need',
  },
  need_not_published: { zh: '这条需求没有处于发布状态', en: 'The need is not published' },
  technology_not_published: {
    zh: '这项技术没有处于发布状态',
    en: 'The technology is not published',
  },
  own_organisation: { zh: '双方是同一个单位', en: 'Both sides are the same organisation' },
  neither_side_is_yours: {
    zh: '请用本单位的需求或技术来请求',
    en: 'Ask from your own need or technology',
  },
  introduction_already_open: {
    zh: '双方之间已有一次进行中的引荐',
    en: 'There is an open introduction between the two already',
  },
  amount_missing: {
    zh: '请填写合同金额，零也可以',
    en: 'A contract has its amount; zero is an answer',
  },
  signing_day_missing: { zh: '请填写签订日期', en: 'A contract has its day' },
  signing_day_in_the_future: { zh: '签订日期还没有到', en: 'This day is still to come' },
  reason_missing: { zh: '请至少选一条理由', en: 'Choose at least one reason' },
  meeting_already_open: {
    zh: '已经有一次会面在约或待举行。',
    en: 'There is a meeting already, offered or arranged.',
  },
  meeting_not_valid: {
    zh: '会面提议还不完整，请看各项说明。',
    en: 'These times cannot be offered; see the notes.',
  },
  meeting_not_open: {
    zh: '这次会面现在不能这样处理，请重新载入。',
    en: 'This cannot be done with the meeting now; reload the page.',
  },
  slot_not_offered: {
    zh: '这个时间已经不能选，请选别的。',
    en: 'This time is not offered any more; pick another.',
  },
  meeting_not_arranged: { zh: '还没有选定时间', en: 'No time was picked yet' },
  deal_state_forbids: {
    zh: '合同现在的状态不允许这项操作，请重新载入。',
    en: 'The state of the contract does not allow this; reload the page.',
  },
  deal_not_valid: {
    zh: '合同信息还不完整，请看各项说明。',
    en: 'The contract is not complete; see the note at each entry.',
  },
  registration_not_valid: {
    zh: '登记信息不能这样保存，请看各项说明。',
    en: 'The registration cannot be kept like this; see the note at each entry.',
  },
  deal_kind_missing: { zh: '请选择合同类型', en: 'Say what kind of contract it is' },
  registration_number_missing: { zh: '请填写登记编号', en: 'Give the number of the registration' },
  registration_office_missing: { zh: '请填写登记机构', en: 'Name the office that registered it' },
  registration_day_in_the_future: { zh: '登记日期还没有到', en: 'This day is still to come' },
  registration_before_signing: {
    zh: '登记不能早于签订日期',
    en: 'A contract is registered after it is signed',
  },
  slot_has_passed: { zh: '有的时间已经过去', en: 'One of the times has passed' },
  slot_too_far: { zh: '时间要在 90 天之内', en: 'Times lie within 90 days' },
  slots_overlap: { zh: '有两个时间重叠', en: 'Two of the times overlap' },
  place_or_link_missing: { zh: '请填写地点或链接', en: 'Give a place, a link, or both' },
});
