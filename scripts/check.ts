import { checks, runCheck, tidiness } from './checks.ts';

/** `npm run check`: what can be seen without running anything. */

let failed = 0;
for (const check of [...checks, tidiness]) {
  const { ok, output, seconds } = await runCheck(check);
  if (!ok) failed += 1;
  process.stdout.write(
    `${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${check.name}\n`,
  );
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`);
}
process.exitCode = failed === 0 ? 0 : 1;
