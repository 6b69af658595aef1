export { allocate } from './allocate.ts';
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
export { currencyOf, readAmount, type Unit, writeAmount } from './unit.ts';
