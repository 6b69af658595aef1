/** A node with the registry and a folder for files, for the tests beside. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { modules } from '../../modules.ts';
import { failedChecks } from '../../runtime/check.ts';
import { actorWith, type TestNode, testNode } from '../../runtime/testing/node.ts';
import type { Import, ImportProblem } from '../import-contract.ts';
import { registry } from '../module.ts';

export const officer = actorWith([], [{ office: 'region_officer', regionCode: '110000' }], '李明');

export interface ImportNode extends TestNode {
  readonly folder: string;
  /** Sends a file and answers its id. */
  send(name: string, content: string | Uint8Array): Promise<string>;
  sendFile(path: string): Promise<string>;
  /** Starts an import, runs it and answers what came of it. */
  importFile(fileId: string, asked: Record<string, unknown>): Promise<Import>;
  problemsOf(importId: string): Promise<ImportProblem[]>;
  countOf(table: string): Promise<number>;
  /** The types of all events, in order. */
  eventTypes(): Promise<string[]>;
  failedChecks(): Promise<string[]>;
}

export async function importNode(t: Pick<TestContext, 'after'>): Promise<ImportNode> {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  const node = await testNode(t, { modules, settings: { dataDir: folder } });
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const upload = async (name: string, bytes: AsyncIterable<Uint8Array>) => {
    const receive = registry.routes!.find((route) => route.name === 'uploadImportFile')!.run;
    const file = await node.transact((ctx) => receive(ctx, { file: { name, bytes } } as never));
    return (file as { id: string }).id;
  };
  const { pool } = node.database;
  return {
    ...node,
    folder,
    send: (name, content) => upload(name, Readable.from([Buffer.from(content)])),
    sendFile: (path) => upload(basename(path), createReadStream(path)),
    importFile: async (fileId, asked) => {
      const body = { fileId, dryRun: false, ...asked };
      const started = await node.call('startImport', { body }, officer);
      if (started.status !== 201) throw new Error(JSON.stringify(started.body));
      const importId = started.body.id;
      await node.runJob('registry.run_import', { importId });
      return (await node.call('readImport', { params: { importId } }, officer)).body;
    },
    problemsOf: async (importId) => {
      const input = { params: { importId }, query: { limit: 100 } };
      return (await node.call('listImportProblems', input, officer)).body.items;
    },
    countOf: async (table) =>
      (await pool.query(`select count(*)::int as count from registry.${table}`)).rows[0].count,
    eventTypes: async () =>
      (await pool.query('select type from runtime.event order by sequence')).rows.map(
        (row) => row.type,
      ),
    failedChecks: async () =>
      (await failedChecks(node.database.tx, modules)).map(
        (one) => `${one.check}: ${one.count} ${one.examples}`,
      ),
  };
}
