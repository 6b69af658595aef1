import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputsFromCells, suggestColumns } from './case-cells.ts';
import type { FormField } from './contract.ts';

function field(name: string, type: FormField['type'], more: Partial<FormField> = {}): FormField {
  const label = { zh: name, en: name };
  return { name, label, type, isList: false, choices: null, bounds: null, fields: [], ...more };
}

const form = [
  field('staff', 'number', { label: { zh: '职工总数', en: 'Staff' } }),
  field('share', 'number'),
  field('dishonest', 'boolean'),
  field('class', 'text', {
    choices: [{ value: 'I', label: { zh: 'Ⅰ类', en: 'Class I' } }],
  }),
  field('tags', 'text', { isList: true }),
];
const columns = Object.fromEntries(form.map(({ name }) => [name, name]));

function read(cells: Record<string, string>) {
  return inputsFromCells(form, columns, cells);
}

test('numbers keep their digits, whatever way they are written', () => {
  assert.deepEqual(read({ staff: '1,234' }), { staff: '1234' });
  assert.deepEqual(read({ share: '4.5%' }), { share: '0.045' });
  assert.deepEqual(read({ share: '-150%' }), { share: '-1.50' });
  assert.deepEqual(read({ share: '0.1234567890123456789' }), { share: '0.1234567890123456789' });
  // Not a number: the rule itself says so, with its column.
  assert.deepEqual(read({ staff: 'about 20' }), { staff: 'about 20' });
});

test('yes and no are read as people write them', () => {
  assert.deepEqual(read({ dishonest: '否' }), { dishonest: false });
  assert.deepEqual(read({ dishonest: 'TRUE' }), { dishonest: true });
  assert.deepEqual(read({ dishonest: 'perhaps' }), { dishonest: 'perhaps' });
});

test('a label stands for its value, an empty cell for nothing, and a list is cut', () => {
  assert.deepEqual(read({ class: 'Ⅰ类', staff: ' ' }), { class: 'I' });
  assert.deepEqual(read({ tags: 'a；b、 c' }), { tags: ['a', 'b', 'c'] });
});

test('columns are found by name or by either label', () => {
  assert.deepEqual(suggestColumns(form, ['单位', '职工总数 ', 'Share']), {
    staff: '职工总数 ',
    share: 'Share',
  });
});
