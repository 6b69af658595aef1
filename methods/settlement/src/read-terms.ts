import {
  canonicalText,
  checkShape,
  compareRationals,
  currencyOf,
  plus,
  type Rational,
  rational,
  readAmount,
  readRational,
  sha256,
  type Unit,
} from '@yunhe/exact';
import { type Agreement, measuresOf } from './agreement.ts';
import type { Problem } from './statement.ts';
import type { Base, Clause, Condition, ShareClause, Split, Terms } from './terms.ts';
import { termsSchema } from './terms-schema.ts';

export type TermsReading =
  | { readonly agreement: Agreement }
  | { readonly problems: readonly Problem[] };

const ONE = rational(1n);

/**
 * Reads terms: their shape by the published schema, then what a schema cannot say: names that are
 * declared, shares that sum to the whole, slices without gap or overlap.
 *
 * @param json  Terms as parsed JSON, from whomever.
 * @returns     `{ agreement }`, or `{ problems }`: every problem with its clause and field.
 * @example readTerms({ format: 'yunhe-terms-1' }).problems[0].detail // → 'lacks id'
 *
 * Cost: linear in the terms.
 */
export function readTerms(json: unknown): TermsReading {
  const shape = checkShape(json, termsSchema, termsSchema);
  if (shape.length > 0) return { problems: shape.map((problem) => withClause(problem, json)) };
  const terms = json as Terms;
  const units = new Map<string, Unit>();
  for (const code of ['CNY', 'EUR', 'JPY']) units.set(code, currencyOf(code)!);
  for (const { code, digits, kind } of terms.units ?? []) units.set(code, { code, digits, kind });
  const agreement = {
    terms,
    digest: '',
    parties: new Map(terms.parties.map((party) => [party.id, party])),
    measures: new Map(terms.measures.map((measure) => [measure.id, measure])),
    units,
    countedBy: countedBy(terms),
    numbers: new Map<string, Rational>(),
  };
  const problems = new TermsCheck(agreement).problems;
  if (problems.length > 0) return { problems };
  return { agreement: { ...agreement, digest: sha256(canonicalText(terms)) } };
}

/** The clause is known where the field lies in one that has an id. */
function withClause(problem: Problem, json: unknown): Problem {
  const [, list = '', at = ''] = /^(clauses|coverage)\/(\d+)/.exec(problem.field) ?? [];
  if (list === '') return problem;
  const clauses = (json as Readonly<Record<string, readonly ({ id?: unknown } | null)[]>>)[list];
  const id = clauses?.[Number(at)]?.id;
  return typeof id === 'string' ? { ...problem, clause: id.slice(0, 64) } : problem;
}

function countedBy(terms: Terms): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const one of [...(terms.coverage ?? []), ...terms.clauses]) {
    for (const [measure] of measuresOf(one)) {
      const clauses = found.get(measure);
      if (clauses === undefined) found.set(measure, [one.id]);
      else if (!clauses.includes(one.id)) clauses.push(one.id);
    }
  }
  return found;
}

/** Goes through terms of the right shape once and gathers all that does not hold. */
class TermsCheck {
  readonly problems: Problem[] = [];
  readonly #of: Agreement & { readonly numbers: Map<string, Rational> };
  #clause: string | null = null;
  #path = '';

  constructor(agreement: Agreement & { readonly numbers: Map<string, Rational> }) {
    this.#of = agreement;
    this.#declarations();
    const { coverage = [], clauses } = agreement.terms;
    for (const [at, one] of coverage.entries()) this.#enter(one, `coverage/${at}`);
    for (const [at, one] of clauses.entries()) this.#enter(one, `clauses/${at}`);
  }

  #wrong(code: string, field: string, detail: string): void {
    this.problems.push({ code, clause: this.#clause, field: `${this.#path}${field}`, detail });
  }

  #declarations(): void {
    const { terms, parties, measures, units } = this.#of;
    const once = (list: readonly string[], field: string) => {
      for (const [at, one] of list.entries()) {
        if (list.indexOf(one) < at) this.#wrong('declared_twice', `${field}/${at}`, one);
      }
    };
    once(
      terms.parties.map(({ id }) => id),
      'parties',
    );
    once(
      terms.measures.map(({ id }) => id),
      'measures',
    );
    once(
      (terms.units ?? []).map(({ code }) => code),
      'units',
    );
    once(
      terms.clauses.map(({ id }) => id),
      'clauses',
    );
    for (const [at, { unit, refundOf }] of terms.measures.entries()) {
      if (!units.has(unit) && unit !== 'event' && unit !== 'rate') {
        this.#wrong('unit_not_declared', `measures/${at}/unit`, `Nobody declared ${unit}.`);
      }
      const refunded = refundOf === undefined ? undefined : measures.get(refundOf);
      if (refundOf !== undefined && (refunded?.unit !== unit || refunded.refundOf !== undefined)) {
        this.#wrong('refund_of_unlike', `measures/${at}/refundOf`, `${refundOf} is not its like.`);
      }
    }
    for (const [at, { successor, endedIn }] of terms.parties.entries()) {
      const next = successor === undefined ? undefined : parties.get(successor);
      if (successor !== undefined && (endedIn === undefined || next?.endedIn !== undefined)) {
        this.#wrong('successor_unfit', `parties/${at}/successor`, `${successor} cannot follow.`);
      }
      if (successor !== undefined) this.#party(successor, `parties/${at}/successor`);
    }
    this.#years(terms.inForce, 'inForce');
    for (const [at, event] of (terms.clock?.latestOf ?? []).entries()) {
      this.#measure(event, `clock/latestOf/${at}`, 'event');
    }
  }

  #enter(one: Clause | Condition, path: string): void {
    this.#clause = one.id;
    this.#path = `${path}/`;
    const before = this.problems.length;
    for (const [measure, field] of measuresOf(one)) {
      if (!this.#of.measures.has(measure)) {
        this.#wrong('measure_not_declared', field, `Nobody declared ${measure}.`);
      }
    }
    if (this.problems.length === before) this.#judge(one);
    this.#clause = null;
    this.#path = '';
  }

  #judge(one: Clause | Condition): void {
    switch (one.kind) {
      case 'average':
        this.#party(one.party, 'party');
        this.#measure(one.before, 'before', 'event');
        this.#amount(one.threshold, this.#unit(one.measures, 'measures'), 'threshold');
        return;
      case 'event':
        this.#measure(one.event, 'event', 'event');
        this.#partyList(one.confirmedBy, 'confirmedBy');
        return;
      case 'share':
        this.#share(one);
        return;
      case 'yield':
        this.#base(one.base, 'base');
        this.#party(one.payer, 'payer');
        this.#party(one.receiver, 'receiver');
        this.#number(one.rate, 'rate');
        this.#years(one.years, 'years');
        return;
      case 'one-off': {
        this.#measure(one.on, 'on', 'event');
        this.#party(one.payer, 'payer');
        this.#party(one.receiver, 'receiver');
        const unit = this.#of.units.get(one.unit);
        if (unit === undefined) {
          this.#wrong('unit_not_declared', 'unit', `Nobody declared ${one.unit}.`);
          return;
        }
        if (one.amount !== undefined) this.#amount(one.amount, unit, 'amount');
        if (one.of !== undefined) {
          const own = this.#base(one.of, 'of');
          if (own?.code !== unit.code) this.#wrong('units_differ', 'unit', 'Not that of the base.');
          this.#number(one.of.share, 'of/share');
        }
        if (one.amount !== undefined && one.of !== undefined) {
          this.#wrong('amount_given_twice', 'amount', 'Give an amount or what it is a share of.');
        }
        return;
      }
      case 'formula': {
        this.#base(one.base, 'base');
        this.#party(one.payer, 'payer');
        for (const [at, { receiver }] of one.parts.entries()) {
          if (receiver !== undefined) this.#party(receiver, `parts/${at}/receiver`);
        }
        this.#whole(
          one.parts.map(({ share }) => share),
          'parts',
        );
        if (one.parts.some(({ receiver }) => receiver === undefined)) {
          this.#whole(
            one.factors.map(({ weight }) => weight),
            'factors',
          );
        }
        if (one.rate !== undefined) this.#measure(one.rate, 'rate', 'rate');
        if (one.dropsOut !== undefined) this.#measure(one.dropsOut, 'dropsOut', 'event');
        return;
      }
      case 'open': {
        if (one.when === 'always') return;
        const meant = this.#of.terms.clauses.find(({ id }) => id === one.of);
        if (meant?.kind !== 'share' || meant.cap?.per !== 'agreement') {
          this.#wrong('no_such_cap', 'of', 'Name a clause with a cap of the whole agreement.');
        }
      }
    }
  }

  #share(clause: ShareClause): void {
    const { base, payer, splits, cap, floor, restTo, extension } = clause;
    const unit = this.#base(base, 'base');
    this.#party(payer, 'payer');
    for (const [at, split] of splits.entries()) this.#split(split, unit, `splits/${at}`);
    this.#tiers(splits, unit, 'splits');
    for (const [at, one] of (clause.earlier ?? []).entries()) {
      const field = `earlier/${at}/splits`;
      for (const [of, split] of one.splits.entries()) this.#split(split, unit, `${field}/${of}`);
      this.#tiers(one.splits, unit, field);
    }
    if (restTo !== undefined && !splits.every(({ parts }) => parts.some((p) => p.party === restTo)))
      this.#wrong('rest_to_nobody', 'restTo', `${restTo} has no part in every split.`);
    if (floor !== undefined) {
      this.#party(floor.party, 'floor/party');
      this.#amount(floor.amount, unit, 'floor/amount');
      if (floor.party === payer) {
        this.#wrong('floor_of_the_payer', 'floor/party', 'What a floor adds comes from the payer.');
      }
    }
    if (cap !== undefined) {
      this.#party(cap.party, 'cap/party');
      if (cap.party === payer) {
        this.#wrong('cap_of_the_payer', 'cap/party', 'What a cap cuts off stays with the payer.');
      }
      if ((cap.amount === undefined) === (cap.sumBefore === undefined)) {
        this.#wrong('cap_without_amount', 'cap', 'Give one of amount and sumBefore.');
      }
      if (cap.amount !== undefined) this.#amount(cap.amount, unit, 'cap/amount');
      if (cap.sumBefore !== undefined) {
        this.#measure(cap.sumBefore.event, 'cap/sumBefore/event', 'event');
        const own = this.#unit(cap.sumBefore.measures, 'cap/sumBefore/measures');
        if (own?.code !== unit?.code) this.#wrong('units_differ', 'cap/sumBefore', 'Not the base.');
      }
    }
    if (extension !== undefined && cap?.per !== 'agreement') {
      this.#wrong('extension_without_cap', 'extension', 'It asks whether a cap was reached.');
    }
    if (extension !== undefined && splits.some(({ years }) => years?.to === undefined)) {
      this.#wrong('extension_without_end', 'extension', 'Splits without end need no extension.');
    }
  }

  #split(split: Split, unit: Unit | undefined, field: string): void {
    for (const [at, { party }] of split.parts.entries()) {
      this.#party(party, `${field}/parts/${at}/party`);
      if (split.parts.findIndex((one) => one.party === party) < at) {
        this.#wrong('declared_twice', `${field}/parts/${at}/party`, `${party} has two parts.`);
      }
    }
    this.#whole(
      split.parts.map(({ share }) => share),
      `${field}/parts`,
    );
    this.#years(split.years, `${field}/years`);
    if (split.above !== undefined) this.#amount(split.above, unit, `${field}/above`);
    if (split.upTo !== undefined) this.#amount(split.upTo, unit, `${field}/upTo`);
  }

  /** In every year and for every source the slices must follow each other from 0 without end. */
  #tiers(splits: readonly Split[], unit: Unit | undefined, field: string): void {
    if (unit === undefined) return;
    const edges = new Set(splits.flatMap(({ years }) => [years?.from ?? 1, (years?.to ?? 0) + 1]));
    for (const year of [...edges].sort((a, b) => a - b)) {
      const own = splits.filter(
        ({ years }) => year >= (years?.from ?? 1) && year <= (years?.to ?? Infinity),
      );
      for (const source of new Set(own.map((one) => one.source))) {
        const sorted = own
          .filter((one) => one.source === source)
          .map(({ above = '0', upTo }) => ({
            above: readAmount(above, unit) ?? 0n,
            upTo: upTo === undefined ? null : (readAmount(upTo, unit) ?? 0n),
          }))
          .sort((a, b) => (a.above < b.above ? -1 : a.above > b.above ? 1 : 0));
        let reached: bigint | null = 0n;
        for (const { above, upTo } of sorted) {
          if (above !== reached || (upTo !== null && upTo <= above)) reached = -1n;
          else reached = upTo;
        }
        if (reached !== null) {
          const of = source === undefined ? '' : ` of ${source}`;
          this.#wrong('slices_do_not_meet', field, `Year ${year}${of}: a gap or an overlap.`);
          return;
        }
      }
      if (own.some((one) => one.source === undefined) && own.some((one) => one.source)) {
        this.#wrong('sources_overlap', field, 'One split is for all sources, one not.');
        return;
      }
    }
  }

  #whole(shares: readonly string[], field: string): void {
    const read = shares.map((text, at) => this.#number(text, `${field}/${at}`));
    if (read.includes(null)) return;
    const sum = (read as readonly Rational[]).reduce(plus, rational(0n));
    if (compareRationals(sum, ONE) !== 0) {
      const percent = Number((sum.numerator * 1_000_000n) / sum.denominator) / 10_000;
      this.#wrong('shares_not_whole', field, `The shares sum to ${percent} %, not to 100 %.`);
    }
  }

  #number(text: string, field: string): Rational | null {
    const number = readRational(text);
    if (number === null) this.#wrong('not_a_number', field, `${text} divides by 0.`);
    else this.#of.numbers.set(text, number);
    return number;
  }

  #base(base: Base, field: string): Unit | undefined {
    this.#party(base.party, `${field}/party`);
    this.#partyList(base.confirmedBy, `${field}/confirmedBy`);
    return this.#unit(base.measures, `${field}/measures`);
  }

  /** The one unit of measures that are added. */
  #unit(
    measures: readonly { measure: string; from?: number; to?: number }[],
    field: string,
  ): Unit | undefined {
    const codes = new Set(measures.map(({ measure }) => this.#of.measures.get(measure)!.unit));
    if (codes.size > 1) this.#wrong('units_differ', field, `${[...codes].join(', ')} do not add.`);
    for (const [at, one] of measures.entries()) this.#years(one, `${field}/${at}`);
    const [code = ''] = codes;
    const unit = this.#of.units.get(code);
    if (unit === undefined) this.#wrong('no_amount', field, `${code} cannot be shared.`);
    return unit;
  }

  #party(id: string, field: string): void {
    if (!this.#of.parties.has(id)) this.#wrong('party_unknown', field, `${id} is no party.`);
  }

  #partyList(ids: readonly string[] | undefined, field: string): void {
    for (const [at, id] of (ids ?? []).entries()) this.#party(id, `${field}/${at}`);
  }

  #measure(id: string, field: string, unit: 'event' | 'rate'): void {
    const measure = this.#of.measures.get(id);
    if (measure?.unit !== unit) this.#wrong('measure_unfit', field, `${id} is no ${unit}.`);
  }

  #amount(text: string, unit: Unit | undefined, field: string): void {
    if (unit !== undefined && readAmount(text, unit) === null) {
      this.#wrong('not_an_amount', field, `${text} is no amount in ${unit.code}.`);
    }
  }

  #years(range: { from?: number; to?: number } | undefined, field: string): void {
    const { from, to } = range ?? {};
    if (from !== undefined && to !== undefined && to < from) {
      this.#wrong('years_reversed', field, `${to} lies before ${from}.`);
    }
  }
}
