/** A series as SDMX-CSV, which `uploadSeries` reads back. */
import type { UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { writeCsv } from '../runtime/sheets/index.ts';
import type { seriesContract } from './contract.ts';
import { sdmxColumns, sdmxRow } from './sdmx.ts';
import { cellsOf, findSeries } from './series-store.ts';
import { organisationsAtLeast } from './shapes.ts';
import { isSmall } from './small-cells.ts';

/** Code Q of CL_OBS_STATUS: missing, since it was suppressed. */
const notTold = {
  OBS_VALUE: '',
  OBS_STATUS: 'Q',
  COMMENT_OBS: `涉及单位少于 ${organisationsAtLeast} 家，不公布 Not told: fewer than ${organisationsAtLeast} organisations`,
};

export const exportSeriesSdmx: UseCase<(typeof seriesContract)['exportSeriesSdmx']> = async (
  { tx },
  { seriesId, version = '2.0' },
) => {
  const series = await findSeries(tx, seriesId);
  if (series === null) throw notFound('series');
  // Files of this kind are passed on: they hold what anybody may be told.
  const cells = await cellsOf(tx, seriesId);
  async function* rows() {
    for (const cell of cells) {
      yield sdmxRow(version, seriesId, {
        ...{ REF_AREA: cell.region, FIELD: cell.field, TIME_PERIOD: series!.on.slice(0, 4) },
        UNIT_MEASURE: series!.unit,
        ...(isSmall(cell) ? notTold : { OBS_VALUE: cell.value, OBS_STATUS: 'A' }),
      });
    }
  }
  const columns = sdmxColumns(version).map((key) => ({ key }));
  return {
    filename: `${series.title}.sdmx.csv`,
    mediaType: `application/vnd.sdmx.data+csv; version=${version}.0; charset=utf-8`,
    bytes: writeCsv(columns, rows()),
  };
};
