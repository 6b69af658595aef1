/** Threads beside the node that answer long questions, and may be ended. */
import { Worker } from 'node:worker_threads';

export interface ThreadBounds {
  readonly millisecondsAtMost: number;
  readonly megabytesAtMost: number;
  /** Asked when so many work already, a question is refused. */
  readonly threadsAtMost: number;
  /** What is thrown then, and where time or memory do not suffice. */
  readonly tooBusy: () => Error;
  readonly outOfBounds: () => Error;
}

/** What a thread says: how far it is, or its answer, which is the last that it says. */
export type Said<Answer, Progress> =
  | { readonly progress: Progress }
  | { readonly answered: Answer };

const idleForMilliseconds = 10_000;

export class Threads<Task, Answer, Progress = never> {
  /** Starting a thread takes longer than most questions, so one that is done waits for the next. */
  #waiting: Worker | null = null;
  #busy = 0;
  readonly #program: URL;
  readonly #bounds: ThreadBounds;

  constructor(program: URL, bounds: ThreadBounds) {
    this.#program = program;
    this.#bounds = bounds;
  }

  /** @throws what the bounds say, and whatever the thread throws. */
  async ask(task: Task, onProgress?: (progress: Progress) => void): Promise<Answer> {
    if (this.#busy >= this.#bounds.threadsAtMost) throw this.#bounds.tooBusy();
    const worker = this.#waiting ?? this.#start();
    this.#waiting = null;
    this.#busy += 1;
    worker.ref();
    try {
      const answer = await this.#answerOf(worker, task, onProgress);
      this.#keep(worker);
      return answer;
    } finally {
      this.#busy -= 1;
      if (this.#waiting !== worker) await worker.terminate();
    }
  }

  #start(): Worker {
    return new Worker(this.#program, {
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.megabytesAtMost },
    });
  }

  /** Keeps no process alive, and goes when nobody asks for a while. */
  #keep(worker: Worker): void {
    if (this.#waiting !== null) return;
    this.#waiting = worker;
    worker.unref();
    const lapse = setTimeout(() => {
      if (this.#waiting !== worker) return;
      this.#waiting = null;
      void worker.terminate();
    }, idleForMilliseconds);
    lapse.unref();
  }

  #answerOf(
    worker: Worker,
    task: Task,
    onProgress: ((progress: Progress) => void) | undefined,
  ): Promise<Answer> {
    const { millisecondsAtMost, outOfBounds } = this.#bounds;
    return new Promise((resolve, reject) => {
      const tooLong = setTimeout(() => end(() => reject(outOfBounds())), millisecondsAtMost);
      const said = (one: Said<Answer, Progress>) => {
        if ('progress' in one) onProgress?.(one.progress);
        else end(() => resolve(one.answered));
      };
      const failed = (error: NodeJS.ErrnoException) =>
        end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfBounds() : error));
      const gone = () => end(() => reject(new Error('The thread ended without an answer.')));
      const end = (settle: () => void) => {
        clearTimeout(tooLong);
        worker.off('message', said).off('error', failed).off('exit', gone);
        settle();
      };
      worker.on('message', said).on('error', failed).on('exit', gone);
      worker.postMessage(task);
    });
  }
}
