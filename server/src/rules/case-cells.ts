/** Cells of a table as inputs of a model: what a spreadsheet says in its own way. */
import type { FormField, Inputs } from './contract.ts';

const truths: Readonly<Record<string, boolean>> = {
  ...{ 是: true, 有: true, true: true, yes: true, y: true, '1': true, '√': true },
  ...{ 否: false, 无: false, false: false, no: false, n: false, '0': false, '×': false },
};

const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const percent = /^(-?\d{1,20})(?:\.(\d{1,12}))?\s*%$/;

/**
 * What stands under the columns, by the names of the inputs. An empty cell is not given; one that
 * is not what its input asks for is given as it stands, so that the rule says what is wrong.
 */
export function inputsFromCells(
  form: readonly FormField[],
  columns: Readonly<Record<string, string>>,
  cells: Readonly<Record<string, string>>,
): Inputs {
  const inputs: Inputs = {};
  for (const field of form) {
    const column = columns[field.name];
    const text = column === undefined ? '' : (cells[column] ?? '').trim();
    if (text === '') continue;
    inputs[field.name] = field.isList
      ? text.split(/[;；、\n]/).map((part) => valueIn(field, part.trim()))
      : valueIn(field, text);
  }
  return inputs;
}

function valueIn({ type, choices }: Pick<FormField, 'type' | 'choices'>, text: string): unknown {
  if (type === 'number') return numberOf(text);
  if (type === 'boolean') return truths[text.toLowerCase()] ?? text;
  // A person writes what the screen shows, and the model knows what stands behind it.
  const chosen = choices?.find(({ label }) => label.zh === text || label.en === text);
  return chosen?.value ?? text;
}

/** Numbers stay texts, so that no digit is lost; a percentage is a hundredth. */
function numberOf(text: string): string {
  if (grouped.test(text)) return text.replaceAll(',', '');
  const [, whole, part = ''] = percent.exec(text) ?? [];
  if (whole === undefined) return text;
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = `${whole.replace('-', '').padStart(3, '0')}${part}`;
  const point = digits.length - part.length - 2;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Which column may be which input: the same words, whatever stands between them. */
export function suggestColumns(
  form: readonly Pick<FormField, 'name' | 'label'>[],
  columns: readonly string[],
): Record<string, string> {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_()（）-]+/g, '');
  const found: Record<string, string> = {};
  for (const { name, label } of form) {
    const called = [name, label.zh, label.en].map(plain);
    const column = columns.find((one) => called.includes(plain(one)));
    if (column !== undefined) found[name] = column;
  }
  return found;
}
