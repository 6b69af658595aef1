/** For each operation a call about an agreement of the own region; the matrix makes it. */
import type { MatrixFixtures } from '../runtime/testing/matrix.ts';
import { agreementFixtures } from './agreement-fixtures.ts';
import { factFixtures } from './fact-fixtures.ts';
import { outpostFixtures } from './outpost-fixtures.ts';
import { statementFixtures } from './statement-fixtures.ts';

export const fixtures: MatrixFixtures = {
  operations: { ...agreementFixtures, ...outpostFixtures, ...factFixtures, ...statementFixtures },
};
