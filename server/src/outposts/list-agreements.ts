/** Agreements as a file, made row by row while it is sent. */
import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { agreementContract } from './agreement-contract.ts';
import { everyAgreement } from './agreement-views.ts';
import type { AgreementSummary } from './contract.ts';

const headings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['titleZh', '名称', 'Title in Chinese'],
  ['titleEn', '英文名称', 'Title'],
  ['state', '状态', 'State'],
  ['number', '版本', 'Version', 'number'],
  ['document', '依据文号', 'Document number'],
  ['grade', '来源等级', 'Source grade'],
  ['parties', '当事方', 'Parties'],
  ['startsOn', '生效日期', 'In force from', 'date'],
  ['endsOn', '终止日期（不含）', 'In force until', 'date'],
  ['signedAt', '签署时间', 'Signed at'],
  ['termsDigest', '条款摘要（SHA-256）', 'Digest of the terms (SHA-256)'],
  ['compact', '协同体', 'Compact'],
  ['isPublic', '公开', 'Public'],
  ['sample', '示例', 'Sample'],
];

function cellsOf({
  id,
  state,
  version,
  parties,
  compact,
  isPublic,
  sample,
}: AgreementSummary): SheetRecord {
  const { number, title, document, grade, startsOn, endsOn, signedAt, termsDigest } = version;
  return {
    ...{
      id,
      state,
      number,
      document,
      grade,
      startsOn,
      endsOn,
      signedAt,
      termsDigest,
      isPublic,
      sample,
    },
    titleZh: title.zh,
    titleEn: title.en,
    parties: parties.map(({ party, place }) => place?.nameZh ?? place?.nameEn ?? party).join('; '),
    compact: compact?.nameZh ?? compact?.nameEn,
  };
}

export async function exportAgreements(
  ctx: Context,
  input: InputOf<(typeof agreementContract)['exportAgreements']>,
): Promise<Download> {
  const rows = cells(everyAgreement(ctx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['协议', 'agreements'], headings, rows);
}
