/** What a mail about new finds says, in the language of the person it goes to. */
import type { RecordKind } from './record.ts';

export interface DigestFind {
  readonly watchName: string;
  readonly kind: RecordKind;
  readonly title: string;
  readonly organisation: {
    readonly name: string;
    readonly nameZh: string | null;
    readonly nameEn: string | null;
  };
  readonly recordId: string;
}

export interface Digest {
  readonly locale: 'zh-CN' | 'en';
  readonly name: string;
  /** Under which the node is reached, without a slash at the end. */
  readonly url: string;
  readonly stopUrl: string;
  /** Ordered by the name of the search; the first of them. */
  readonly finds: readonly DigestFind[];
  /** How many there are. */
  readonly count: number;
}

export function writeDigest(digest: Digest): { readonly subject: string; readonly text: string } {
  return digest.locale === 'en' ? inEnglish(digest) : inChinese(digest);
}

/** Where the record stands. */
function addressOf({ url }: Digest, { kind, recordId }: DigestFind): string {
  return `${url}/${kind === 'need' ? 'needs' : 'technologies'}/${recordId}`;
}

/** One block a search: its name, and under it what it found. */
function blocks(digest: Digest, line: (find: DigestFind) => string): string[] {
  const searches = Map.groupBy(digest.finds, ({ watchName }) => watchName);
  return [...searches].map(([name, finds]) =>
    [plain(name), ...finds.map((find) => `  ${line(find)}\n  ${addressOf(digest, find)}`)].join(
      '\n',
    ),
  );
}

/** What people wrote stays on its line. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function inChinese(digest: Digest) {
  const { count, finds, url, stopUrl } = digest;
  const more = count > finds.length ? [`还有 ${count - finds.length} 项：${url}/watches`] : [];
  const said = blocks(digest, ({ title, organisation }) =>
    plain(`${title}（${organisation.nameZh ?? organisation.name}）`),
  );
  return {
    subject: `运河：您关注的内容有 ${count} 项新发布`,
    text: [
      `${plain(digest.name)}，您好：`,
      '您在运河上保存的搜索或需求有了新的结果。',
      ...said,
      ...more,
      `管理关注：${url}/watches\n不再接收此类邮件：${stopUrl}`,
    ].join('\n\n'),
  };
}

function inEnglish(digest: Digest) {
  const { count, finds, url, stopUrl } = digest;
  const more = count > finds.length ? [`${count - finds.length} more: ${url}/watches`] : [];
  const said = blocks(digest, ({ title, organisation }) =>
    plain(`${title} (${organisation.nameEn ?? organisation.name})`),
  );
  return {
    subject: `Yunhe: ${count} new for your kept searches`,
    text: [
      `Dear ${plain(digest.name)},`,
      'Something new fits the searches or needs that you keep on Yunhe.',
      ...said,
      ...more,
      `Manage your searches: ${url}/watches\nNo more such mail: ${stopUrl}`,
    ].join('\n\n'),
  };
}
