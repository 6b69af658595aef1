import { defineRefusals, defineWords } from '../ui/words.ts';

defineRefusals({
  chain_not_valid: {
    zh: '这条产业链还不能保存，请按各项说明改正。',
    en: 'The chain cannot be kept yet; mend what is named.',
  },
  chain_code_taken: {
    zh: '已有代码为 {{code}} 的产业链，请换一个代码，或为它添加新版本。',
    en: 'There is a chain {{code}} already; choose another code or add a version to it.',
  },
  chain_not_changed: {
    zh: '与最新版本相同，没有需要保存的改动。',
    en: 'This is what the newest version says already.',
  },
  link_told_twice: { zh: '环节 {{link}} 写了两次。', en: 'The link {{link}} is told twice.' },
  link_without_field: {
    zh: '环节 {{link}} 没有写行业、专利类、行业名称或关键词，无从统计。',
    en: 'The link {{link}} has no industry, class, name or keyword: nothing can stand in it.',
  },
  edge_names_no_link: {
    zh: '{{from}} → {{to}}：其中一端不是已写的环节。',
    en: '{{from}} → {{to}}: one of them is no link.',
  },
  edge_to_itself: { zh: '{{from}} 指向了自己。', en: '{{from}} leads to itself.' },
  edge_goes_upstream: {
    zh: '{{from}} → {{to}}：从下游指向了上游。',
    en: '{{from}} → {{to}} goes from downstream to upstream.',
  },
  edge_told_twice: { zh: '{{from}} → {{to}} 写了两次。', en: '{{from}} → {{to}} is told twice.' },
  chain_goes_round: {
    zh: '同一阶段里有环节绕了一圈又指回自己。',
    en: 'Some links of one stage lead round to themselves.',
  },
});

export const chainWords = defineWords('chains', {
  chains: { zh: '产业链', en: 'Chains' },
  chainsLead: {
    zh: '一条产业链的哪些环节协同体内有供给，哪些过剩，哪些只能靠外部。',
    en: 'Which links of a sector chain the compact supplies, which it has too much of, and which come from outside.',
  },
  name: { zh: '产业链', en: 'Chain' },
  links: { zh: '环节', en: 'Links' },
  version: { zh: '版本', en: 'Version' },
  versionSaid: { zh: '第 {{number}} 版', en: 'Version {{number}}' },
  madeBy: { zh: '编制', en: 'Made by' },
  madeAt: { zh: '时间', en: 'When' },
  source: { zh: '来源', en: 'Source' },
  noChains: { zh: '还没有产业链', en: 'No chain yet' },
  noChainsHint: {
    zh: '产业链是一份数据：环节、上下游和对应的行业与关键词。可以上传或在线编辑。',
    en: 'A chain is data: links, stages and the industries and keywords that belong to them. Upload or write one.',
  },
  newChain: { zh: '添加产业链', en: 'Add a chain' },
  revise: { zh: '编辑新版本', en: 'Write a new version' },
  compact: { zh: '协同体', en: 'Compact' },
  chooseCompact: { zh: '请选择协同体', en: 'Choose a compact' },
  picture: {
    zh: '{{chain}}：各环节在{{compact}}的供给情况，自上而下为上游到下游',
    en: '{{chain}}: how {{compact}} supplies each link, from upstream above to downstream below',
  },
  stage: { zh: '阶段', en: 'Stage' },
  stage_upstream: { zh: '上游', en: 'Upstream' },
  stage_midstream: { zh: '中游', en: 'Midstream' },
  stage_downstream: { zh: '下游', en: 'Downstream' },
  state: { zh: '判断', en: 'Finding' },
  stateSaid: { zh: '〔{{state}}〕', en: '[{{state}}]' },
  state_missing: { zh: '缺口', en: 'Missing' },
  state_outside: { zh: '靠外部', en: 'From outside' },
  state_thin: { zh: '薄弱', en: 'Thin' },
  state_supplied: { zh: '有供给', en: 'Supplied' },
  state_surplus: { zh: '过剩', en: 'Surplus' },
  organisations: { zh: '单位', en: 'Organisations' },
  technologies: { zh: '在库技术', en: 'Technologies' },
  needs: { zh: '在求需求', en: 'Open needs' },
  answered: { zh: '内部 / 外部应答', en: 'Answered inside / outside' },
  surplus: { zh: '供需份额比', en: 'Supply over demand' },
  figures: { zh: '各环节', en: 'Links' },
  ofRegions: { zh: '各地区', en: 'Regions' },
  byRegion: { zh: '{{link}}：各地区', en: '{{link}}: by region' },
  region: { zh: '地区', en: 'Region' },
  all: { zh: '合计', en: 'All' },
  atLeast: { zh: '{{count}} 以上', en: '{{count}} or more' },
  untold: { zh: '过少不公布', en: 'too few to tell' },
  few: { zh: '有，过少不公布', en: 'some, too few to tell' },
  behind: { zh: '背后的记录', en: 'What stands behind' },
  record: { zh: '名称', en: 'Name' },
  organisation: { zh: '单位', en: 'Organisation' },
  noRecords: { zh: '没有可以列出的记录', en: 'Nothing that may be listed' },
  noRecordsHint: {
    zh: '少于 3 家的地区只对其主管部门列出；需求只列公开的。',
    en: 'Regions with fewer than three are listed to their officers alone; of needs the public ones.',
  },
  definitions: { zh: '这些判断是怎么来的', en: 'How these findings come about' },
  definition_supply: {
    zh: '供给：协同体各地区所属行业对应这一环节的登记单位，以及它们的在库技术。技术和需求按环节的关键词归入；没有关键词的环节按行业和专利类归入。',
    en: 'Supply: registered organisations of the compact whose industry belongs to the link, and technologies on offer. Technologies and needs belong by the link’s keywords, or by its fields where it has none.',
  },
  definition_missing: {
    zh: '缺口：内部没有供给，也没有谁应答过需求。靠外部：需求只得到过协同体以外单位的应答。薄弱：供给单位少于 3 家。',
    en: 'Missing: no supply inside, and nobody has answered a need. From outside: needs were answered from outside the compact alone. Thin: fewer than three organisations supply it.',
  },
  definition_surplus: {
    zh: '过剩：这一环节占全链单位的份额，是它占全链需求份额的 2 倍及以上；没有需求的环节按半项计，全链需求少于 3 项时不作判断。',
    en: 'Surplus: its share of the chain’s organisations is twice its share of the needs, or more; a link without needs counts as half a need, and with fewer than three needs in the chain nothing is said.',
  },
  caveats: { zh: '需要注意', en: 'Caveats' },
  caveat_compact_without_regions: {
    zh: '这个协同体目前没有成员地区，所有数字都是零。',
    en: 'The compact has no region today: all figures are zero.',
  },
  caveat_one_region: {
    zh: '这个协同体只有一个地区，内部即本地。',
    en: 'The compact has one region: inside means there.',
  },
  caveat_chain_without_supply: {
    zh: '登记的单位和技术没有一个落在这条链上；可能是行业还没有登记。',
    en: 'No registered organisation or technology stands in this chain; perhaps industries are not registered yet.',
  },
  caveat_too_few_needs_for_surplus: {
    zh: '全链在求需求少于 3 项，不判断过剩。',
    en: 'Fewer than three open needs in the chain: nothing is said about surplus.',
  },
  caveat_some_cells_untold: {
    zh: '少于 3 家单位的数字，只有当地主管部门能看到；合计写作“若干以上”。',
    en: 'Figures about fewer than three organisations are for officers of the region; sums say “or more”.',
  },
  provenance: {
    zh: '来源：本节点 {{on}} 的登记记录；产业链 {{source}}。方法 {{method}} {{version}}，链的摘要 {{digest}}。',
    en: 'Source: records of this node on {{on}}; the chain: {{source}}. Method {{method}} {{version}}, chain {{digest}}.',
  },

  // Editing
  editLead: {
    zh: '产业链是一份 JSON。可以上传文件，或直接改写；保存后成为新的一版，以前的版本不变。',
    en: 'A chain is JSON. Send a file or write here; what is kept becomes a version, and earlier ones stay.',
  },
  schema: { zh: '格式说明（JSON Schema）', en: 'Its JSON Schema' },
  code: { zh: '代码（小写字母、数字和连字符）', en: 'Code (lower case, digits, hyphens)' },
  note: { zh: '版本说明', en: 'What is new' },
  text: { zh: '产业链数据', en: 'Chain data' },
  chooseFile: { zh: '从文件读入', en: 'Read from a file' },
  check: { zh: '检查并预览', en: 'Check and preview' },
  keep: { zh: '保存', en: 'Keep' },
  kept: { zh: '已保存', en: 'Kept' },
  notJson: { zh: '不是有效的 JSON：{{problem}}', en: 'This is no JSON: {{problem}}' },
  sound: { zh: '没有问题，可以保存。', en: 'Nothing stands against it.' },
  problems: { zh: '需要改正', en: 'To be mended' },
  preview: { zh: '预览', en: 'Preview' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
});
