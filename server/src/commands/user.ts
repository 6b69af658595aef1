import { createInterface } from 'node:readline/promises';
import { createAdministrator } from '../identity/index.ts';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { withNode } from './with-node.ts';

export const user: Command = {
  name: 'user',
  usage: 'create-admin --email EMAIL --name NAME',
  summary: 'Create a system administrator; the password is read from stdin',
  options: { email: { type: 'string' }, name: { type: 'string' } },
  optionHelp: {
    '--email EMAIL': 'with which the administrator signs in',
    '--name NAME': 'as shown to others',
  },
  examples: [
    'yunhe user create-admin --email admin@example.org --name 王敏',
    'printf \'%s\' "$PASSWORD" | yunhe user create-admin --email admin@example.org --name Admin',
  ],
  run: async ({ args, flags, settings, say, talk, json }) => {
    const { email, name } = flags;
    if (args[0] !== 'create-admin' || args.length > 1) throw new BadUsage('Say create-admin.');
    if (typeof email !== 'string' || typeof name !== 'string') {
      throw new BadUsage('Name --email and --name.');
    }
    const password = await readPassword(talk);
    const { id: personId } = await withNode(settings(), 'user create-admin', ({ transact }) =>
      transact((ctx) => createAdministrator(ctx, { email, name, password })),
    );
    say(json ? JSON.stringify({ ok: true, personId }) : `created ${email} (${personId})`);
    return exitCodes.ok;
  },
};

async function readPassword(talk: (text: string) => void): Promise<string> {
  if (process.stdin.isTTY) talk('Password (12 characters or more), then Enter:');
  const lines = createInterface({ input: process.stdin, terminal: false });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new BadUsage('Give the password on stdin.');
}
