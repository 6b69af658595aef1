/** One evaluation: what is counted, what is reported, and the day it pretends to be. */
import type { Limits, Problem, ProblemCode, Site } from '../outcome.ts';
import type { DateAndTime } from './temporal.ts';
import type { Value } from './value.ts';
import { weightOf } from './weight.ts';

/** A bound was reached: the evaluation ends, with the problem already reported. */
export class LimitReached extends Error {}

/** Problems beyond this many say nothing new. */
const MOST_PROBLEMS = 200;

export class Run {
  readonly problems: Problem[] = [];
  readonly limits: Limits;
  /** null where none was given: then `now()` and `today()` are null. */
  readonly now: DateAndTime | null;
  #stepsLeft: number;
  #depth = 0;

  constructor(limits: Limits, now: DateAndTime | null) {
    this.limits = limits;
    this.now = now;
    this.#stepsLeft = limits.steps;
  }

  /** Reports why there is no value, and is that no-value. */
  fail(site: Site, code: ProblemCode, message: string): null {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ ...site, code, message });
    return null;
  }

  step(site: Site, count = 1): void {
    this.#stepsLeft -= count;
    if (this.#stepsLeft < 0) this.#stop(site, `more than ${this.limits.steps} steps`);
  }

  enter(site: Site): void {
    this.step(site);
    if (++this.#depth > this.limits.depth) {
      this.#stop(site, `calls nested deeper than ${this.limits.depth}`);
    }
  }

  leave(): void {
    this.#depth--;
  }

  get stepsLeft(): number {
    return this.#stepsLeft;
  }

  /** Checks a list or context that was just made, however deep it is. */
  sized<Made extends Value>(site: Site, value: Made): Made {
    if (weightOf(value) > this.limits.size) {
      this.#stop(site, `a value of more than ${this.limits.size} elements`);
    }
    return value;
  }

  /** Checks a list before or while it grows. */
  listOf(site: Site, length: number): void {
    if (length > this.limits.listLength) {
      this.#stop(site, `a list of more than ${this.limits.listLength} elements`);
    }
  }

  textOf(site: Site, length: number): void {
    if (length > this.limits.stringLength) {
      this.#stop(site, `a text of more than ${this.limits.stringLength} characters`);
    }
  }

  #stop(site: Site, what: string): never {
    this.problems.push({
      ...site,
      code: 'limit_reached',
      message: `The evaluation needs ${what}.`,
    });
    throw new LimitReached(what);
  }
}

/** Values of names: a frame for each scope, the innermost first. */
export interface Frame {
  readonly slots: Value[];
  readonly outer: Frame | null;
}

/** A compiled expression. */
export type Code = (frame: Frame, run: Run) => Value;
