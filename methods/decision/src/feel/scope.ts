/** Which names an expression can see, and in which frame and slot their values stand. */
import type { ProblemCode, Site } from '../outcome.ts';
import { Names } from './names.ts';
import type { Vocabulary } from './parse.ts';
import type { TypeNode } from './syntax.ts';
import type { Type } from './type.ts';

/** Tells what is wrong with a model before anything is decided. */
export type Faults = (site: Site, code: ProblemCode, message: string) => void;

/** What the whole model shares. */
export interface Lexicon {
  readonly members: Names;
  readonly types: Names;
  /** null for a type nobody declared. */
  readonly typeOf: (type: TypeNode) => Type | null;
  readonly fault: Faults;
}

export class Scope {
  readonly names: readonly string[];
  readonly outer: Scope | null;
  /** The frame holds one element of a list, whose members hide outer names while it is filtered. */
  readonly isElement: boolean;
  readonly lexicon: Lexicon;
  #vocabulary: Vocabulary | null = null;

  constructor(names: readonly string[], outer: Scope | null, lexicon: Lexicon, isElement = false) {
    this.names = names;
    this.outer = outer;
    this.lexicon = lexicon;
    this.isElement = isElement;
  }

  inside(names: readonly string[], isElement = false): Scope {
    return new Scope(names, this, this.lexicon, isElement);
  }

  /** Worked out once: a table reads thousands of cells in one scope. */
  vocabulary(builtins: Iterable<string>): Vocabulary {
    if (this.#vocabulary !== null) return this.#vocabulary;
    const names = new Names(builtins);
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      for (const name of scope.names) names.add(name);
    }
    const { members, types } = this.lexicon;
    this.#vocabulary = { names, members, types };
    return this.#vocabulary;
  }
}
