import type { Unit } from '@yunhe/exact';
import type { Agreement } from './agreement.ts';
import type { Step } from './statement.ts';
import type { Words } from './terms.ts';

/** A line before it is written out; its steps are told only where somebody reads them. */
export interface DraftLine {
  readonly year: number;
  readonly payer: string;
  readonly receiver: string;
  readonly measure: string;
  readonly unit: Unit;
  readonly minor: bigint;
  readonly clause: string;
  readonly steps: () => readonly Step[];
}

export interface DraftOpen {
  readonly clause: string;
  readonly code: string;
  readonly year: number | null;
  readonly what: Words;
  readonly shortfall: bigint | null;
  readonly unit: Unit | null;
}

/** What the clauses have found so far. */
export class Outcome {
  readonly lines: DraftLine[] = [];
  readonly open: DraftOpen[] = [];
  /** What a cap of the whole agreement has left, by its clause, once sharing has ended. */
  readonly leftOfCaps = new Map<string, { readonly left: bigint; readonly unit: Unit }>();
  readonly #agreement: Agreement;

  constructor(agreement: Agreement) {
    this.#agreement = agreement;
  }

  /** A merged party is followed by its successor; what a dissolved one had stays open. */
  pay(line: DraftLine): void {
    const payer = this.#standing(line.payer, line.year);
    const receiver = this.#standing(line.receiver, line.year);
    if (payer === line.payer && receiver === line.receiver) {
      this.lines.push(line);
      return;
    }
    if (payer === null || receiver === null) {
      const gone = payer === null ? line.payer : line.receiver;
      this.leave(line.clause, 'party_ended', line.year, gone, line.minor, line.unit);
      return;
    }
    const follows = (from: string, to: string): readonly Step[] =>
      from === to ? [] : [{ step: 'successor', value: `${from} → ${to}` }];
    this.lines.push({
      ...line,
      payer,
      receiver,
      steps: () => [
        ...line.steps(),
        ...follows(line.payer, payer),
        ...follows(line.receiver, receiver),
      ],
    });
  }

  leave(
    clause: string,
    code: keyof typeof OPEN_WORDS,
    year: number | null,
    name = '',
    shortfall: bigint | null = null,
    unit: Unit | null = null,
  ): void {
    const { zh, en } = OPEN_WORDS[code];
    const what = { zh: zh.replace('{}', name), en: en.replace('{}', name) };
    this.open.push({ clause, code, year, what, shortfall, unit });
  }

  #standing(id: string, year: number): string | null {
    const party = this.#agreement.parties.get(id);
    if (party?.endedIn === undefined || year <= party.endedIn) return id;
    return party.successor ?? null;
  }
}

const OPEN_WORDS = {
  clock_not_started: {
    zh: '起算日未到：缺少 {} 的日期',
    en: 'The clock has not started: no date of {}',
  },
  no_facts: { zh: '没有 {} 的数据', en: 'There are no facts of {}' },
  fact_unconfirmed: { zh: '{} 尚未得到约定各方确认', en: '{} is not confirmed by all it needs' },
  fact_disputed: { zh: '{} 有争议', en: '{} is disputed' },
  cap_unknown: {
    zh: '上限无法计算：缺少 {}',
    en: 'The cap cannot be computed without {}',
  },
  depends_on_open: {
    zh: '取决于尚未确定的年度 {}',
    en: 'It depends on {}, which is still open',
  },
  factor_without_sum: { zh: '因素 {} 没有可分配的合计数', en: 'The factor {} sums to nothing' },
  rate_missing: { zh: '缺少 {} 的税率', en: 'There is no rate of {}' },
  event_missing: { zh: '{} 尚未发生', en: '{} has not happened' },
  amount_not_stated: { zh: '条款未载明金额', en: 'The terms state no amount' },
  party_ended: {
    zh: '{} 已不存在，也未载明继承方',
    en: '{} exists no longer and nobody is named to follow it',
  },
  outside_period: { zh: '{} 不在该税种适用期内', en: '{} lies outside the period of its measure' },
  source_not_shared: { zh: '来源“{}”不参与分享', en: 'The source "{}" is not shared' },
} satisfies Readonly<Record<string, Words>>;
