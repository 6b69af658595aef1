export { allocate } from './allocate.ts';
export { canonicalText } from './canonical.ts';
export { type Chance, chanceOf } from './chance.ts';
export { checkShape, type ShapeProblem } from './check-shape.ts';
export {
  compareRationals,
  minus,
  over,
  plus,
  type Rational,
  rational,
  readRational,
  roundHalfEven,
  times,
  wholeWeights,
  writeRational,
} from './rational.ts';
export { type Row, type RowsProblem, type RowsReading, readRows, writeRows } from './rows-file.ts';
export { sha256 } from './sha-256.ts';
export { list, record, type Schema, to } from './shape.ts';
export { currencyOf, readAmount, type Unit, writeAmount } from './unit.ts';
