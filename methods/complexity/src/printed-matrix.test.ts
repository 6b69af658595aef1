/** The matrix that EconGeo's documentation prints, with the figures that belong to it. */
import { test } from 'node:test';
import { near } from '../reference/near.ts';
import { denseMatrix, locationQuotients, specialisation } from './index.ts';

const matrix = denseMatrix([
  [100, 0, 0, 0, 0],
  [0, 15, 5, 70, 10],
  [0, 20, 10, 20, 50],
  [0, 25, 30, 5, 40],
  [0, 40, 55, 5, 0],
]);

test('quotients', () => {
  const { starts, values } = locationQuotients(matrix);
  const wanted = [
    [5],
    [0.75, 0.25, 3.5, 0.5],
    [1, 0.5, 1, 2.5],
    [1.25, 1.5, 0.25, 2],
    [2, 2.75, 0.25],
  ];
  for (const [row, quotients] of wanted.entries()) {
    near(values.subarray(starts[row], starts[row + 1]), quotients, 1e-12);
  }
});

test('Krugman and Herfindahl', () => {
  const { krugman, herfindahl } = specialisation(matrix);
  near(krugman, [1.6, 1, 0.6, 0.7, 1.1], 1e-12);
  near(herfindahl, [1, 0.525, 0.34, 0.315, 0.465], 1e-12);
});
