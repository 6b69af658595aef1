import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type KitResult, readKitTest, runKitTest } from '@yunhe/decision';
import { BadUsage, type Command, exitCodes } from './command.ts';

export const rulesTck: Command = {
  name: 'rules tck',
  usage: 'DIR [--csv FILE]',
  summary: 'Run a folder of the DMN Technology Compatibility Kit',
  examples: ['yunhe rules tck ../shared/dmn-tck'],
  run: async ({ args, flags, say, talk, json }) => {
    const [folder, ...more] = args;
    if (folder === undefined || more.length > 0) throw new BadUsage('Name one folder of the kit.');
    const cases = runKit(folder);
    if (cases.length === 0) throw new BadUsage(`${folder} holds no tests of the kit.`);
    const csv = typeof flags.csv === 'string' ? flags.csv : 'tck_results.csv';
    writeFileSync(csv, cases.map(csvLine).join(''));
    const levels = [...new Set(cases.map((one) => one.level))].sort().map((level) => {
      const own = cases.filter((one) => one.level === level);
      const count = (status: KitCaseResult['status']) =>
        own.filter((one) => one.status === status).length;
      return { level, passed: count('SUCCESS'), declined: count('IGNORED'), total: own.length };
    });
    if (json) {
      say(JSON.stringify({ ok: true, levels, csv }));
    } else {
      for (const { level, passed, declined, total } of levels) {
        const share = (Math.floor((passed / total) * 10_000) / 100).toFixed(2);
        const told = declined === 0 ? '' : `, ${declined} ask for functions outside FEEL: declined`;
        say(`${level}: ${passed}/${total} passed (${share} %)${told}`);
      }
      for (const one of cases.filter(({ status }) => status !== 'SUCCESS')) {
        talk(`${one.status}  ${one.folder} ${one.caseId}: ${one.detail}`);
      }
      talk(`Every case: ${csv}`);
    }
    return cases.some(({ status }) => status === 'ERROR') ? exitCodes.checkFailed : exitCodes.ok;
  },
};

interface KitCaseResult {
  readonly level: string;
  /** `compliance-level-2/0001-input-data-string` */
  readonly folder: string;
  /** The test file without its ending. */
  readonly test: string;
  readonly caseId: string;
  readonly status: 'SUCCESS' | 'ERROR' | 'IGNORED';
  readonly detail: string;
}

/** Every test file below a folder that lies beside the model it names, in order of the paths. */
function runKit(root: string): KitCaseResult[] {
  const files = globSync('**/*.xml', { cwd: root }).sort();
  return files.flatMap((file) => {
    const path = join(root, file);
    const xml = readFileSync(path, 'utf8');
    if (!xml.includes('testCases')) return [];
    const folder = dirname(path);
    const models = globSync('*.dmn', { cwd: folder });
    const { modelName } = readKitTest(xml);
    const own = models.includes(modelName) ? modelName : models[0];
    if (own === undefined) return [];
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const imports = models.filter((name) => name !== own).map(read);
    const place = placeOf(resolve(root), resolve(folder));
    const test = basename(file, '.xml');
    return byCase(runKitTest(read(own), xml, imports)).map((one) => ({ ...place, test, ...one }));
  });
}

/** The level is the folder of that name, wherever the kit was entered. */
function placeOf(root: string, folder: string): { level: string; folder: string } {
  const parts = folder.split(sep);
  const at = parts.findIndex((part) => part.startsWith('compliance-level-'));
  if (at >= 0) return { level: parts[at]!, folder: parts.slice(at).join('/') };
  const below = relative(root, folder).split(sep).join('/');
  return { level: 'all', folder: below === '' ? basename(folder) : below };
}

/** A case has passed where everything it expects came. */
function byCase(results: readonly KitResult[]) {
  return [...Map.groupBy(results, (result) => result.caseId)].map(([caseId, own]) => {
    const failed = own.filter((result) => !result.passed);
    const declined = failed.length > 0 && failed.every((result) => result.declined);
    const status =
      failed.length === 0
        ? ('SUCCESS' as const)
        : declined
          ? ('IGNORED' as const)
          : ('ERROR' as const);
    const detail = failed.map((result) => `${result.resultName}: ${result.detail}`).join('; ');
    return { caseId, status, detail };
  });
}

/** As the kit's repository keeps the results of every product. */
function csvLine(one: KitCaseResult): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""').replace(/\s+/g, ' ')}"`;
  return `${[one.folder, one.test, one.caseId, one.status, one.detail].map(quote).join(',')}\n`;
}
