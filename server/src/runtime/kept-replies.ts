/** Replies that are the same for everyone, kept as they were sent so that none is made twice. */

export interface KeptReply {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const keptAtMost = 1_000;
const charactersAtMost = 200_000;

/**
 * Replies by their address. Anyone who writes through this process empties it, so that nobody
 * reads an older state than what they have just changed; what another process writes is seen
 * when the seconds are over.
 */
export class KeptReplies {
  readonly #replies = new Map<string, KeptReply & { readonly until: number }>();
  #emptied = 0;

  /** How often it was emptied: a reply made before the last time is not kept after it. */
  get emptied(): number {
    return this.#emptied;
  }

  at(address: string): KeptReply | undefined {
    const reply = this.#replies.get(address);
    if (reply === undefined || reply.until > performance.now()) return reply;
    this.#replies.delete(address);
    return undefined;
  }

  keep(address: string, reply: KeptReply, seconds: number, asOf: number): void {
    if (asOf !== this.#emptied || reply.body.length > charactersAtMost) return;
    if (this.#replies.size >= keptAtMost) this.#replies.clear();
    this.#replies.set(address, { ...reply, until: performance.now() + seconds * 1000 });
  }

  empty(): void {
    this.#emptied += 1;
    this.#replies.clear();
  }
}
