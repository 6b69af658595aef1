/** A series as SDMX-CSV, which `uploadSeries` reads back. */
import type { UseCase } from '../runtime/module.ts';
import { notFound } from '../runtime/refusal.ts';
import { writeCsv } from '../runtime/sheets/index.ts';
import type { seriesContract } from './contract.ts';
import { sdmxColumns, sdmxRow } from './sdmx.ts';
import { cellsOf, findSeries } from './series-store.ts';

export const exportSeriesSdmx: UseCase<(typeof seriesContract)['exportSeriesSdmx']> = async (
  { tx },
  { seriesId, version = '2.0' },
) => {
  const series = await findSeries(tx, seriesId);
  if (series === null) throw notFound('series');
  const cells = await cellsOf(tx, seriesId);
  async function* rows() {
    for (const { region, field, value } of cells) {
      yield sdmxRow(version, seriesId, {
        ...{ REF_AREA: region, FIELD: field, TIME_PERIOD: series!.on.slice(0, 4) },
        ...{ OBS_VALUE: value, UNIT_MEASURE: series!.unit },
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
