import { defineRefusals } from '../ui/words.ts';

/** Every refusal of outposts and moves, and every reason that their judgements give. */
export const outpostRefusals = defineRefusals({
  outpost_not_valid: {
    zh: '飞地信息还不能这样保存，请看各项说明。',
    en: 'The outpost cannot be kept like this; see the note at each entry.',
  },
  outpost_name_missing: {
    zh: '请填写中文或英文名称。',
    en: 'Give a name in one of the languages.',
  },
  outpost_regions_are_the_same: {
    zh: '飞入地必须是另一个地区。',
    en: 'An outpost lies in another region.',
  },
  outpost_closes_before_it_opens: {
    zh: '关闭日期必须晚于启用日期。',
    en: 'It opens before it closes.',
  },
  coordinates_incomplete: {
    zh: '经度和纬度要么都填，要么都不填。',
    en: 'Give both latitude and longitude, or neither.',
  },
  activities_do_not_fit_kind: {
    zh: '飞入地开展的活动与飞地类型不符。',
    en: 'What is done there is not what an outpost of this kind is for.',
  },
  teams_are_still_there: {
    zh: '到 {{closedOn}} 还有 {{teams}} 个团队在园，请先说明它们的去向。',
    en: 'On {{closedOn}} {{teams}} teams would still be there; say first how their time ended.',
  },
  team_not_valid: {
    zh: '团队信息还不能这样保存，请看各项说明。',
    en: 'The team cannot be kept like this; see the note at each entry.',
  },
  team_name_missing: {
    zh: '请选择单位，或填写团队名称。',
    en: 'Choose an organisation or give the name of the team.',
  },
  team_admitted_before_opening: {
    zh: '飞地当时尚未启用（启用日期：{{openedOn}}）。',
    en: 'The outpost was not open then (opened on {{openedOn}}).',
  },
  team_left_before_it_came: {
    zh: '离开日期必须晚于入驻日期。',
    en: 'A team leaves after it was admitted.',
  },
  team_ending_incomplete: {
    zh: '离开日期和去向要一并填写。',
    en: 'Give both the day it left and how it ended.',
  },
  team_outlasts_outpost: {
    zh: '飞地已于 {{closedOn}} 关闭。',
    en: 'The outpost closed on {{closedOn}}.',
  },
  team_is_there_already: {
    zh: '这家单位在这段时间已在园。',
    en: 'The organisation is in the outpost at that time already.',
  },
  organisation_is_merged: {
    zh: '{{name}} 已并入 {{successor}}，请改填后者。',
    en: '{{name}} was merged into {{successor}}; name that one.',
  },
  organisation_is_dissolved: {
    zh: '{{name}} 已注销，不能再开始新的事项。',
    en: '{{name}} is no more; it can begin nothing new.',
  },
  outpost_not_known: { zh: '没有这个飞地。', en: 'There is no such outpost.' },
  agreement_not_known: {
    zh: '没有您可以查看的这份协议。',
    en: 'There is no such agreement that you may see.',
  },
  move_not_valid: {
    zh: '迁移信息还不能这样保存，请看各项说明。',
    en: 'The move cannot be kept like this; see the note at each entry.',
  },
  move_enterprise_missing: { zh: '请选择迁移的企业。', en: 'Say which enterprise moves.' },
  move_name_missing: { zh: '请填写项目名称。', en: 'Give the name of the project.' },
  move_regions_are_the_same: {
    zh: '迁入地必须是另一个地区。',
    en: 'A move goes to another region.',
  },
  listing_of_a_market_move: {
    zh: '市场行为的迁移不列入名单。',
    en: 'Only moves led by government are entered in the list.',
  },
  registration_day_missing: {
    zh: '填写投产日期之前，请先填写变更登记日期。',
    en: 'Say first when the registration was changed.',
  },
  production_before_registration: {
    zh: '投产不能早于变更登记（{{registeredOn}}）。',
    en: 'Production cannot begin before the registration was changed, on {{registeredOn}}.',
  },
  deregistration_before_move: {
    zh: '注销不能早于迁移（{{movedOn}}）。',
    en: 'It is deregistered no earlier than it moved, on {{movedOn}}.',
  },
  move_day_in_the_future: {
    zh: '{{day}} 还没有到；这里只登记已经发生的事。',
    en: '{{day}} is still to come; only what happened is recorded here.',
  },
  tax_year_not_before_move: {
    zh: '{{year}} 年不在迁移之前的十年内。',
    en: '{{year}} is not among the ten years before the move.',
  },
  tax_given_twice: {
    zh: '{{year}} 年的同一税种填了两次。',
    en: 'The same tax of {{year}} stands here twice.',
  },
  tax_amount_unreadable: {
    zh: '金额以元为单位，最多两位小数，小于 10 的 15 次方。',
    en: 'An amount in yuan: at most two decimals, less than 10 to the 15th.',
  },
  move_has_no_agreement: {
    zh: '请先在迁移中写明计入哪份协议。',
    en: 'Name first, in the move, the agreement that counts it.',
  },
});
