import assert from 'node:assert/strict';
import fc from 'fast-check';
import { difference, net, type Statement } from '../src/index.ts';
import { fen, someSharing, statementOf } from './settlement-testing.ts';

/** The laws of settlement; each runs for so many random cases. */
export const laws: Readonly<Record<string, (numRuns: number) => void>> = {
  'the parts of every year sum to its base': (numRuns) => {
    fc.assert(
      fc.property(someSharing, ({ agreement, facts, bases }) => {
        const { lines } = statementOf(agreement, facts);
        const sums = new Map<string, bigint>();
        for (const { period, amount } of lines) {
          sums.set(period, (sums.get(period) ?? 0n) + fen(amount));
        }
        assert.deepEqual(sums, bases);
      }),
      { numRuns },
    );
  },

  'a cap is never passed': (numRuns) => {
    fc.assert(
      fc.property(someSharing, ({ agreement, facts, cap }) => {
        if (cap === null) return;
        let received = 0n;
        for (const { receiver, amount } of statementOf(agreement, facts).lines) {
          if (receiver !== 'sender') continue;
          received = (cap.perYear ? 0n : received) + fen(amount);
          assert.ok(received <= cap.minor, `${received} of ${cap.minor}`);
        }
      }),
      { numRuns },
    );
  },

  'the order of the facts changes nothing': (numRuns) => {
    const withOrder = someSharing.chain((one) =>
      fc.record({
        one: fc.constant(one),
        shuffled: fc.shuffledSubarray(one.facts, {
          minLength: one.facts.length,
          maxLength: one.facts.length,
        }),
      }),
    );
    fc.assert(
      fc.property(withOrder, ({ one: { agreement, facts }, shuffled }) => {
        assert.deepEqual(statementOf(agreement, shuffled), statementOf(agreement, facts));
      }),
      { numRuns },
    );
  },

  'a correction and its reversal restore': (numRuns) => {
    fc.assert(
      fc.property(someSharing, fc.bigInt(0n, 10n ** 13n), ({ agreement, facts }, corrected) => {
        const [first] = facts;
        const revise = (amount: string, revision: string) => ({ ...first!, amount, revision });
        const refund = { ...facts[1]!, amount: '0', revision: '1' };
        const text = corrected.toString().padStart(3, '0');
        const amount = `${text.slice(0, -2)}.${text.slice(-2)}`;
        const before = statementOf(agreement, facts);
        const correction = [...facts, revise(amount, '1'), refund];
        const after = statementOf(agreement, correction);
        const restoring = [revise(first!.amount!, '2'), { ...facts[1]!, revision: '2' }];
        const restored = statementOf(agreement, [...correction, ...restoring]);
        assert.deepEqual(restored.lines.map(unreasoned), before.lines.map(unreasoned));
        const there = difference(before, after).lines.map(signed);
        const back = difference(after, restored).lines.map(signed);
        assert.deepEqual(
          back,
          there.map(([name, minor]) => [name, -minor]),
        );
      }),
      { numRuns },
    );
  },

  "netting keeps each party's total, in fewer transfers than parties": (numRuns) => {
    const units = [
      { code: 'CNY', digits: 2, kind: 'money' },
      { code: 'EUR', digits: 2, kind: 'money' },
      { code: 'patents', digits: 2, kind: 'statistic' },
    ] as const;
    const line = fc.record({
      payer: fc.constantFrom(...'abcdefghijklmnop'),
      receiver: fc.constantFrom(...'abcdefghijklmnop'),
      unit: fc.constantFrom('CNY', 'EUR', 'patents'),
      amount: fc.bigInt(0n, 10n ** 12n).map((minor) => `${minor}.00`),
    });
    const someStatements = fc
      .array(fc.array(line, { maxLength: 12 }), { maxLength: 5 })
      .map((all) => all.map((lines, at) => ({ digest: String(at), units, lines })));
    fc.assert(
      fc.property(someStatements, (statements) => {
        const owed = balancesOf(statements.flatMap(({ lines }) => lines));
        const { bilateral, positions, transfers } = net(statements);
        assert.deepEqual(balancesOf(transfers), owed);
        assert.deepEqual(balancesOf(bilateral), owed);
        for (const { net: sum, of } of positions) {
          assert.equal(
            of.reduce((total, { amount }) => total + fen(amount), 0n),
            fen(sum),
          );
        }
        for (const { code: unit, kind } of units) {
          const parties = [...owed.keys()].filter((name) => name.endsWith(unit)).length;
          const own = transfers.filter((transfer) => transfer.unit === unit);
          assert.ok(own.length <= Math.max(0, parties - 1));
          assert.ok(own.every((one) => fen(one.amount) > 0n && one.kind === kind));
        }
      }),
      { numRuns },
    );
  },
};

function unreasoned({ period, payer, receiver, amount }: Statement['lines'][number]) {
  return { period, payer, receiver, amount };
}

function signed({ period, payer, receiver, amount }: Statement['lines'][number]) {
  return [`${period} ${payer} ${receiver}`, fen(amount)] as const;
}

function balancesOf(
  lines: readonly { payer: string; receiver: string; unit: string; amount: string }[],
): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const { payer, receiver, unit, amount } of lines) {
    for (const [party, minor] of [
      [payer, -fen(amount)],
      [receiver, fen(amount)],
    ] as const) {
      const name = `${party} ${unit}`;
      balances.set(name, (balances.get(name) ?? 0n) + minor);
    }
  }
  return new Map([...balances].filter(([, minor]) => minor !== 0n).sort());
}
