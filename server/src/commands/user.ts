import { createInterface } from 'node:readline/promises';
import { createAdministrator, setPassword } from '../identity/index.ts';
import { BadUsage, type Command, exitCodes } from './command.ts';
import { withNode } from './with-node.ts';

export const user: Command = {
  name: 'user',
  usage: '(create-admin --email EMAIL --name NAME | set-password --email EMAIL)',
  summary: 'Create a system administrator, or set a password; it is read from stdin',
  options: { email: { type: 'string' }, name: { type: 'string' } },
  optionHelp: {
    '--email EMAIL': 'with which the person signs in',
    '--name NAME': 'as shown to others',
  },
  examples: [
    'yunhe user create-admin --email admin@example.org --name 王敏',
    'yunhe user set-password --email wang@example.org < password.txt',
  ],
  run: async ({ args, flags, settings, say, talk, json }) => {
    const { email, name } = flags;
    const [task] = args;
    if (args.length !== 1 || (task !== 'create-admin' && task !== 'set-password')) {
      throw new BadUsage('Say create-admin or set-password.');
    }
    if (typeof email !== 'string') throw new BadUsage('Name --email.');
    if (task === 'create-admin' && typeof name !== 'string') throw new BadUsage('Name --name.');
    const password = await readPassword(talk);
    const { id } = await withNode(settings(), `user ${task}`, ({ transact }) =>
      transact((ctx) =>
        task === 'create-admin'
          ? createAdministrator(ctx, { email, name: String(name), password })
          : setPassword(ctx, { email, password }),
      ),
    );
    const done = task === 'create-admin' ? 'created' : 'password set for';
    say(json ? JSON.stringify({ ok: true, personId: id }) : `${done} ${email} (${id})`);
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
