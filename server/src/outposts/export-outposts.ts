import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { outpostContract, Team } from './outpost-contract.ts';
import type { Place } from './outpost-shapes.ts';
import { everyOutpost, everyTeam, type OutpostAnswer } from './outpost-views.ts';
import { outpostAnswer, outpostSummary } from './show-outpost.ts';

type Contract = typeof outpostContract;

const headings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['nameZh', '名称', 'Name in Chinese'],
  ['nameEn', '英文名称', 'Name'],
  ['kind', '类型', 'Kind'],
  ['state', '状态', 'State'],
  ['homeCode', '飞出地代码', 'Home region code'],
  ['home', '飞出地', 'Home region'],
  ['hostCode', '飞入地代码', 'Host region code'],
  ['host', '飞入地', 'Host region'],
  ['operator', '运营单位', 'Operator'],
  ['spaceSquareMetres', '面积（平方米）', 'Space (square metres)', 'number'],
  ['activitiesAtHome', '飞出地开展', 'Done at home'],
  ['activitiesThere', '飞入地开展', 'Done there'],
  ['openedOn', '启用日期', 'Opened on', 'date'],
  ['closedOn', '关闭日期', 'Closed on', 'date'],
  ['teamsThere', '在园团队', 'Teams there', 'number'],
  ['teamsAdmitted', '累计入驻', 'Teams admitted', 'number'],
  ['teamsGraduated', '累计毕业', 'Teams graduated', 'number'],
  ['address', '地址', 'Address'],
  ['latitude', '纬度', 'Latitude', 'number'],
  ['longitude', '经度', 'Longitude', 'number'],
  ['source', '来源', 'Source'],
  ['grade', '来源等级', 'Grade of source'],
  ['sample', '示例', 'Sample'],
];

const teamHeadings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['name', '团队', 'Team'],
  ['organisationId', '单位编号', 'Organisation id'],
  ['field', '领域', 'Field'],
  ['admittedOn', '入驻日期', 'Admitted on', 'date'],
  ['leftOn', '离开日期', 'Left on', 'date'],
  ['ending', '去向', 'How it ended'],
  ['note', '说明', 'Note'],
  ['sample', '示例', 'Sample'],
];

export function nameOfPlace(place: Place | null): string | null {
  return place === null ? null : (place.nameZh ?? place.nameEn);
}

export async function exportOutposts(
  ctx: Context,
  input: InputOf<Contract['exportOutposts']>,
): Promise<Download> {
  const cellsOf = (row: OutpostAnswer): SheetRecord => {
    const { home, host, operator, source, ...shown } = outpostSummary(ctx, row);
    const { at: _at, homeAt: _homeAt, activitiesAtHome, activitiesThere, ...facts } = shown;
    return {
      ...facts,
      ...{ homeCode: home.id, home: nameOfPlace(home), hostCode: host.id, host: nameOfPlace(host) },
      operator: nameOfPlace(operator),
      activitiesAtHome: activitiesAtHome.join('; '),
      activitiesThere: activitiesThere.join('; '),
      ...{ address: row.address, latitude: row.latitude, longitude: row.longitude },
      ...{ source: source?.document, grade: source?.grade },
    };
  };
  const rows = cells(everyOutpost(ctx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['飞地', 'outposts'], headings, rows);
}

export const exportTeams: UseCase<Contract['exportTeams']> = async (ctx, input) => {
  await outpostAnswer(ctx, input.outpostId);
  const cellsOf = ({ organisation, nameZh, nameEn, outpostId: _, ...team }: Team): SheetRecord => ({
    ...team,
    name: nameZh ?? nameEn ?? nameOfPlace(organisation),
    organisationId: organisation?.id,
  });
  const rows = cells(everyTeam(ctx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['飞地团队', 'outpost teams'], teamHeadings, rows);
};
