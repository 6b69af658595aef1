/** For each operation a call about a platform of the own organisation; the matrix makes it. */
import type { MatrixFixtures } from '../runtime/testing/matrix.ts';
import { compareFixtures } from './compare-fixtures.ts';
import { formulaFixtures } from './formula-fixtures.ts';
import { governanceFixtures } from './governance-fixtures.ts';
import { platformFixtures } from './platform-fixtures.ts';
import { roundFixtures } from './round-fixtures.ts';
import { schemeFixtures } from './scheme-fixtures.ts';

export const fixtures: MatrixFixtures = {
  operations: {
    ...platformFixtures,
    ...governanceFixtures,
    ...schemeFixtures,
    ...formulaFixtures,
    ...compareFixtures,
    ...roundFixtures,
  },
};
