import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvText } from './table-file.ts';

test('a table becomes CSV: figures without marks, commas and quotes kept, no formula', () => {
  const rows = [
    ['地区, 领域', '次数', '说明'],
    ['北京', '1,234,567.50', '他说“好”，"好"'],
    ['天津', '-2', '=1+1'],
    ['河北', '1,23', '-—'],
  ];
  assert.equal(
    csvText(rows),
    '\ufeff"地区, 领域",次数,说明\r\n北京,1234567.50,"他说“好”，""好"""\r\n' +
      '天津,-2,\'=1+1\r\n河北,"1,23",\'-—\r\n',
  );
});
