import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import { nameOfPlace } from './export-outposts.ts';
import type { MoveSummary, moveContract } from './move-contract.ts';
import { everyMove } from './move-views.ts';

const headings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['name', '项目或企业', 'Project or enterprise'],
  ['kind', '类型', 'Kind'],
  ['organisationId', '单位编号', 'Organisation id'],
  ['extent', '范围', 'Extent'],
  ['ledBy', '主导方', 'Led by'],
  ['fromCode', '迁出地代码', 'From region code'],
  ['from', '迁出地', 'From region'],
  ['toCode', '迁入地代码', 'To region code'],
  ['to', '迁入地', 'To region'],
  ['outpost', '经由飞地', 'Through outpost'],
  ['agreementId', '协议编号', 'Agreement id'],
  ['listedOn', '列入名单', 'Listed on', 'date'],
  ['movedOn', '迁移日期', 'Moved on', 'date'],
  ['registeredOn', '变更登记', 'Registered on', 'date'],
  ['producingOn', '投产日期', 'Producing since', 'date'],
  ['deregisteredOn', '注销日期', 'Deregistered on', 'date'],
  ['sample', '示例', 'Sample'],
];

function cellsOf({ organisation, outpost, from, to, ...move }: MoveSummary): SheetRecord {
  const { nameZh, nameEn, ...facts } = move;
  return {
    ...facts,
    name: nameZh ?? nameEn ?? nameOfPlace(organisation),
    organisationId: organisation?.id,
    ...{ fromCode: from.id, from: nameOfPlace(from), toCode: to.id, to: nameOfPlace(to) },
    outpost: outpost?.nameZh ?? outpost?.nameEn,
  };
}

export async function exportMoves(
  ctx: Context,
  input: InputOf<(typeof moveContract)['exportMoves']>,
): Promise<Download> {
  const rows = cells(everyMove(ctx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['企业与项目迁移', 'moves'], headings, rows);
}
