export { type Barrier, barriers, pairsOf } from './barriers.ts';
export type { Design } from './design.ts';
export { type Formula, readFormula } from './formula.ts';
export { type Levels, levelsOf } from './levels.ts';
export {
  type Fit,
  type FlowTable,
  type GravityCaveat,
  ppml,
  type Regressor,
  type Term,
} from './ppml.ts';
export { type Separation, separation } from './separation.ts';
