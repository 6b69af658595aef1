import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeParties, judgePeriod, periodOfYears } from './agreement.ts';
import { termsOfTemplate } from './agreement-templates.ts';
import { compareProse, compareTerms } from './compare-terms.ts';
import { proseOfDraft, readDraft, requireTerms } from './terms.ts';

const terms = termsOfTemplate('cn-2015-92');
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

test('a version rules whole calendar years, and begins after what was signed before', () => {
  assert.deepEqual(periodOfYears({ from: 2018, to: 2022 }), {
    startsOn: '2018-01-01',
    endsOn: '2023-01-01',
  });
  assert.deepEqual(periodOfYears({ from: 2018 }), { startsOn: '2018-01-01', endsOn: null });
  assert.equal(periodOfYears({}), null);
  const signed = [{ number: 1, startsOn: '2018-01-01', endsOn: null, closedThrough: null }];
  assert.deepEqual(codes(judgePeriod(null, [])), ['in_force_missing']);
  assert.deepEqual(judgePeriod(periodOfYears({ from: 2019 }), signed), []);
  const [overlap] = judgePeriod(periodOfYears({ from: 2018 }), signed);
  assert.deepEqual([overlap!.code, overlap!.pointer], ['versions_overlap', '/inForce/from']);
  const closed = signed.map((one) => ({ ...one, closedThrough: 2020 }));
  assert.deepEqual(judgePeriod(periodOfYears({ from: 2021 }), closed), []);
  const [amended] = judgePeriod(periodOfYears({ from: 2019 }), closed);
  assert.deepEqual([amended!.code, amended!.pointer], ['closed_years_amended', '/inForce/from']);
  assert.deepEqual(amended!.params, { number: 1, from: 2019, through: 2020, next: 2021 });
});

test('parties are somebody, go on to exist, and are not all the same', () => {
  const parties = [{ id: 'a' }, { id: 'b' }];
  const binding = (party: string, placeId: string, standing = 'good' as const) => ({
    party,
    placeId,
    standing,
  });
  const judged = (...bindings: Parameters<typeof judgeParties>[1]) =>
    codes(judgeParties(parties, bindings));
  assert.deepEqual(judged(binding('a', '1'), binding('b', '2')), []);
  assert.deepEqual(judged(binding('a', '1')), ['party_not_bound']);
  assert.deepEqual(judged(binding('a', '1'), binding('b', '1')), ['parties_are_one_place']);
  const merged = { ...binding('b', '2'), standing: 'organisation_merged' as const };
  assert.deepEqual(judged(binding('a', '1'), merged), ['party_organisation_merged']);
  const ended = [{ id: 'a' }, { id: 'b', endedIn: 2020 }];
  assert.deepEqual(judgeParties(ended, [binding('a', '1'), merged]), []);
});

test('of a draft, what has the right shape is told in prose', () => {
  const broken = structuredClone(terms) as { clauses: unknown[]; clock: unknown };
  broken.clauses[0] = { id: 'sharing', kind: 'share' };
  broken.clock = 7;
  const { agreement, problems } = readDraft({ ...broken });
  assert.equal(agreement, null);
  assert.ok(problems.every(({ pointer }) => pointer.startsWith('/')));
  const prose = proseOfDraft({ ...broken }, problems);
  assert.deepEqual(
    prose.map(({ clause, number }) => [clause, number]),
    [
      [null, null],
      ['government-led', 1],
      ['threshold', 2],
      ['central-support', 3],
    ],
  );
  assert.deepEqual(proseOfDraft({ clauses: 'none' }, readDraft({ clauses: 'none' }).problems)[0], {
    clause: null,
    number: null,
    text: { zh: '', en: '' },
  });
});

test('what is kept is bounded, and holds nothing that a database cannot', () => {
  assert.throws(() => requireTerms({ a: 'x'.repeat(300_000) }), /at most/);
  assert.throws(() => requireTerms({ a: 'x\u0000' }), /code 0/);
  assert.equal(requireTerms(terms), terms);
});

test('two terms differ where a field does, whatever the order of their clauses', () => {
  const other = structuredClone(terms) as {
    clauses: { splits?: { parts: { share: string }[] }[] }[];
  };
  other.clauses[0]!.splits![0]!.parts[0]!.share = '40 %';
  other.clauses.reverse();
  assert.deepEqual(compareTerms(terms, { ...other }), [
    {
      clause: 'sharing',
      pointer: '/clauses/sharing/splits/0/parts/sender/share',
      left: '50 %',
      right: '40 %',
    },
  ]);
  const [before, after] = [terms, { ...other }].map((one) => proseOfDraft(one, []));
  const changed = compareProse(before!, after!).filter(
    ({ left, right }) => left?.text.zh !== right?.text.zh,
  );
  assert.deepEqual(
    changed.map(({ clause }) => clause),
    ['sharing'],
  );
});
