import { type FileReport, hasPassed } from './test-file.ts';

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
  readonly #unsteady: string[] = [];
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

  /**
   * `setting` names what the file ran on, such as 'PostgreSQL 15'; `first` is what the file came to
   * before, where it failed then and was run again.
   */
  file(file: string, setting: string, report: FileReport, first?: FileReport): void {
    const before = this.#failed;
    if (first !== undefined && hasPassed(report)) {
      const failed = first.results.filter(({ outcome }) => outcome === 'failed');
      const reasons = failed.map(({ name, reason }) => `${name}\n${indented(reason ?? '')}`);
      const why = [first.trouble ?? [], reasons].flat().join('\n');
      this.#unsteady.push(`${file} (${setting})\n${indented(why)}`);
    }
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
    const again = first === undefined ? '' : ', run again';
    const counts = `${report.results.length}${skipped > 0 ? `, ${skipped} skipped` : ''}${again}`;
    this.#print(line(ok, report.seconds, `${file} (${counts})`));
  }

  #fail(what: string, why: string | undefined): void {
    this.#failed += 1;
    if (why !== undefined) this.#failures.push(`${what}\n${indented(why)}`);
  }

  /** Prints failures, unsteady files and skips and, last, the one line that machines read. */
  close(): { passed: number; failed: number } {
    if (this.#skips.length > 0) this.#print(`\nSkipped:\n${this.#skips.map(indented).join('\n')}`);
    for (const file of this.#unsteady) this.#print(`\nUNSTEADY, passed when run again: ${file}`);
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
