import { defineRefusals } from '../ui/words.ts';

/** Every refusal of the registry's contract. */
export const registryRefusals = defineRefusals({
  region_not_known: {
    zh: '没有这个地区代码，请从列表中选择。',
    en: 'There is no such region code; choose one from the list.',
  },
  region_abolished: {
    zh: '这个地区代码在当时已撤销，请改用其后继。',
    en: 'This region code had been abolished by then; use its successor.',
  },
  region_not_yet_founded: {
    zh: '这个地区代码在当时还没有启用。',
    en: 'This region code was not in force yet on that day.',
  },
  membership_ends_before_it_starts: {
    zh: '退出日期必须晚于加入日期。',
    en: 'A membership ends after it starts.',
  },
  membership_overlaps: {
    zh: '这个地区在其中一些日子已经是成员。',
    en: 'The region is in the compact on some of these days already.',
  },
  region_is_not_a_member: {
    zh: '这个地区现在不是成员。',
    en: 'The region is not a member at present.',
  },
  name_missing: {
    zh: '中文名和英文名至少填写一个。',
    en: 'Give a Chinese or an English name.',
  },
  established_in_the_future: {
    zh: '成立年份不能晚于今年。',
    en: 'It cannot have been established in the future.',
  },
  stated_in_the_future: {
    zh: '截至日期不能晚于今天。',
    en: 'It cannot have been stated in the future.',
  },
  parent_not_found: {
    zh: '没有找到这个上级机构。',
    en: 'There is no such organisation to belong to.',
  },
  parent_makes_a_cycle: {
    zh: '上级机构不能是自己或自己的下级。',
    en: 'An organisation cannot belong to itself or to one of its own branches.',
  },
  organisation_was_merged: {
    zh: '这条记录已合并到另一条，请在那条上修改。',
    en: 'This record was merged into another; edit that one.',
  },
  identifier_invalid: {
    zh: '校验位不对，请核对标识值。',
    en: 'The check digit does not fit; look at the value again.',
  },
  identifier_held_by_another: {
    zh: '另一家机构已使用这个标识，可能是重复的记录。',
    en: 'Another organisation holds this identifier; the two may be one.',
  },
  successor_not_found: {
    zh: '没有找到要保留的记录。',
    en: 'The record that should stay was not found.',
  },
  merge_makes_a_cycle: {
    zh: '不能把记录合并到它自己，或已并入它的记录。',
    en: 'A record cannot be merged into itself or into one that was merged into it.',
  },
  name_already_there: { zh: '这个名称已经有了。', en: 'This name is there already.' },
  related_organisation_not_found: {
    zh: '没有找到关联的机构。',
    en: 'The related organisation was not found.',
  },
  relation_to_itself: {
    zh: '机构不能与自己关联。',
    en: 'An organisation is not its own relation.',
  },
  relation_already_there: { zh: '这个关联已经有了。', en: 'This relation is there already.' },
  orcid_invalid: {
    zh: 'ORCID 的校验位不对，请核对。',
    en: 'The check digit of this ORCID does not fit.',
  },
  orcid_held_by_another: {
    zh: '另一个人已登记这个 ORCID。',
    en: 'Another person is registered with this ORCID.',
  },
  participant_not_found: {
    zh: '有一个参与方没有登记。',
    en: 'One of the participants is not registered.',
  },
  participant_named_twice: {
    zh: '同一家机构以同一角色列了两次。',
    en: 'The same organisation is named twice in one role.',
  },
  collaboration_already_known: {
    zh: '这项合作已经登记过。',
    en: 'This collaboration is on record already.',
  },
  collaboration_ends_before_it_starts: {
    zh: '结束日期必须晚于开始日期。',
    en: 'It ends after it starts.',
  },
  amount_without_currency: { zh: '有金额时请选择币种。', en: 'An amount needs its currency.' },
});
