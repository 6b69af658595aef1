import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { platformContract } from './platform-contract.ts';
import type { Place } from './platform-shapes.ts';
import { everyPlatform, type PlatformAnswer } from './platform-views.ts';
import { withFieldsBelow } from './show-platform.ts';

const headings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['nameZh', '名称', 'Name in Chinese'],
  ['nameEn', '英文名称', 'Name'],
  ['type', '类型', 'Type'],
  ['stage', '阶段', 'Stage'],
  ['fields', '领域', 'Fields'],
  ['regionCodes', '所在地区代码', 'Region codes'],
  ['regions', '所在地区', 'Regions'],
  ['operator', '运营单位', 'Operator'],
  ['founders', '共建方', 'Founders'],
  ['money', '出资（元）', 'Money of the founders (yuan)', 'number'],
  ['openedOn', '启用日期', 'Opened on', 'date'],
  ['closedOn', '关闭日期', 'Closed on', 'date'],
  ['address', '地址', 'Address'],
  ['sample', '示例', 'Sample'],
];

const nameOf = (place: Place) => place.nameZh ?? place.nameEn ?? place.id;
const listed = (places: readonly Place[]) => places.map(nameOf).join('; ');

export async function exportPlatforms(
  ctx: Context,
  input: InputOf<(typeof platformContract)['exportPlatforms']>,
): Promise<Download> {
  const cellsOf = (row: PlatformAnswer): SheetRecord => ({
    ...{ id: row.id, nameZh: row.nameZh, nameEn: row.nameEn, stage: row.stage },
    type: input.lang === 'en' ? row.type.nameEn : row.type.nameZh,
    fields: row.fields.join('; '),
    regionCodes: row.regions.map(({ id }) => id).join('; '),
    regions: listed(row.regions),
    operator: row.operator === null ? null : nameOf(row.operator),
    founders: listed(row.founders.map(({ place }) => place)),
    ...{ money: row.money, openedOn: row.openedOn, closedOn: row.closedOn },
    ...{ address: row.address, sample: row.sample },
  });
  const rows = cells(everyPlatform(ctx, withFieldsBelow(input), rowsAtMost), cellsOf);
  return listFile(ctx, input, ['创新平台', 'platforms'], headings, rows);
}
