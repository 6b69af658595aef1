import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rehearsal } from '../rules/index.ts';
import type { Judgement } from '../runtime/judgement.ts';
import type { Body } from './charter.ts';
import { mandateInputs } from './mandate.ts';
import { judgeMandateRule, powersOf } from './mandate-rule.ts';

const body = (code: string): Body => ({
  ...{ code, nameZh: code, nameEn: code, kind: 'other', quorum: 'any', majority: 'simple' },
  ...{ majorityOf: 'all', tie: 'motion_fails', conflictedCount: false, votingDays: 7 },
  clause: '第八条',
});
const bodies = [body('council'), body('director')];

interface Asked {
  readonly body: string;
  readonly act: string;
  readonly subject: string;
  readonly amount: number;
  readonly 'used this year': number;
}

/** The director pays 500 yuan at once and 5,000 a year; of donations 20 yuan; loans never. */
const rule = {
  ...{ rule: '示例 v1', inputs: [...mandateInputs], readsOutcome: true },
  ask: (inputs: unknown) => {
    const use = inputs as Asked;
    const single = { ordinary: 500, donation: 20 }[use.subject] ?? -1;
    const granted =
      use.act === 'pay' && use.amount <= single && use['used this year'] + use.amount <= 5_000;
    return {
      outcome: granted ? ('granted' as const) : ('refused' as const),
      answer: { 'decided by': 'council', clause: '第九条' },
      wrong: use.body === 'director' ? [] : ['body'],
    };
  },
} satisfies Rehearsal;

const codes = (judgement: Judgement) =>
  judgement.allowed ? [] : judgement.reasons.map(({ code }) => code);
const judge = (more: Partial<Rehearsal>, among = bodies) =>
  judgeMandateRule({ ...rule, ...more }, among);
/** The same rule, which answers something else. */
const answering = (more: object) =>
  judge({ ask: (inputs) => ({ ...rule.ask(inputs), ...more }) as ReturnType<Rehearsal['ask']> });

test('a rule that takes what is given and names a body of the charter will do', () => {
  assert.deepEqual(codes(judge({})), []);
});

test('inputs are the five that an act says, and the answer is a yes or a no', () => {
  const inputs = ['body', 'act', 'subject', 'amount', 'region'];
  assert.deepEqual(codes(judge({ inputs, readsOutcome: false })), [
    'mandate_input_missing',
    'mandate_input_not_given',
    'mandate_gives_no_answer',
  ]);
});

test('whoever is to decide is another body of the charter, named with the clause', () => {
  const judgement = judge({}, [body('director')]);
  assert.deepEqual(codes(judgement), ['decider_not_in_charter']);
  assert.equal(!judgement.allowed && judgement.reasons[0]?.rule, '第九条');
  const own = answering({ answer: { 'decided by': 'director', clause: '第九条' } });
  assert.deepEqual(codes(own), ['mandate_names_no_other_body']);
  const none = ['mandate_gives_no_clause', 'mandate_names_no_other_body'];
  assert.deepEqual(codes(answering({ answer: 'no' })), none);
});

test('a rule that does not take an act, or delegates nothing, is told of', () => {
  const ask = (inputs: unknown) =>
    (inputs as Asked).act === 'hire' ? { ...rule.ask(inputs), wrong: ['act'] } : rule.ask(inputs);
  assert.deepEqual(codes(judge({ ask })), ['mandate_value_not_taken']);
  assert.deepEqual(codes(answering({ outcome: 'refused' })), ['mandate_for_no_body']);
});

test('what a body may do alone is found by asking, to the fen', () => {
  const powers = powersOf(rule, bodies);
  assert.deepEqual(
    powers.map(({ except, ...power }) => ({ ...power, loan: except.find(isLoan)?.upToMinor })),
    [
      {
        ...{ body: 'director', kind: 'pay', clause: '第九条', loan: 0n },
        ...{ singleMinor: 50_000n, yearlyMinor: 500_000n },
      },
    ],
  );
  const donation = powers[0]?.except.find(({ subject }) => subject === 'donation');
  assert.equal(donation?.upToMinor, 2_000n);
});

function isLoan({ subject }: { readonly subject: string }): boolean {
  return subject === 'loan';
}
