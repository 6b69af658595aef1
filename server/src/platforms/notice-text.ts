/** What a mail to who must decide or attend says, in the language of the person it goes to. Pure. */
type Both = readonly [zh: string, en: string];

export type Lang = 'zh' | 'en';

const words = {
  meeting: ['会议', 'meeting'],
  meetingOf: [
    '{{platform}} {{body}}第 {{number}} 次会议',
    '{{platform}}, {{body}}: meeting {{number}}',
  ],
  greeting: ['{{name}}，您好：', 'Dear {{name}},'],
  meeting_called: ['会议通知：{{what}}', 'You are called to {{what}}'],
  meeting_moved: ['会议改期：{{what}}', 'Moved: {{what}}'],
  meeting_cancelled: ['会议取消：{{what}}', 'Cancelled: {{what}}'],
  motion: ['请表决：{{what}}', 'For your vote: {{what}}'],
  charter: ['请审阅章程：{{what}}', 'A charter for you to adopt: {{what}}'],
  seat: ['您的席位：{{what}}', 'Your seat: {{what}}'],
  when: ['时间：{{value}}', 'When: {{value}}'],
  movedFrom: ['原定：{{value}}', 'It was called for: {{value}}'],
  place: ['地点：{{value}}', 'Place: {{value}}'],
  agenda: ['议程：{{value}}', 'Agenda: {{value}}'],
  reason: ['原因：{{value}}', 'Why: {{value}}'],
  body: ['机构：{{value}}', 'Body: {{value}}'],
  term: ['任期：{{value}}', 'Term: {{value}}'],
  closes: ['表决截止：{{value}}', 'Voting ends: {{value}}'],
  starts: ['拟自 {{value}} 起施行', 'To be in force from {{value}}'],
  more: ['详情：{{value}}', 'More: {{value}}'],
} as const satisfies Readonly<Record<string, Both>>;

type Word = keyof typeof words;

export function noticeWords(lang: Lang) {
  const at = lang === 'zh' ? 0 : 1;
  const zone = { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' } as const;
  return {
    say: (key: Word, values: Readonly<Record<string, string | number>> = {}) =>
      words[key][at].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => plain(values[name])),
    time: (instant: string) =>
      new Date(instant).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-GB', zone),
  };
}

/** What people wrote stays on its line. */
function plain(value: string | number | undefined): string {
  return String(value ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
}

export interface NoticeText {
  readonly subject: Extract<Word, `meeting_${string}` | 'motion' | 'charter' | 'seat'>;
  readonly what: string;
  /** What is known of it, line by line; a line without a value is left out. */
  readonly lines: readonly (readonly [Word, string | null])[];
  readonly address: string;
}

export function writeNotice(
  lang: Lang,
  name: string,
  { subject, what, lines, address }: NoticeText,
): { readonly subject: string; readonly text: string } {
  const { say } = noticeWords(lang);
  const title = say(subject, { what });
  const said = lines.flatMap(([key, value]) => (value === null ? [] : [say(key, { value })]));
  const parts = [
    say('greeting', { name }),
    title,
    said.join('\n'),
    say('more', { value: address }),
  ];
  return { subject: title, text: parts.filter((part) => part !== '').join('\n\n') };
}
