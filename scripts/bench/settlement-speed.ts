/**
 * How fast agreements are settled, simulated and netted; `bench.ts` puts it beside the rest.
 * Processor time is counted, since a shared machine's clock runs on while others work.
 */
import { readFileSync } from 'node:fs';
import { type Agreement, type FactRow, net, readTerms, settle, simulate } from '@yunhe/settlement';
import { type Figure, print } from './figure.ts';

const AGREEMENTS = 10_000;
const AGREEMENTS_GOAL = 2_000;
const DRAWS = 10_000;
const OBLIGATIONS = 5_000;
const PARTIES = 50;

/** Seconds of processor time. */
function secondsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function readJson(name: string) {
  const file = new URL(`../../demo/agreements/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function agreementOf(json: unknown): Agreement {
  const reading = readTerms(json);
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.agreement;
}

/** 财预〔2015〕92号 with twelve facts: four events, three years before and five after the move. */
function settleMany(): Figure {
  const json = readJson('cn-2015-92');
  const fact = (period: string, party: string, measure: string, amount: string, unit = 'CNY') => {
    const confirmed_by = 'sender;host';
    return { period, party, measure, amount, unit, evidence: 'ledger', confirmed_by };
  };
  const factsOf = (seed: number): readonly FactRow[] => [
    fact('2016-03-01', 'sender', 'listing', '1', 'event'),
    fact('2017-06-30', 'sender', 'move', '1', 'event'),
    fact('2017-09-01', 'host', 'registration', '1', 'event'),
    fact('2018-01-01', 'host', 'production', '1', 'event'),
    ...[2014, 2015, 2016].map((year) =>
      fact(String(year), 'sender', 'vat', `${30_000_000 + seed * 100}.00`),
    ),
    ...[2018, 2019, 2020, 2021, 2022].map((year, at) =>
      fact(String(year), 'host', 'vat', `${40_000_000 + at * seed * 317}.55`),
    ),
  ];
  let lines = 0;
  const run = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      // Every agreement has terms of its own, so they are read each time.
      const settlement = settle(agreementOf({ ...json, id: `agreement-${at}` }), factsOf(at));
      if ('problems' in settlement) throw new Error(JSON.stringify(settlement.problems));
      lines += settlement.statement.lines.length;
    }
  };
  run(0, 500);
  const perSecond = AGREEMENTS / secondsOf(() => run(0, AGREEMENTS));
  if (lines < AGREEMENTS * 10) throw new Error(`Only ${lines} lines were computed.`);
  return {
    what: `${told(AGREEMENTS)} agreements × 12 facts, terms read and digests made, one core`,
    measured: `${told(perSecond)}/s`,
    goal: `≥ ${told(AGREEMENTS_GOAL)}/s`,
    holds: perSecond >= AGREEMENTS_GOAL,
  };
}

function simulateMany(): Figure {
  const agreement = agreementOf(readJson('cn-2015-92'));
  const scenario = readJson('cn-2015-92-scenario');
  simulate([agreement], scenario, 500, 1);
  const seconds = secondsOf(() => {
    const result = simulate([agreement], scenario, DRAWS, 7);
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  });
  return {
    what: `simulation, ${told(DRAWS)} draws × ${scenario.years} years, one agreement`,
    measured: `${seconds.toFixed(2)} s`,
    goal: '≤ 1 s',
    holds: seconds <= 1,
  };
}

function netMany(): Figure {
  const lines = Array.from({ length: OBLIGATIONS }, (_, at) => ({
    payer: `party-${(at * 7919) % PARTIES}`,
    receiver: `party-${(at * 104_729 + Math.floor(at / PARTIES) + 1) % PARTIES}`,
    unit: 'CNY',
    amount: `${((at * 48_271) % 9_999_991) + 1}.37`,
  }));
  const statements = Array.from({ length: 500 }, (_, at) => ({
    digest: `statement ${at}`,
    units: [{ code: 'CNY', digits: 2, kind: 'money' }] as const,
    lines: lines.slice(at * 10, at * 10 + 10),
  }));
  let transfers = 0;
  const seconds = secondsOf(() => {
    transfers = net(statements).transfers.length;
  });
  return {
    what: `netting of ${told(OBLIGATIONS)} obligations among ${PARTIES} parties`,
    measured: `${transfers} transfers, ${seconds.toFixed(3)} s`,
    goal: `≤ ${PARTIES - 1} transfers, ≤ 1 s`,
    holds: transfers <= PARTIES - 1 && seconds <= 1,
  };
}

function told(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function measureSettlementSpeed(): readonly Figure[] {
  return [settleMany(), simulateMany(), netMany()];
}

if (import.meta.main) for (const figure of measureSettlementSpeed()) print(figure);
