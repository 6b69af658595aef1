/** The command line `yunhe`: finds the command, reads flags and settings, answers an exit code. */
import { parseArgs } from 'node:util';
import { BadUsage, type Command, exitCodes, explain } from './commands/command.ts';
import { knownSettings, readSettings } from './runtime/settings.ts';
import { version } from './version.ts';

/** Loaded when called, so that none waits for what only another needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).start,
  migrate: async () => (await import('./commands/migrate.ts')).migrateSchema,
  demo: async () => (await import('./commands/demo.ts')).demo,
  import: async () => (await import('./commands/import.ts')).importFile,
  export: async () => (await import('./commands/export.ts')).exportKind,
  match: async () => (await import('./commands/match.ts')).match,
  decide: async () => (await import('./commands/decide.ts')).decide,
  rules: async () => (await import('./commands/rules.ts')).rules,
  network: async () => (await import('./commands/network.ts')).network,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluate,
  complexity: async () => (await import('./commands/complexity.ts')).complexity,
  gravity: async () => (await import('./commands/gravity.ts')).gravity,
  settle: async () => (await import('./commands/settle.ts')).settle,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  verify: async () => (await import('./commands/verify.ts')).verify,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  user: async () => (await import('./commands/user.ts')).user,
};

const commonOptions = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'database-url': { type: 'string' },
} as const;

/** Runs one command; never throws. The exit code is one of those in `command.ts`. */
export async function main(argv: readonly string[]): Promise<number> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const talk = (text: string) => process.stderr.write(`${text}\n`);
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    say(await overview());
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (name === '--version') {
    say(version);
    return exitCodes.ok;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    talk(`yunhe has no command ${name}. \`yunhe --help\` lists them.`);
    return exitCodes.usage;
  }
  const json = rest.includes('--json');
  try {
    const command = await load();
    const { values, positionals } = read(command, rest);
    if (values.help === true) {
      say(helpOf(command));
      return exitCodes.ok;
    }
    const given: Readonly<Record<string, unknown>> = values;
    const text = (flag: string) => given[flag] as string | undefined;
    return await command.run({
      args: positionals,
      flags: values,
      settings: () =>
        readSettings(
          {
            port: text('port'),
            host: text('host'),
            data: text('data'),
            databaseUrl: text('database-url'),
          },
          process.env,
          process.cwd(),
        ),
      json,
      say,
      talk,
    });
  } catch (error) {
    const { code, text } = explain(error);
    if (json) say(JSON.stringify({ ok: false, exit: code, error: text }));
    else talk(`yunhe ${name}: ${text}`);
    if (error instanceof BadUsage) talk(`\`yunhe ${name} --help\` shows how it is called.`);
    return code;
  }
}

function read(command: Command, argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { ...commonOptions, ...command.options },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new BadUsage((error as Error).message);
  }
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...all.map((one) => one.name.length));
  const lines = all.map((one) => `  ${one.name.padEnd(width)}  ${one.summary}`);
  const settings = knownSettings.map(
    (one) => `  ${one.environment.padEnd(25)} ${one.file.padEnd(17)} ${one.meaning}`,
  );
  return `Yunhe 运河 ${version}

Usage: yunhe COMMAND [arguments] [flags]

Commands
${lines.join('\n')}

Flags of every command
  --help, -h           how the command is called, with examples
  --json               one JSON object on stdout
  --data FOLDER        where Yunhe keeps everything (./data)
  --database-url URL   a PostgreSQL ≥ 15 to use instead of its own

Settings: flags first, then environment, then yunhe.json in the current folder
  in the environment        in yunhe.json
${settings.join('\n')}

Exit codes: 0 done, 1 a check failed, 2 called in a wrong way, 3 something could not be reached,
4 refused. Answers go to stdout, talk to stderr.`;
}

function helpOf(command: Command): string {
  const flags = Object.entries(command.optionHelp ?? {});
  const width = Math.max(0, ...flags.map(([flag]) => flag.length));
  const list = flags.map(([flag, meaning]) => `  ${flag.padEnd(width)}  ${meaning}`).join('\n');
  return `yunhe ${command.name} ${command.usage}

${command.summary}
${flags.length === 0 ? '' : `\nFlags\n${list}\n`}
Examples
${command.examples.map((example) => `  ${example}`).join('\n')}`;
}
