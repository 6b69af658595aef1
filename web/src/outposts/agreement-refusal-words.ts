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
  agreement_not_ready: {
    zh: '条款还不能签署，请先解决以下各项。',
    en: 'The terms cannot be signed like this; mend what stands below.',
  },
  agreement_was_signed: {
    zh: '是否公开、归属哪个协同体，须在第一版签署之前确定。',
    en: 'Who may read it and its compact are settled before the first version is signed.',
  },
  agreement_not_signed: {
    zh: '尚未签署的版本请直接编辑，不必修订。',
    en: 'What is not signed yet is edited, not amended.',
  },
  terms_are_not_what_was_signed: {
    zh: '您看到的条款已不是现在的条款，请重新阅读后再签署。',
    en: 'The terms are not those that you read; read them again before you sign.',
  },
  party_has_signed: {
    zh: '当事方 {{party}} 已经签署了这一版。',
    en: 'The party {{party}} has signed this version already.',
  },
  versions_overlap: {
    zh: '第 {{number}} 版自 {{startsOn}} 起适用，新版本的起始年度必须晚于它。',
    en: 'Version {{number}} rules from {{startsOn}} on; the new one must begin later.',
  },
  closed_years_amended: {
    zh: '{{from}} 至 {{through}} 年度已按第 {{number}} 版结账，不能再改条款；新版本最早自 {{next}} 年起适用。已结账年度的差错请更正数据，另出差额结算单。',
    en: '{{from}} to {{through}} were closed by version {{number}}, whose terms stay; a new version begins in {{next}} at the earliest. What is wrong in a closed year is mended by correcting its facts, which gives a difference statement.',
  },
  terms_not_whole: {
    zh: '条款还不完整，无法计算，请先解决以下各项。',
    en: 'The terms are not whole yet and cannot be computed; mend what stands below.',
  },
  alternative_not_whole: {
    zh: '对比方案“{{name}}”的条款不完整。',
    en: 'The terms of “{{name}}” are not whole.',
  },
  scenario_not_valid: {
    zh: '情景与条款不符，请检查以下各项。',
    en: 'The scenario does not fit the terms; look at what stands below.',
  },
  not_simulated_yet: {
    zh: '请先对现在的条款做一次模拟，让各方看到它意味着什么。',
    en: 'Simulate these terms first, so that every party sees what they would mean.',
  },
  wrong_shape: {
    zh: '此处没有填写，或格式不对。',
    en: 'This is missing, or not of the right form.',
  },
  declared_twice: { zh: '同一编号出现了两次。', en: 'The same id stands here twice.' },
  unit_not_declared: {
    zh: '计量单位没有声明；人民币、欧元、日元之外的单位须先在“计量单位”中声明。',
    en: 'The unit is not declared; units beyond CNY, EUR and JPY are declared under “Units”.',
  },
  refund_of_unlike: {
    zh: '退税与被退的税种计量单位不同，或它本身也是退税。',
    en: 'A refund is counted like what it is taken off, and not off another refund.',
  },
  successor_unfit: {
    zh: '承继方必须是仍然存续的当事方，且被承继方须写明终止年度。',
    en: 'A successor is a party that goes on, of one whose last year is given.',
  },
  measure_not_declared: {
    zh: '所用的指标没有在“指标与税种”中声明。',
    en: 'The measure is not declared under “Measures”.',
  },
  measure_unfit: {
    zh: '此处需要的是事件或税率，所选指标不是。',
    en: 'An event or a rate is needed here; the measure is none.',
  },
  party_unknown: { zh: '此处所写的不是本协议的当事方。', en: 'This is no party of the agreement.' },
  units_differ: {
    zh: '计量单位不同的指标不能相加或比较。',
    en: 'Measures of different units are neither added nor compared.',
  },
  amount_given_twice: {
    zh: '金额与比例只能写其中一项。',
    en: 'Give an amount, or what it is a share of, not both.',
  },
  no_such_cap: {
    zh: '须指明一条设有协议累计上限的分享条款。',
    en: 'Name a sharing clause that has a cap of the whole agreement.',
  },
  rest_to_nobody: {
    zh: '尾差归属方在每一档都要有份额。',
    en: 'Who takes the rest of rounding has a part in every split.',
  },
  floor_of_the_payer: {
    zh: '保底由付款方补足，付款方自己不能保底。',
    en: 'A floor is paid by the payer, who has none.',
  },
  cap_of_the_payer: {
    zh: '超出上限的部分归付款方，付款方自己不设上限。',
    en: 'What a cap cuts off stays with the payer, who has none.',
  },
  cap_without_amount: {
    zh: '上限须写明固定金额，或迁移前各年之和，两者取一。',
    en: 'A cap has an amount, or is a sum of the years before: one of the two.',
  },
  extension_without_cap: {
    zh: '延长年限以“未达上限”为前提，须先设协议累计上限。',
    en: 'An extension asks whether a cap of the whole agreement was reached.',
  },
  extension_without_end: {
    zh: '分享年限没有终点，无需延长。',
    en: 'Splits without an end need no extension.',
  },
  shares_not_whole: {
    zh: '各方份额之和必须正好是 100%，请核对本条各份额。',
    en: 'The shares must sum to exactly 100 %; look at each of this clause.',
  },
  slices_do_not_meet: {
    zh: '各档之间有空档或重叠，须从 0 起首尾相接。',
    en: 'The slices leave a gap or overlap; they follow each other from 0 on.',
  },
  sources_overlap: {
    zh: '有的分档限定来源，有的不限，会重复计算。',
    en: 'One split is for all sources and one is not: some would be counted twice.',
  },
  not_a_number: { zh: '这个数无法计算（除数为 0）。', en: 'This is no number: it divides by 0.' },
  no_amount: {
    zh: '事件和税率不能作为分享的基数。',
    en: 'Events and rates cannot be shared.',
  },
  not_an_amount: {
    zh: '金额的小数位数超过了计量单位允许的位数。',
    en: 'The amount has more decimals than its unit.',
  },
  years_reversed: { zh: '终止年度早于起始年度。', en: 'The last year lies before the first.' },
  scenario_unfit: {
    zh: '情景中的当事方、指标或数额与条款不符。',
    en: 'A party, measure or amount of the scenario does not fit the terms.',
  },
  party_not_bound: {
    zh: '请指定当事方 {{party}} 是哪个地区或机构。',
    en: 'Say which region or organisation {{party}} is.',
  },
  party_region_abolished: {
    zh: '当事方 {{party}} 的行政区划已撤销，请改为承继的地区，或写明终止年度。',
    en: 'The region of {{party}} was abolished: name its successor, or its last year.',
  },
  party_region_not_yet_founded: {
    zh: '当事方 {{party}} 的行政区划尚未设立。',
    en: 'The region of {{party}} is not founded yet.',
  },
  party_organisation_merged: {
    zh: '当事方 {{party}} 的机构已合并，请改为承继的机构，或写明终止年度。',
    en: 'The organisation of {{party}} was merged: name its successor, or its last year.',
  },
  party_organisation_withdrawn: {
    zh: '当事方 {{party}} 的机构已注销，不能签约。',
    en: 'The organisation of {{party}} was dissolved and cannot sign.',
  },
  parties_are_one_place: {
    zh: '协议至少要有两个不同的当事方。',
    en: 'An agreement has at least two different parties.',
  },
  in_force_missing: {
    zh: '请写明从哪一年起适用。',
    en: 'Say from which year on the terms are in force.',
  },
});
