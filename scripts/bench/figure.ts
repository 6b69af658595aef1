/** One thing that was measured, beside what it should be. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly holds: boolean;
}

export function print({ what, measured, goal, holds }: Figure): void {
  process.stdout.write(`${holds ? 'ok  ' : 'MISS'} ${what}: ${measured} (goal ${goal})\n`);
}
