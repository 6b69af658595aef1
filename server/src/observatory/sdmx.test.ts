import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mappingOf, regionCodeIn, SdmxRows, sdmxColumns, sdmxHeadOf, sdmxRow } from './sdmx.ts';

const two = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'FREQ: Frequency', 'REF_AREA: Area'].concat(
  'ACTIVITY: Activity',
  'TIME_PERIOD: Time',
  'OBS_VALUE',
  'OBS_STATUS',
);

test('the dimensions of both versions are those before the value', () => {
  const head = sdmxHeadOf(two)!;
  assert.equal(head.version, '2.0');
  assert.deepEqual([...head.dimensions.keys()], ['FREQ', 'REF_AREA', 'ACTIVITY']);
  assert.equal(head.time, 'TIME_PERIOD: Time');
  const one = sdmxHeadOf(['DATAFLOW', 'GEO', 'NACE_R2', 'TIME_PERIOD', 'OBS_VALUE'])!;
  assert.deepEqual([one.version, one.action], ['1.0', null]);
  assert.equal(sdmxHeadOf(['region', 'field', 'value']), null);
  assert.equal(sdmxHeadOf(['DATAFLOW', 'GEO']), null);
});

test('a dimension that is not there is named with those that are', () => {
  const head = sdmxHeadOf(two)!;
  const wrong = mappingOf(head, { fieldDimension: 'NACE', fixed: 'UNIT=NR' });
  assert.ok(Array.isArray(wrong));
  assert.deepEqual(
    wrong.map(({ params }) => params?.dimension),
    ['NACE', 'UNIT'],
  );
});

test('observations are taken by period and code; labels, gaps and deletions are seen', () => {
  const mapping = mappingOf(sdmxHeadOf(two)!, { timePeriod: '2024', fixed: 'FREQ=A' });
  assert.ok(!Array.isArray(mapping));
  const rows = new SdmxRows(mapping);
  const cells = (freq: string, time: string, value: string, action = 'I') => ({
    ...{ ACTION: action, 'FREQ: Frequency': freq, 'REF_AREA: Area': 'CN-BJ: Beijing' },
    ...{ 'ACTIVITY: Activity': 'C39: Computers', 'TIME_PERIOD: Time': time, OBS_VALUE: value },
  });
  assert.deepEqual(rows.read(cells('A: Annual', '2024', '7')), {
    ...{ 'REF_AREA: Area': 'CN-BJ', 'ACTIVITY: Activity': 'C39', OBS_VALUE: '7' },
  });
  for (const left of [
    cells('Q', '2024', '7'),
    cells('A', '2023', '7'),
    cells('A', '2024', 'NaN'),
  ]) {
    assert.equal(rows.read(left), null);
  }
  assert.equal(
    (rows.read(cells('A', '2024', '7', 'D')) as { code: string }).code,
    'action_not_taken',
  );
  assert.deepEqual(rows.reasons(), []);
});

test('another dimension with several codes is told, and the codes with it', () => {
  const mapping = mappingOf(sdmxHeadOf(two)!, {});
  assert.ok(!Array.isArray(mapping));
  const rows = new SdmxRows(mapping);
  for (const time of ['2023', '2024']) {
    rows.read({ 'FREQ: Frequency': 'A', 'TIME_PERIOD: Time': time, OBS_VALUE: '1' });
  }
  assert.deepEqual(
    rows.reasons().map(({ params }) => params),
    [{ dimension: 'TIME_PERIOD', values: '2023, 2024' }],
  );
});

test('regions are known by digits and by the letters of ISO 3166-2', () => {
  const codes = ['11', 'CN-BJ', 'CN_13', 'HE', '110000', '北京', 'CN-XX'];
  assert.deepEqual(codes.map(regionCodeIn), [
    ...['110000', '110000', '130000', '130000', '110000', '北京', 'CN-XX'],
  ]);
});

test('what is written has the columns of its version', () => {
  for (const version of ['1.0', '2.0'] as const) {
    const row = sdmxRow(version, '01a2041e-1048', {
      ...{
        REF_AREA: '110000',
        FIELD: 'C39',
        TIME_PERIOD: '2024',
        OBS_VALUE: 1,
        UNIT_MEASURE: '家',
        OBS_STATUS: 'A',
        COMMENT_OBS: '',
      },
    });
    assert.deepEqual(Object.keys(row), sdmxColumns(version));
    assert.equal(sdmxHeadOf(sdmxColumns(version))?.version, version);
  }
});
