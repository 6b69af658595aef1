import { defineRefusals, defineWords } from '../ui/words.ts';

/** What the pages of matches say of ranking. */
export const rankingWords = defineWords('ranking', {
  view: { zh: '看什么', en: 'What to look at' },
  view_technologies: { zh: '技术', en: 'Technologies' },
  view_needs: { zh: '需求', en: 'Needs' },
  view_experts: { zh: '专家', en: 'Experts' },
  view_organisations: { zh: '单位', en: 'Organisations' },

  part_text: { zh: '文字', en: 'Text' },
  part_field: { zh: '领域', en: 'Field' },
  part_maturity: { zh: '成熟度', en: 'Maturity' },
  part_money: { zh: '预算与价格', en: 'Budget and price' },
  part_region: { zh: '地区', en: 'Region' },
  part_deadline: { zh: '期限', en: 'Deadline' },
  part_language: { zh: '语言', en: 'Language' },
  part_visibility: { zh: '可见范围', en: 'Visibility' },
  notAsked: { zh: '需求未作要求，不计分', en: 'The need asks nothing; does not count' },
  leftOpen: { zh: '未说明，按一半计', en: 'Not said; counts as half' },

  score: { zh: '匹配度 {{score}}', en: 'Fit {{score}}' },
  whyHere: { zh: '为什么排在这里', en: 'Why it stands here' },
  partColumn: { zh: '方面', en: 'Part' },
  scoreColumn: { zh: '得分', en: 'Score' },
  weightColumn: { zh: '权重', en: 'Weight' },
  reasonColumn: { zh: '依据', en: 'Because' },
  textDetail: {
    zh: '词语 {{words}}，含义 {{meaning}}（与最好的一条相比）',
    en: 'Words {{words}}, meaning {{meaning}}, against the best',
  },
  meansNearly: { zh: '含义相近：{{pairs}}', en: 'Near in meaning: {{pairs}}' },
  notHigher: {
    zh: '为什么不更靠前：{{part}}比上一条少 {{costs}} 分',
    en: 'Why not higher: {{part}} costs {{costs}} points against the one above',
  },
  notHigherClose: {
    zh: '与上一条只差 {{behind}} 分',
    en: 'Only {{behind}} points behind the one above',
  },
  notHigherSpread: { zh: '因按地区分散而排在这里', en: 'Stands here because regions take turns' },
  missing: {
    zh: '对方没有说明：{{parts}}',
    en: 'Not said by the other side: {{parts}}',
  },
  missingOurs: { zh: '我方没有说明：{{parts}}', en: 'Not said by us: {{parts}}' },
  mayGain: {
    zh: '{{part}}（最多再加 {{points}} 分）',
    en: '{{part}} (up to {{points}} points more)',
  },
  twins: {
    zh: '另有 {{count}} 条内容几乎相同',
    en: {
      one: 'One more that says nearly the same',
      other: '{{count}} more that say nearly the same',
    },
  },
  likeness: { zh: '{{share}}相同', en: '{{share}} alike' },
  likeRefused: {
    zh: '与已排除的“{{title}}”相似，减 {{points}} 分',
    en: 'Like “{{title}}”, which you turned down: {{points}} points less',
  },
  likeAccepted: {
    zh: '与已接受的“{{title}}”相似，加 {{points}} 分',
    en: 'Like “{{title}}”, which was accepted: {{points}} points more',
  },
  rankWithoutSpread: { zh: '不分散时第 {{rank}} 位', en: 'No. {{rank}} without the spread' },

  weights: { zh: '排序权重', en: 'Weights' },
  weightsLead: {
    zh: '各方面得分按权重平均。改动写进网址，只影响您现在看到的排序。',
    en: 'Scores are averaged by these weights. Changes go into the address and move only what you see.',
  },
  weightOf: { zh: '{{part}}的权重', en: 'Weight of {{part}}' },
  resetWeights: { zh: '恢复', en: 'Reset' },
  keepWeights: { zh: '存为这条需求的权重', en: 'Keep for this need' },
  dropWeights: { zh: '不再使用自存权重', en: 'Give up the kept weights' },
  weightsKept: { zh: '已保存', en: 'Kept' },
  source_default: { zh: '默认', en: 'default' },
  source_learned: { zh: '从反馈学得', en: 'learned' },
  source_kept: { zh: '自存', en: 'kept' },
  source_asked: { zh: '刚改的', en: 'just changed' },
  source_feedback: { zh: '因排除理由提高', en: 'raised by your reasons' },
  learnedFrom: {
    zh: '第 {{version}} 版权重，学自 {{yes}} 次肯定和 {{no}} 次否定。',
    en: 'Weights of version {{version}}, learned from {{yes}} yes and {{no}} no.',
  },
  notLearned: {
    zh: '默认权重；有了肯定和否定的答复后会学习调整。',
    en: 'The weights delivered; answers, yes and no, will adjust them.',
  },
  spread: { zh: '按地区分散', en: 'Spread over regions' },

  notThis: { zh: '不合适，因为…', en: 'Not this, because…' },
  refusedDone: { zh: '已排除，其余重新排序', en: 'Set aside; the rest is ranked anew' },
  refused: {
    zh: '已排除 {{count}} 条',
    en: { one: 'One set aside', other: '{{count}} set aside' },
  },
  takeBack: { zh: '恢复', en: 'Take back' },
  takeBackOf: { zh: '恢复“{{title}}”', en: 'Take back “{{title}}”' },

  notice_nothing_to_search_for: {
    zh: '这里没有可以检索的文字。请写几个说明问题的词。',
    en: 'There is nothing here to search for. Write a few words that say what it is about.',
  },
  notice_only_common_words: {
    zh: '只有“技术”“研究”一类的通用词，什么都能对上。请写出材料、对象或工艺。',
    en: 'Only words that everything has, such as “technology”. Name a material, a thing or a process.',
  },
  notice_one_character: {
    zh: '只有一个字，结果会很杂。多写几个字会更准。',
    en: 'A single character finds all sorts of things. A few more make it sharper.',
  },
  notice_cut_short: {
    zh: '文字很长，只读了前一万字。',
    en: 'The text is long; its first 10,000 letters were read.',
  },
  notice_matches_nearly_all: {
    zh: '这个词几乎每条里都有。请写得更具体。',
    en: 'Nearly every record has this word. Say more precisely what you look for.',
  },
  notice_words_alone: {
    zh: '目前只按词语匹配；记录多起来后会学习词义。',
    en: 'Ranked by words alone for now; meaning is learned once there are more records.',
  },
  notice_endpoint_away: {
    zh: '语义服务暂时没有回应，先按词语和本站学到的词义排序。',
    en: 'The endpoint for meaning does not answer now; ranked by words and what was learned here.',
  },
  belowFloor: {
    zh: '另有 {{count}} 条只有零星字词相同，没有显示。',
    en: {
      one: 'One more shares next to nothing and is not shown.',
      other: '{{count}} more share next to nothing and are not shown.',
    },
  },
  showThem: { zh: '也显示', en: 'Show them too' },
  hideThem: { zh: '不显示只有零星字词相同的', en: 'Hide what shares next to nothing' },

  expertsLead: {
    zh: '同意公开的专家，按本人方向、所在单位的技术和合作成果排序；技术、论文和成果都是单位的。',
    en: 'People who agreed to be shown. What is offered and was done is their organisation’s.',
  },
  noExperts: { zh: '没有找到合适的专家', en: 'No experts were found' },
  noExpertsHint: {
    zh: '只显示同意公开的专家。放宽筛选，或先看单位。',
    en: 'Only people who agreed are shown. Loosen the filters, or look at organisations.',
  },
  noOrganisations: { zh: '没有找到合适的单位', en: 'No organisations were found' },
  noOrganisationsHint: {
    zh: '放宽筛选，或把需求写得更具体。',
    en: 'Loosen the filters, or say more of the need.',
  },
  evidence_fields: { zh: '本人方向 {{score}}', en: 'Own fields {{score}}' },
  evidence_technologies: { zh: '技术 {{score}}', en: 'Technologies {{score}}' },
  evidence_collaborations: { zh: '合作 {{score}}', en: 'Works {{score}}' },
  itsTechnologies: { zh: '相关技术', en: 'Technologies that fit' },
  itsWorks: { zh: '参与的项目、论文和专利', en: 'Projects, papers and patents' },
  expertsThere: {
    zh: '{{count}} 位公开的专家',
    en: { one: 'One expert shown', other: '{{count}} experts shown' },
  },
  expertsFound: {
    zh: '{{count}} 位专家',
    en: { one: 'One expert', other: '{{count}} experts' },
  },
  organisationsFound: {
    zh: '{{count}} 个单位',
    en: { one: 'One organisation', other: '{{count}} organisations' },
  },
});

defineRefusals({
  weights_not_valid: {
    zh: '这样的权重排不出顺序。',
    en: 'By these weights nothing could be ranked.',
  },
  nothing_counts: { zh: '至少有一个方面的权重大于 0', en: 'At least one part counts above 0' },
  part_named_twice: { zh: '同一方面写了两次', en: 'A part is named twice' },
  feedback_not_possible: { zh: '现在不能这样排除：', en: 'This cannot be said of the two:' },
  already_refused: { zh: '本单位已经排除过它', en: 'Your organisation has said so already' },
});
