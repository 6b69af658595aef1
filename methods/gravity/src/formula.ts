/** What is explained by what: `trade ~ ln_dist + contig | exporter^year + importer^year`. */
export interface Formula {
  readonly outcome: string;
  readonly regressors: readonly string[];
  /** Each effect by the columns that make up its levels together. */
  readonly effects: readonly (readonly string[])[];
}

const COLUMN = /^[\p{L}_.][\p{L}\p{N}_.]*$/u;

/**
 * Reads a formula: the flow, `~`, regressors with `+`, and after `|` the effects with `+`; `^` joins
 * columns to one effect. `1` or `0` in place of regressors means none.
 *
 * @throws RangeError if it is none, or names a column twice; it says what is wrong where.
 * @example
 * readFormula('trade ~ ln_dist + contig | exporter^year').effects // → [['exporter', 'year']]
 * @example
 * readFormula('trade = ln_dist') // → throws RangeError
 */
export function readFormula(text: string): Formula {
  const [left = '', right, ...rest] = text.split('~');
  if (right === undefined || rest.length > 0) {
    throw new RangeError(`The formula "${text}" has no single ~ between the flow and the rest.`);
  }
  const [terms = '', effects, ...more] = right.split('|');
  if (more.length > 0) throw new RangeError(`The formula "${text}" has more than one |.`);
  const outcome = column(left, text);
  const isEmpty = ['', '0', '1'].includes(terms.trim());
  const regressors = isEmpty ? [] : terms.split('+').map((one) => column(one, text));
  const read = (one: string) => one.split('^').map((part) => column(part, text));
  const found = {
    outcome,
    regressors,
    effects: effects === undefined ? [] : effects.split('+').map(read),
  };
  const names = [outcome, ...regressors];
  const joined = found.effects.map((parts) => parts.join('^'));
  const twice = [...names, ...joined].find((name, at, all) => all.indexOf(name) !== at);
  if (twice !== undefined) throw new RangeError(`The formula "${text}" names ${twice} twice.`);
  return found;
}

function column(text: string, formula: string): string {
  const name = text.trim();
  if (COLUMN.test(name)) return name;
  throw new RangeError(`"${name}" in the formula "${formula}" is no name of a column.`);
}
