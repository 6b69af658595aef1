import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Agreement, readTerms, simulate } from '@yunhe/settlement';
import { templates } from './agreement-templates.ts';
import { exampleFacts } from './example-facts.ts';
import { scenarioBases, scenarioFrom } from './simulation.ts';

function agreementOf(name: string): Agreement {
  const reading = readTerms(templates().get(name)!.terms);
  assert.ok('agreement' in reading);
  return reading.agreement;
}

test('every shipped form has a scenario on every basis, which its terms can be tried on', () => {
  for (const { name, example } of templates().values()) {
    const agreement = agreementOf(name);
    for (const basis of scenarioBases) {
      const scenario = scenarioFrom(agreement, example, basis);
      const tried = simulate([agreement], scenario, 2, 1);
      assert.ok('simulation' in tried, `${name} ${basis} ${JSON.stringify(tried)}`);
    }
  }
});

test('past facts are what they are: without chance the spread is none', () => {
  const agreement = agreementOf('cn-2015-92');
  const { example } = templates().get('cn-2015-92')!;
  const tried = simulate([agreement], scenarioFrom(agreement, example, 'past'), 3, 1);
  assert.ok('simulation' in tried);
  const [alternative] = tried.simulation.alternatives;
  const gains = alternative!.years.filter(({ party }) => party === 'sender');
  assert.ok(gains.every(({ low5, median, high95 }) => low5 === median && median === high95));
  // The worked case of the published rule: until the cap is reached.
  const received = Object.fromEntries(gains.map(({ year, median }) => [year, median]));
  assert.deepEqual(
    [2018, 2019, 2020, 2021].map((year) => received[year]),
    ['20000000.00', '25000000.00', '30000000.00', '15000000.00'],
  );
});

test('facts that follow go on from the last year, and refunds have no trend', () => {
  const agreement = agreementOf('cn-2015-92');
  const { example } = templates().get('cn-2015-92')!;
  const { from, series } = scenarioFrom(agreement, example, 'future');
  assert.equal(from, 2023);
  assert.deepEqual(
    series.map(({ measure, start }) => [measure, start]),
    [
      ['vat', '35000000.00'],
      ['corporate-income-tax', '25000000.00'],
    ],
  );
});

test('examples are made up from terms, so that every form but a formula shows lines', () => {
  for (const name of ['cn-2015-92', 'songjiang-luan', 'quzhou-return', 'pinghu-fixed-yield']) {
    const agreement = agreementOf(name);
    const facts = exampleFacts(agreement);
    const tried = simulate([agreement], scenarioFrom(agreement, facts, 'example'), 2, 1);
    assert.ok('simulation' in tried, name);
    const [alternative] = tried.simulation.alternatives;
    assert.equal(alternative!.uncoveredDraws, 0, name);
    assert.ok(
      alternative!.years.some(({ median }) => Number(median) > 0),
      name,
    );
  }
});
