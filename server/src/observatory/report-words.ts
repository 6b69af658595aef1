/** What reports call things that the log and the methods know by a code. */
import { asWritten, both } from './report.ts';
import type { Both } from './report-contract.ts';

const kinds: Readonly<Record<string, Both>> = {
  refused: both('不予通过', 'refused'),
  declined: both('婉拒', 'declined'),
  held: both('搁置或退回', 'held or returned'),
  expired: both('到期', 'expired'),
  lapsed: both('无人答复', 'lapsed'),
  disputed: both('有争议', 'disputed'),

  talent: both('人才', 'talent'),
  technology: both('技术', 'technology'),
  capital: both('资本', 'capital'),
  services: both('服务', 'services'),
  data: both('数据', 'data'),

  identity: both('身份与权限', 'identity'),
  registry: both('主体与资源', 'registry'),
  matching: both('供需对接', 'matching'),
  rules: both('共同规则', 'common rules'),
  ledger: both('账本', 'ledger'),
  outposts: both('科创飞地', 'outposts'),
  platforms: both('科创平台', 'platforms'),
  observatory: both('观测台', 'observatory'),

  opened: both('立案', 'opened'),
  clarified: both('查明', 'clarified'),
  measure: both('采取措施', 'measure tried'),
  extended: both('延期', 'extended'),
  closed: both('结案', 'closed'),
  reopened: both('重新立案', 'opened again'),
  removed: both('已消除', 'removed'),
  eased: both('有所缓解', 'eased'),
  kept: both('依法保留', 'kept, for reasons'),
  no_barrier: both('不构成壁垒', 'no barrier after all'),

  government: both('政府', 'government'),
  enterprise: both('企业', 'enterprise'),
  university: both('高校', 'university'),
  research_institute: both('科研院所', 'research institute'),
  platform: both('平台', 'platform'),
  fund: both('基金', 'fund'),
  service_agency: both('服务机构', 'service agency'),
  other: both('其他', 'other'),

  asked: both('待答复', 'waiting for an answer'),
  accepted: both('已接受', 'accepted'),
  withdrawn: both('已撤回', 'withdrawn'),
  concluded: both('已办结', 'concluded'),
  published: both('在库', 'published'),
  registered: both('已登记', 'registered'),
  confirmed: both('双方已确认', 'confirmed by both'),
  cancelled: both('已取消', 'cancelled'),
  issued: both('已出具', 'issued'),
  draft: both('草稿', 'draft'),
  voided: both('已作废', 'voided'),

  project: both('项目', 'project'),
  paper: both('论文', 'paper'),
  patent: both('专利', 'patent'),

  upstream: both('上游', 'upstream'),
  midstream: both('中游', 'midstream'),
  downstream: both('下游', 'downstream'),
  missing: both('缺口', 'missing'),
  outside: both('靠外部', 'from outside'),
  thin: both('薄弱', 'thin'),
  supplied: both('有供给', 'supplied'),
  surplus: both('过剩', 'surplus'),

  volume_below_minimum: both('总量过小，不排名', 'too small to rank'),
  no_value: both('算不出，不排名', 'no value, not ranked'),
};

const caveats: Readonly<Record<string, Both>> = {
  regions_without_field: both('有的地区没有任何优势领域。', 'Some regions have no field.'),
  regions_without_value: both('有的地区所有数值都是 0。', 'Some regions have nothing but zeros.'),
  fields_without_value: both('有的领域所有数值都是 0。', 'Some fields have nothing but zeros.'),
  fields_nowhere: both('有的领域没有优势地区。', 'Some fields are nowhere.'),
  fields_everywhere: both('有的领域处处都有。', 'Some fields are everywhere.'),
  apart_from_the_largest_part: both(
    '有的地区与其余地区没有共同领域。',
    'Some regions share no field with the rest.',
  ),
  fewer_than_two_regions: both(
    '地区太少，算不出复杂度。',
    'There are too few regions for complexity.',
  ),
  no_variation: both('各地区没有差别。', 'Regions do not differ.'),
  eigenvalue_tied: both('复杂度的次序不唯一。', 'The order by complexity is not unique.'),
  sign_undecided: both('复杂度的方向无法确定。', 'The direction of complexity is undecided.'),
  not_converged: both('计算没有收敛。', 'The computation did not converge.'),
  fitness_vanishes: both('有的地区适合度趋于零。', 'The fitness of some regions vanishes.'),

  compact_without_regions: both(
    '这个协同体目前没有成员地区，所有数字都是零。',
    'The compact has no region today: all figures are zero.',
  ),
  one_region: both(
    '这个协同体只有一个地区，内部即本地。',
    'The compact has one region: inside means there.',
  ),
  chain_without_supply: both(
    '登记的单位和技术没有一个落在这条链上；可能是行业还没有登记。',
    'No registered organisation or technology stands in this chain; perhaps industries are not registered yet.',
  ),
  too_few_needs_for_surplus: both(
    '全链在求需求少于 3 项，不判断过剩。',
    'Fewer than three open needs in the chain: nothing is said about surplus.',
  ),
  some_cells_untold: both(
    '少于 3 家单位的数字，只有当地主管部门能看到；合计写作“若干以上”。',
    'Figures about fewer than three organisations are for officers of the region; sums say “or more”.',
  ),
};

export function wordFor(code: string): Both {
  return kinds[code] ?? asWritten(code);
}

export function caveatFor(code: string): Both {
  return caveats[code] ?? asWritten(code);
}
