import { modules } from '../modules.ts';
import { failedChecks } from '../runtime/check.ts';
import { pendingMigrations } from '../runtime/database.ts';
import { verifyChain } from '../runtime/event.ts';
import { Refusal } from '../runtime/refusal.ts';
import { type Command, exitCodes } from './command.ts';
import { withDatabase } from './with-node.ts';

export const verify: Command = {
  name: 'verify',
  usage: '',
  summary: 'Recompute the event chain and run every check that must count zero',
  examples: ['yunhe verify', 'yunhe verify --json'],
  run: async ({ settings, say, json }) => {
    const { chain, failed } = await withDatabase(settings(), 'verify', async (database) => {
      const pending = await pendingMigrations(database, modules);
      if (pending.length > 0) {
        throw new Refusal('schema_outdated', 'The schema is not up to date: run `yunhe migrate`.');
      }
      return {
        chain: await verifyChain(database.tx),
        failed: await failedChecks(database.tx, modules),
      };
    });
    const holds = chain.brokenAt === null && failed.length === 0;
    if (json) {
      const told = { ...chain, brokenAt: chain.brokenAt?.toString() ?? null };
      say(JSON.stringify({ ok: holds, chain: told, failed }));
    } else {
      const events = `${chain.events} events, head ${chain.head ?? 'none'}`;
      say(chain.brokenAt === null ? `OK    ${events}` : `FAIL  ${events}`);
      if (chain.brokenAt !== null) {
        say(`      The chain breaks at event ${chain.brokenAt}: compare it with a backup.`);
      }
      const checks = modules.flatMap((module) => module.checks ?? []).length;
      if (failed.length === 0) say(`OK    ${checks} checks count zero`);
      for (const one of failed) {
        say(`FAIL  ${one.check}: ${one.count} (${one.examples.join(', ')})`);
        say(`      ${one.meaning}`);
      }
    }
    return holds ? exitCodes.ok : exitCodes.checkFailed;
  },
};
