#!/usr/bin/env node
/**
 * The command `yunhe`: finds a Node that runs TypeScript as it stands, then hands over to cli.ts.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const neededNode = 24;

// Undefined on older Nodes, where this file is always the one that was started.
if (import.meta.main !== false) endWithParent();

if (Number(process.versions.node.split('.')[0]) >= neededNode) {
  const { main } = await import('./src/cli.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const bin = process.platform === 'win32' ? 'node.cmd' : 'node';
  const node = fileURLToPath(new URL(`../node_modules/.bin/${bin}`, import.meta.url));
  if (existsSync(node)) await onNewerNode(node);
  else {
    process.stderr.write(
      `Yunhe needs Node ${neededNode} or newer and this is ${process.versions.node}. ` +
        'Run npm ci in the checkout, or install Node 24 LTS.\n',
    );
    process.exitCode = 3;
  }
}

/** Passes signals on and takes over the exit code, so that callers notice no difference. */
function onNewerNode(node) {
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit', shell: node.endsWith('.cmd') });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.exitCode = code ?? 1;
      resolve(undefined);
    });
  });
}

/** When npx is ended, the shell between us dies of it without telling: see the bootstrap. */
function endWithParent() {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event || parent === 1) return;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, 200);
  look.unref();
}
