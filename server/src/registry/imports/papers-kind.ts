/** Papers or achievements, a JSON object a line, whose affiliations are free text. */
import { splitAffiliations } from '@yunhe/affiliation';
import { uuidv7 } from '../../runtime/id.ts';
import type { Context } from '../../runtime/module.ts';
import { affiliationKey, openResolver, type Resolve } from './affiliation-resolver.ts';
import { decisionsFor, type Mention, saveMentions } from './affiliation-store.ts';
import { type ParticipationRow, saveParticipations } from './collaboration-claim-store.ts';
import {
  importKind,
  type ReadItem,
  type RowProblem,
  type RowRead,
  type RowResult,
  type Run,
  wrong,
} from './import-kind.ts';
import { survivorsOf } from './organisation-claim-store.ts';
import { saveCollaborations } from './save-collaborations.ts';
import { readDay, readLines, readText, shortened } from './values.ts';

interface StatedPaper {
  readonly key: string;
  readonly title: string | null;
  readonly publishedOn: string | null;
  readonly affiliations: readonly string[];
}

const affiliationsAtMost = 100;

export const papers = importKind<StatedPaper>({
  name: 'papers',
  title: { zh: '论文与成果', en: 'Papers and achievements' },
  files: ['jsonl'],
  source: null,
  columns: [],
  begin: async (ctx, run) => {
    const seen = new Map<string, number>();
    const desk = new ReadingDesk(await openResolver(ctx));
    return {
      read: ({ value }) => readPaper(value, run.today),
      applier: {
        meet: ({ row, item }) => {
          const firstRow = seen.get(item.key);
          seen.set(item.key, firstRow ?? row);
          if (firstRow === undefined) return null;
          const detail = `Row ${firstRow} has ${item.key} too; a paper stands in a file once.`;
          const more = { params: { firstRow, value: item.key }, value: item.key };
          return wrong('id', 'key_repeated_in_file', detail, more);
        },
        apply: (ctx, batch) => desk.apply(ctx, run, batch),
        affiliations: () => desk.takeCounts(),
      },
    };
  },
});

/** Reads `{id, title, header | affiliations, date | year}`; all but the id may be missing. */
export function readPaper(value: unknown, today: string): RowRead<StatedPaper> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const detail = 'The line is no object; write {"id": …, "title": …, "header": …}.';
    return { item: null, problems: [wrong(null, 'not_an_object', detail)] };
  }
  const paper = value as Readonly<Record<string, unknown>>;
  const problems: RowProblem[] = [];
  const key = readText(typeof paper.id === 'number' ? String(paper.id) : textOf(paper.id));
  if (key === null || key.length > 200) {
    const detail = 'Without an id of at most 200 characters a paper cannot be told from others.';
    problems.push(wrong('id', 'key_missing', detail, { value: shortened(key ?? '') }));
  }
  const publishedOn = readPublished(paper, today, problems);
  if (key === null || problems.length > 0) return { item: null, problems };
  const title = readText(textOf(paper.title));
  const affiliations = [...new Set(affiliationsOf(paper))].slice(0, affiliationsAtMost);
  return {
    item: { key, title: title === null ? null : shortened(title, 500), publishedOn, affiliations },
    problems,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readPublished(
  paper: Readonly<Record<string, unknown>>,
  today: string,
  problems: RowProblem[],
): string | null {
  const given = String(paper.date ?? paper.publishedOn ?? paper.year ?? '').trim();
  const month = /^ChinaXiv-(\d{4})(\d{2})\./.exec(textOf(paper.id));
  const stated = /^\d{4}$/.test(given) ? `${given}-01-01` : given;
  const text = stated === '' && month !== null ? `${month[1]}-${month[2]}-01` : stated;
  if (text === '') return null;
  const day = readDay(text);
  if (day === null) {
    const detail = 'This is neither a year nor a day of the calendar.';
    problems.push(wrong('date', 'date_invalid', detail, { value: shortened(given) }));
  } else if (day > today) {
    const more = { params: { day }, value: shortened(given) };
    problems.push(wrong('date', 'date_in_the_future', `${day} lies in the future.`, more));
    return null;
  }
  return day;
}

function affiliationsOf(paper: Readonly<Record<string, unknown>>): string[] {
  if (Array.isArray(paper.affiliations)) {
    return paper.affiliations
      .map((one) => readText(textOf(one)))
      .filter((text) => text !== null)
      .map((text) => text.slice(0, 1_000));
  }
  const header = readLines(textOf(paper.header) || textOf(paper.affiliations));
  return splitAffiliations(header).affiliations.flatMap(({ text }) => readText(text) ?? []);
}

type Reading =
  | { readonly organisationId: string; readonly confidence: number }
  | { readonly candidates: Mention['candidates'] }
  | 'none of them';

const textsKept = 200_000;

/** Resolves texts, each once, and keeps count. */
class ReadingDesk {
  readonly #resolve: Resolve;
  readonly #resolved = new Map<string, Exclude<Reading, string>>();
  #counts = { certain: 0, toReview: 0, none: 0 };

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  takeCounts() {
    const counts = this.#counts;
    this.#counts = { certain: 0, toReview: 0, none: 0 };
    return counts;
  }

  async apply(
    ctx: Context,
    run: Run,
    batch: readonly ReadItem<StatedPaper>[],
  ): Promise<RowResult[]> {
    const stated = batch.map(({ item }) => ({
      kind: 'paper' as const,
      sourceKey: item.key,
      title: item.title,
      startsOn: item.publishedOn,
      endsOn: null,
      amountMinor: null,
      currency: null,
    }));
    const saved = await saveCollaborations(ctx, run, stated);
    const decided = await this.#decisions(ctx, batch);
    const participations = new Map<string, ParticipationRow>();
    const mentions = new Map<string, Mention & { collaborationIds: string[] }>();
    for (const { item } of batch) {
      const { id } = saved.get(item.key)!;
      for (const text of item.affiliations) {
        const key = affiliationKey(text);
        if (key === '') continue;
        const reading = decided.get(key) ?? this.#read(key, text);
        this.#count(reading);
        if (typeof reading === 'object' && 'organisationId' in reading) {
          keepSurest(participations, id, reading);
        }
        if (decided.has(key) || (typeof reading === 'object' && 'candidates' in reading)) {
          keepMention(mentions, key, text, reading, id);
        }
      }
    }
    const written = await saveParticipations(ctx.tx, run.importId, [...participations.values()]);
    const mentioned = await saveMentions(ctx.tx, [...mentions.values()], ctx.now);
    const touched = new Set([...written.map((one) => one.collaborationId), ...mentioned]);
    return batch.map(({ row, item }) => {
      const { id, outcome } = saved.get(item.key)!;
      const isTouched = outcome === 'unchanged' && touched.has(id);
      return { row, outcome: isTouched ? 'changed' : outcome, problems: [] };
    });
  }

  async #decisions(
    { tx }: Context,
    batch: readonly ReadItem<StatedPaper>[],
  ): Promise<Map<string, Reading>> {
    const keys = batch.flatMap(({ item }) => item.affiliations.map(affiliationKey));
    const decisions = await decisionsFor(tx, [...new Set(keys)]);
    const ids = decisions.map((one) => one.organisationId).filter((id) => id !== null);
    const survivors = await survivorsOf(tx, ids);
    return new Map(
      decisions.map(({ key, organisationId }) => {
        const survivor = survivors.get(organisationId ?? '');
        return [
          key,
          survivor === undefined ? 'none of them' : { organisationId: survivor, confidence: 1 },
        ];
      }),
    );
  }

  #read(key: string, text: string): Exclude<Reading, string> {
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    const { candidates, certain } = this.#resolve(text);
    const [first] = candidates;
    const plain = candidates.map(({ organisationId, confidence }) => ({
      organisationId,
      confidence,
    }));
    const reading = certain && first !== undefined ? plain[0]! : { candidates: plain };
    if (this.#resolved.size < textsKept) this.#resolved.set(key, reading);
    return reading;
  }

  #count(reading: Reading): void {
    if (typeof reading === 'object' && 'candidates' in reading) {
      if (reading.candidates.length > 0) this.#counts.toReview += 1;
      else this.#counts.none += 1;
    } else this.#counts.certain += 1;
  }
}

function keepSurest(
  participations: Map<string, ParticipationRow>,
  collaborationId: string,
  { organisationId, confidence }: { organisationId: string; confidence: number },
): void {
  const key = `${collaborationId} ${organisationId}`;
  const other = participations.get(key)?.confidence ?? 0;
  participations.set(key, {
    collaborationId,
    organisationId,
    role: 'author',
    amountMinor: null,
    confidence: Math.max(confidence, other),
  });
}

function keepMention(
  mentions: Map<string, Mention & { collaborationIds: string[] }>,
  key: string,
  text: string,
  reading: Reading,
  collaborationId: string,
): void {
  const known = mentions.get(key);
  if (known !== undefined) {
    known.collaborationIds.push(collaborationId);
    return;
  }
  const candidates =
    typeof reading === 'object' && 'candidates' in reading ? reading.candidates : [];
  mentions.set(key, { id: uuidv7(), key, text, candidates, collaborationIds: [collaborationId] });
}
