import type { FileReport } from './test-file.ts';

/**
 * Counts tests over all rings and keeps what people must read: a line a file while it runs,
 * failures in full at the end, and the reason of each skipped test.
 */
export class Tally {
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  readonly #failures: string[] = [];
  readonly #skips: string[] = [];
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /** A check counts as one test. */
  check(name: string, outcome: { ok: boolean; output: string; seconds: number }): void {
    if (outcome.ok) this.#passed += 1;
    else this.#fail(name, outcome.output.trimEnd());
    this.#print(line(outcome.ok, outcome.seconds, name));
  }

  /** `setting` names what the file ran on, such as 'PostgreSQL 15'. */
  file(file: string, setting: string, report: FileReport): void {
    const before = this.#failed;
    const where = `${file} (${setting})`;
    let skipped = 0;
    for (const { name, outcome, reason } of report.results) {
      if (outcome === 'passed') this.#passed += 1;
      else if (outcome === 'failed') this.#fail(`${where}: ${name}`, reason);
      else {
        skipped += 1;
        this.#skips.push(`${where}: ${name}${reason ? `: ${reason}` : ''}`);
      }
    }
    this.#skipped += skipped;
    if (report.trouble) this.#fail(where, report.trouble);
    const ok = this.#failed === before;
    if (!ok && report.said) this.#failures.push(`${file} wrote:\n${indented(report.said)}`);
    const counts = `${report.results.length}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    this.#print(line(ok, report.seconds, `${file} (${counts})`));
  }

  #fail(what: string, why: string | undefined): void {
    this.#failed += 1;
    if (why !== undefined) this.#failures.push(`${what}\n${indented(why)}`);
  }

  /** Prints failures and skips and, last, the one line that machines read. */
  close(): { passed: number; failed: number } {
    if (this.#skips.length > 0) this.#print(`\nSkipped:\n${this.#skips.map(indented).join('\n')}`);
    for (const failure of this.#failures) this.#print(`\nFAILED ${failure}`);
    const skipped = this.#skipped > 0 ? `, ${this.#skipped} skipped` : '';
    this.#print(`\n${this.#passed} passed, ${this.#failed} failed${skipped}`);
    return { passed: this.#passed, failed: this.#failed };
  }
}

function line(ok: boolean, seconds: number, what: string): string {
  return `${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${what}`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
