/** A published round of two platforms, as tests and the matrix compare them. */
import { readScheme, reportOn } from '@yunhe/evaluation';
import { readRows, sha256 } from '@yunhe/exact';
import { createOrganisation } from '../registry/index.ts';
import { uuidv7 } from '../runtime/id.ts';
import { sql } from '../runtime/sql.ts';
import type { TestNode } from '../runtime/testing/node.ts';
import { createPlatform } from './keep-platform.ts';
import { createRound, openRound } from './keep-round.ts';
import { unitsOf } from './result.ts';
import { insertResult } from './result-store.ts';
import { reportsOf } from './round-store.ts';
import { layDownScheme } from './scheme-fixtures.ts';

const name = (zh: string, en: string) => ({ name: { zh, en } });

const document = {
  ...{ title: { zh: '两项之和', en: 'Sum of two' }, source: { document: '-', grade: 'own' } },
  measures: [
    { id: 'articles', ...name('论文', 'Articles') },
    { id: 'contracts', ...name('合同', 'Contracts') },
  ],
  decimals: 1,
  grades: [
    { id: 'pass', ...name('合格', 'Pass'), least: '5' },
    { id: 'fail', ...name('不合格', 'Fail') },
  ],
  root: {
    ...{ kind: 'group', id: 'whole', ...name('总分', 'Whole') },
    weigh: { method: 'given', total: '100' },
    children: [
      { kind: 'formula', id: 'a', ...name('论文', 'Articles'), of: 'articles', weight: '60' },
      { kind: 'formula', id: 'c', ...name('合同', 'Contracts'), of: 'contracts', weight: '40' },
    ],
  },
};

const calendarFrom = (now: Date) => {
  const phases = ['self_report', 'evidence_check', 'panel', 'result', 'appeal', 'publication'];
  const day = (at: number) => new Date(now.getTime() + at * 10 * 86_400_000).toISOString();
  return Object.fromEntries(phases.map((phase, at) => [phase, day(at).slice(0, 10)])) as never;
};

/** Answers its id; the node itself makes it, which may act for everybody. */
export async function aPublishedRound(
  node: TestNode,
  regionCode: string,
  draws = 100,
): Promise<string> {
  const id = await node.transact(async (ctx) => {
    const { tx, now } = ctx;
    const version = await layDownScheme(ctx, { regionCode, document });
    const platformIds: string[] = [];
    for (const nameZh of ['甲平台', '乙平台']) {
      const operator = {
        kind: 'research_institute',
        nameZh: `${nameZh}的运营单位`,
        regionCode,
      } as const;
      const { id: operatorId } = await createOrganisation(ctx, operator);
      const since = { type: 'technology_rd', stage: 'running', openedOn: '2020-01-01' } as const;
      const about = { nameZh, operatorId, regionCodes: [regionCode], ...since };
      platformIds.push((await createPlatform(ctx, about)).id);
    }
    const begun = await createRound(ctx, {
      ...{ titleZh: '比较', titleEn: 'Compared', regionCode, type: 'technology_rd', platformIds },
      ...{ schemeVersionId: version.id, dataFrom: '2025-01-01', dataUntil: '2026-01-01', draws },
      calendar: calendarFrom(now),
    });
    const round = await openRound(ctx, { roundId: begun.id, revision: begun.revision });
    const reports = await reportsOf(tx, round.id);
    const lines = reports.map(
      ({ code }, at) => `${code},articles,${8 - at}\n${code},contracts,${2 + at}`,
    );
    const data = `unit,indicator,value\n${lines.join('\n')}\n`;
    const reading = readScheme(version.document);
    const rows = readRows(data);
    if (!('read' in reading) || !('rows' in rows)) throw new Error('The scheme is whole.');
    const outcome = reportOn(reading.read, rows.rows, draws, 1);
    if (!('report' in outcome)) throw new Error('The data fit the scheme.');
    const units = unitsOf(outcome.report).map((unit) => ({
      ...unit,
      reportId: reports.find(({ code }) => code === unit.unit)!.id,
      improvements: [],
    }));
    const result = {
      ...{ id: uuidv7(), roundId: round.id, number: 1, appealId: null, data, draws, seed: 1 },
      ...{ report: outcome.text, digest: sha256(outcome.text) },
      computedBy: { id: null, name: 'test' },
    };
    await insertResult(tx, result, units, now);
    return round.id;
  });
  await sql`update platforms.round set state = 'published', published_at = now()
    where id = ${id}`.execute(node.database.tx);
  return id;
}
