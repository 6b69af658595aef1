/** What minutes call things, in both languages; screens have words of their own. */
type Both = readonly [zh: string, en: string];

export type Lang = 'zh' | 'en';

const words = {
  minutes: ['会议纪要', 'Minutes'],
  minutesOf: ['第 {{number}} 次会议纪要', 'minutes of meeting {{number}}'],
  platform: ['平台', 'Platform'],
  body: ['机构', 'Body'],
  calledFor: ['召开时间', 'Called for'],
  closedAt: ['结束时间', 'Ended at'],
  place: ['地点', 'Place'],
  agenda: ['议程', 'Agenda'],
  present: ['出席', 'Present'],
  absent: ['缺席', 'Absent'],
  motion: ['议案', 'Motion'],
  outcome: ['结果', 'Outcome'],
  quorum: ['法定人数', 'Quorum'],
  quorumFigures: [
    '席位 {{seats}}，计入出席 {{present}}，须达 {{presentNeeded}}',
    '{{present}} of {{seats}} seats count as present, {{presentNeeded}} needed',
  ],
  votes: ['表决', 'Votes'],
  voteFigures: [
    '赞成 {{for}}，反对 {{against}}，弃权 {{abstain}}；以 {{base}} 票计，须赞成 {{forNeeded}}',
    '{{for}} for, {{against}} against, {{abstain}} abstained; of {{base}} votes {{forNeeded}} must agree',
  ],
  clause: ['依据条款', 'Clause'],
  member: ['成员', 'Member'],
  weight: ['票数', 'Votes'],
  vote: ['表决', 'Vote'],
  remark: ['说明', 'Remark'],
  conflict: ['利益冲突，无表决权', 'Conflict of interests, no vote'],
  otherSide: ['对方单位的成员', 'A member of the other side'],
  sample: ['示例', 'Sample'],
  sampleOnly: ['示例数据，并非真实会议。', 'Sample data; no such meeting was held.'],
} as const satisfies Readonly<Record<string, Both>>;

const outcomes: Readonly<Record<string, Both>> = {
  open: ['表决中', 'Open'],
  carried: ['通过', 'Carried'],
  defeated: ['未通过', 'Defeated'],
  undecided: ['未达法定人数，未作决定', 'Undecided for want of a quorum'],
  withdrawn: ['撤回', 'Withdrawn'],
};

const votes: Readonly<Record<string, Both>> = {
  for: ['赞成', 'For'],
  against: ['反对', 'Against'],
  abstain: ['弃权', 'Abstained'],
};

export function minutesWords(lang: Lang) {
  const at = lang === 'zh' ? 0 : 1;
  const zone = { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' } as const;
  return {
    say: (key: keyof typeof words, values: Readonly<Record<string, unknown>> = {}) =>
      words[key][at].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name])),
    outcome: (state: string) => outcomes[state]?.[at] ?? state,
    choice: (choice: string | null) => (choice === null ? '—' : (votes[choice]?.[at] ?? choice)),
    ground: (said: string) => (said === 'member_of_the_other_side' ? words.otherSide[at] : said),
    time: (instant: string) =>
      new Date(instant).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-GB', zone),
  };
}
