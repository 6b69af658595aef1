import { once } from 'node:events';
import { modules } from '../modules.ts';
import { system } from '../runtime/actor.ts';
import { type SheetFormat, sheetFormats } from '../runtime/module.ts';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { withNode } from './with-node.ts';

export const exportKind: Command = {
  name: 'export',
  usage: 'KIND [--format csv|xlsx|jsonl]',
  summary: 'Write all records of a kind to stdout',
  options: { format: { type: 'string' } },
  optionHelp: { '--format FORMAT': 'csv (UTF-8 with a mark for Excel), xlsx or jsonl (csv)' },
  examples: [
    'yunhe export organisations > organisations.csv',
    'yunhe export needs --format xlsx > needs.xlsx',
  ],
  run: async ({ args, flags, settings, talk }) => {
    const kinds = Object.assign(
      {},
      ...modules.map((module) => module.exports ?? {}),
    ) as NonNullable<(typeof modules)[number]['exports']>;
    const [kind] = args;
    const writeKind = kind === undefined ? undefined : kinds[kind];
    if (writeKind === undefined || args.length !== 1) {
      throw new BadUsage(`Name one kind: ${Object.keys(kinds).sort().join(', ')}.`);
    }
    const format = String(flags.format ?? 'csv') as SheetFormat;
    if (!sheetFormats.includes(format)) {
      throw new BadUsage(`--format is one of ${sheetFormats.join(', ')}, not ${format}.`);
    }
    await withNode(settings(), `export ${kind}`, async ({ database, settings, now }) => {
      const nothing = () => {
        throw new Error('An export changes nothing.');
      };
      const file = await writeKind(
        {
          tx: database.tx,
          actor: system,
          now: now(),
          requestId: null,
          settings,
          announce: nothing,
          enqueue: nothing,
        },
        format,
      );
      for await (const bytes of file.bytes) {
        if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
      }
      talk(file.filename);
    });
    return exitCodes.ok;
  },
};
