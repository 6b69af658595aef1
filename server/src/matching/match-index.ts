/**
 * Published texts in the memory of this process, to be searched by words and by meaning. The event
 * log says what changed, whoever wrote it, so each search first reads the events it has not seen:
 * no process answers from an older state than the one its caller has been told of.
 */
import {
  createMatcher,
  type Explanation,
  loadSpace,
  type Matcher,
  type MatchHit,
  type Query,
  type TextDocument,
} from '@yunhe/retrieval';
import type { Context } from '../runtime/module.ts';
import type { Tx } from '../runtime/sql.ts';
import { CorpusDigest } from './corpus-digest.ts';
import { keepIndex, readKeptIndex } from './kept-index.ts';
import { type Learned, learnMeaning } from './learn-meaning.ts';
import { type PlacedBy, ProvidedPlaces, type Unplaced } from './provided-places.ts';
import { type RecordKind, recordKinds } from './record.ts';
import { simplify } from './simplify.ts';
import { changesSince, headOfLog, textsAfter, textsNamed } from './text-views.ts';

/** Few enough that no request waits long while the index is filled. */
const batch = 25;
const reasonsAtMost = 8;
/** Fewer are looked at where few are asked for, since facts may turn the order of texts over. */
const lookedAtLeast = 200;
/** Of fewer texts one cannot say so, and of more it would take too long. */
const fewTexts = 20;
const manyTexts = 20_000;
const nearlyAll = 0.8;
/** Of fewer nothing is learned. */
const textsToLearnFrom = 100;
const beforeAll = '00000000-0000-0000-0000-000000000000';

export interface Found<Row> {
  readonly row: Row;
  /** Between 0 and 1, relative to the best that may be shown. */
  readonly text: number;
  readonly words: number;
  readonly meaning: number;
}

export interface MatchIndex {
  /** Reads what happened since; searches that come together share one look. */
  catchUp(): Promise<void>;
  /** How many texts of a kind are held. */
  size(kind: RecordKind): number;
  /** What all texts held are, in one line. */
  digest(): string;
  /** Whether it has learned, or is told, what words mean; until then words alone decide. */
  knowsMeaning(kind: RecordKind): boolean;
  /** Whether an endpoint is to say what texts mean and searches go without it for now. */
  missesEndpoint(kind: RecordKind): boolean;
  /** Whether nearly every text has a word of the query, which then tells nothing apart. */
  matchesNearlyAll(kind: RecordKind, query: Query): boolean;
  /**
   * The best by text of which `among` says they may be shown, at least as many as are wanted. It is
   * asked about more and more of them until there are enough or none are left.
   */
  search<Row extends { readonly id: string }>(
    kind: RecordKind,
    query: Query,
    wanted: number,
    among: (ids: readonly string[]) => Promise<readonly Row[]>,
  ): Promise<Found<Row>[]>;
  /** The words that carried some of the hits of a search. */
  explain(kind: RecordKind, query: Query, ids: readonly string[]): Map<string, Explanation>;
}

const opened = new WeakMap<Tx, OpenIndex>();

/** In a write, `pool` is the database around the transaction; the log is read in the transaction. */
type Place = Pick<Context, 'tx' | 'pool'>;

/** The index of a database; made and filled at its first use. */
export function matchIndexOf(place: Place): MatchIndex {
  return openIndexOf(place.pool ?? place.tx).readBy(place.tx);
}

function openIndexOf(pool: Tx): OpenIndex {
  const known = opened.get(pool);
  if (known !== undefined) return known;
  const fresh = new OpenIndex();
  opened.set(pool, fresh);
  return fresh;
}

export interface Keeping {
  /** Where what was learned is kept between starts. */
  readonly folder: string;
  /** Told of what did not work; the ranking goes on by words. */
  readonly tell: (error: unknown, what: string) => void;
  /** Null or left out where no endpoint says what texts mean. */
  readonly placedBy?: PlacedBy | null;
}

/**
 * Fills the index beside the first requests, then takes over what was learned before. From then on
 * it learns anew, in a thread of its own, whenever much has changed.
 */
export async function startMatchIndex(pool: Tx, keeping: Keeping): Promise<void> {
  const index = openIndexOf(pool);
  await index.readBy(pool).catchUp();
  await index.restore(pool, keeping);
  index.learnWhenDue(pool, keeping);
}

const emptyMatchers = (): Record<RecordKind, Matcher> => ({
  technology: createMatcher({ fold: simplify }),
  need: createMatcher({ fold: simplify }),
});

class OpenIndex {
  readonly #matchers = emptyMatchers();
  readonly #digest = new CorpusDigest();
  #provided: ProvidedPlaces | null = null;
  #sequence: bigint | null = null;
  #running: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;
  /** Texts that changed since meaning was learned. */
  #changed = 0;
  #hasTried = false;
  #isLearning = false;
  #due: (() => void) | null = null;

  /** The index for one caller, who lends its connection to read the log. */
  readBy(tx: Tx): MatchIndex {
    return {
      catchUp: () => this.#catchUp(tx),
      size: (kind) => this.#matchers[kind].size,
      digest: () => this.#digest.value,
      knowsMeaning: (kind) => {
        const matcher = this.#matchers[kind];
        return matcher.hasLearned || this.#provided?.serves(matcher) === true;
      },
      missesEndpoint: (kind) => this.#provided?.serves(this.#matchers[kind]) === false,
      matchesNearlyAll: (kind, query) => this.#matchesNearlyAll(kind, query),
      search: async (kind, query, wanted, among) => {
        await this.#catchUp(tx);
        const embedding = await this.#provided?.ofQuestion(this.#matchers[kind], query);
        for (let wide = Math.max(lookedAtLeast, wanted * 4); ; wide *= 8) {
          const asked = embedding === undefined ? {} : { embedding };
          const options = { limit: wide, candidates: wide, reasons: 0, ...asked };
          const hits = this.#matchers[kind].search(query, options);
          const rows = await among(hits.map((hit) => hit.id));
          if (rows.length < wanted && hits.length === wide) continue;
          return relativeToBest(hits, new Map(rows.map((row) => [row.id, row])));
        }
      },
      explain: (kind, query, ids) => this.#matchers[kind].explain(query, ids, reasonsAtMost),
    };
  }

  async restore(pool: Tx, { folder, tell, placedBy = null }: Keeping): Promise<void> {
    if (placedBy !== null) this.#provided = new ProvidedPlaces(placedBy, tell);
    try {
      const kept = await readKeptIndex(pool, folder);
      if (kept === null) return;
      this.#changed = await this.#adopt(kept);
      this.#hasTried = true;
    } catch (error) {
      tell(error, 'the kept index cannot be used; it is made anew');
    }
  }

  learnWhenDue(pool: Tx, keeping: Keeping): void {
    this.#due = () => {
      this.#provided?.placeRecords(() => this.#unplaced());
      const size = this.#matchers.technology.size + this.#matchers.need.size;
      const enough = this.#hasTried ? Math.max(textsToLearnFrom, size / 5) : 1;
      if (this.#isLearning || size < textsToLearnFrom || this.#changed < enough) return;
      this.#hasTried = true;
      this.#isLearning = true;
      this.#changed = 0;
      this.#learn(pool, keeping)
        .catch((error) => keeping.tell(error, 'meaning was not learned; words go on alone'))
        .finally(() => {
          this.#isLearning = false;
        });
    };
    this.#due();
  }

  async #learn(pool: Tx, { folder, tell }: Keeping): Promise<void> {
    const learned = await learnMeaning(pool);
    if (learned === null) return;
    await this.#adopt(learned);
    await keepIndex(pool, folder, learned).catch((error) => tell(error, 'the index is not kept'));
  }

  /** Answers how many texts have changed since it was learned; those are placed here. */
  async #adopt({ meaning, digest }: Learned): Promise<number> {
    while (this.#running !== null) await this.#running.catch(() => {});
    const space = loadSpace(meaning.space);
    for (const kind of recordKinds) this.#matchers[kind].adoptSpace(space, meaning.places[kind]);
    const changed = this.#digest.notIn(digest);
    for (const id of changed) {
      for (const matcher of Object.values(this.#matchers)) {
        const text = matcher.document(id);
        if (text !== undefined) matcher.put(text);
      }
    }
    return changed.length;
  }

  #unplaced(): Unplaced[] {
    return Array.from(this.#digest.ids(), (id) => {
      const kind = this.#matchers.technology.has(id) ? 'technology' : 'need';
      return { id, matcher: this.#matchers[kind] };
    }).filter(({ id, matcher }) => !matcher.isEmbedded(id));
  }

  #matchesNearlyAll(kind: RecordKind, query: Query): boolean {
    const { size } = this.#matchers[kind];
    if (size < fewTexts || size > manyTexts) return false;
    const options = { limit: size, candidates: size, reasons: 0 };
    const hits = this.#matchers[kind].search(query, options);
    return hits.filter(({ words }) => words > 0).length >= nearlyAll * size;
  }

  /** Reads what happened since; those who come together share one look. */
  #catchUp(tx: Tx): Promise<void> {
    if (this.#running === null) return this.#look(tx);
    this.#waiting ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#waiting = null;
        return this.#look(tx);
      });
    return this.#waiting;
  }

  #look(tx: Tx): Promise<void> {
    const now = (this.#sequence === null ? this.#fill(tx) : this.#follow(tx, this.#sequence))
      .then(() => this.#due?.())
      .finally(() => {
        if (this.#running === now) this.#running = null;
      });
    this.#running = now;
    return now;
  }

  #put(kind: RecordKind, text: TextDocument): void {
    this.#matchers[kind].put(text);
    this.#digest.put(text);
    this.#changed += 1;
  }

  async #fill(tx: Tx): Promise<void> {
    const head = await headOfLog(tx);
    for (const kind of recordKinds) {
      let last: string | undefined = beforeAll;
      while (last !== undefined) {
        const texts = await textsAfter(tx, kind, last, batch);
        for (const text of texts) this.#put(kind, text);
        last = texts.length === batch ? texts.at(-1)?.id : undefined;
      }
    }
    this.#sequence = head;
  }

  async #follow(tx: Tx, from: bigint): Promise<void> {
    const changes = await changesSince(tx, from);
    for (const kind of recordKinds) {
      const ids = changes[kind];
      if (ids.length === 0) continue;
      const texts = new Map((await textsNamed(tx, kind, ids)).map((text) => [text.id, text]));
      for (const id of ids) {
        const text = texts.get(id);
        if (text !== undefined) {
          this.#put(kind, text);
          continue;
        }
        this.#matchers[kind].remove(id);
        this.#digest.remove(id);
      }
    }
    this.#sequence = changes.head;
  }
}

/** In the order of the hits. A best that nobody may see must not make the others look small. */
function relativeToBest<Row>(
  hits: readonly MatchHit[],
  rows: ReadonlyMap<string, Row>,
): Found<Row>[] {
  const shown = hits.filter((hit) => rows.has(hit.id));
  const best = shown[0]?.text ?? 1;
  return shown.map(({ id, text, words, meaning }) => ({
    row: rows.get(id) as Row,
    text: best > 0 ? Math.min(1, Math.max(0, text / best)) : 0,
    words,
    meaning,
  }));
}
