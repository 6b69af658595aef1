import type { parseArgs } from 'node:util';
import { FolderHeld } from '../runtime/postgres/index.ts';
import { Refusal } from '../runtime/refusal.ts';
import { SettingProblem, type Settings } from '../runtime/settings.ts';

/** What the command line answers with; documented in `yunhe --help`. */
export const exitCodes = { ok: 0, checkFailed: 1, usage: 2, unreachable: 3, refused: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

type ParseConfig = NonNullable<Parameters<typeof parseArgs>[0]>;
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

export interface Call {
  readonly args: readonly string[];
  readonly flags: Flags;
  /** Read when first asked for, since some commands need no folder and no database. */
  readonly settings: () => Settings;
  readonly json: boolean;
  /** Answers go to stdout. */
  readonly say: (text: string) => void;
  /** Talk goes to stderr. */
  readonly talk: (text: string) => void;
}

export interface Command {
  readonly name: string;
  /** What stands behind the name: `KIND FILE [--dry-run]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: NonNullable<ParseConfig['options']>;
  readonly optionHelp?: Readonly<Record<string, string>>;
  readonly examples: readonly string[];
  readonly run: (call: Call) => Promise<ExitCode>;
}

/** The command was called in a way it cannot be: exit code 2. */
export class BadUsage extends Error {}

/** Something outside could not be reached: exit code 3. */
export class Unreachable extends Error {}

/** What an error means to whoever typed the command. */
export function explain(error: unknown): { code: ExitCode; text: string } {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof BadUsage || error instanceof SettingProblem) {
    return { code: exitCodes.usage, text };
  }
  if (error instanceof FolderHeld) return { code: exitCodes.refused, text };
  if (error instanceof Refusal) {
    const reasons = error.reasons.map((reason) => `\n  - ${reason.detail}`).join('');
    return { code: exitCodes.refused, text: `${text}${reasons}` };
  }
  if (error instanceof Unreachable || isNetwork(error)) {
    return { code: exitCodes.unreachable, text };
  }
  const name = error instanceof Error ? error.constructor.name : '';
  if (name.endsWith('Problem')) return { code: exitCodes.refused, text };
  const stack = error instanceof Error ? (error.stack ?? text) : text;
  return { code: exitCodes.checkFailed, text: stack };
}

function isNetwork(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|28P01|3D000|57P03)/.test(code);
}
