/** For each operation a call about something of the own region; the matrix makes it. */
import { addCompactMember, createCompact } from '../registry/index.ts';
import { rows, sql } from '../runtime/sql.ts';
import type { Fixture, MatrixFixtures, World } from '../runtime/testing/matrix.ts';
import { chainFixtures, onChain } from './chain-fixtures.ts';
import { openBarrierFile } from './keep-barrier-file.ts';
import { keepSeries } from './keep-series.ts';
import { makeYearlyReport, publishYearlyReport } from './make-yearly-report.ts';
import { networkFixtures } from './network-fixtures.ts';
import { publishDataset } from './publish-dataset.ts';

/** A "no" between the two regions, each time with a reason of its own. */
async function aBarrier({ node, own, foreign }: World): Promise<string> {
  const reason = `reason_${crypto.randomUUID().replaceAll(/[^a-f]/g, '')}`;
  await node.transact(async ({ announce }) =>
    announce({
      type: 'matching.introduction_declined',
      organisationId: own.organisationId,
      fromRegion: own.regionCode,
      toRegion: foreign.regionCode,
      payload: { reasons: [reason] },
    }),
  );
  await node.deliver();
  const [found] = await rows<{ id: string }>(
    node.database.tx,
    sql`select id from observatory.barrier where reason = ${reason}`,
  );
  return found!.id;
}

const opening = { title: '口径不一', note: '两地认定口径不同，企业重复申报。' };

async function aFile(world: World) {
  const barrierId = await aBarrier(world);
  const { regionCode } = world.own;
  const asked = { barrierId, regionCode, ...opening };
  return await world.node.transact((ctx) => openBarrierFile(ctx, asked));
}

async function aSeries({ node, own, foreign }: World) {
  const cells = [own.regionCode, foreign.regionCode].map((region, at) => ({
    region,
    field: `C${31 + at}`,
    value: 10,
    organisations: null,
  }));
  const about = { title: '矩阵', unit: '家', source: '测试', on: '2026-01-01' };
  return await node.transact((ctx) =>
    keepSeries(ctx, { ...about, origin: 'imported', sourceUrl: null, licence: null, cells }),
  );
}

const onSeries: Fixture = {
  about: 'node',
  input: async (world) => ({ params: { seriesId: (await aSeries(world)).id } }),
};

const node: Fixture = { about: 'node' };

const onBarrier: Fixture = {
  about: 'node',
  input: async (world) => ({ params: { barrierId: await aBarrier(world) } }),
};

const onFile: Fixture = {
  about: 'node',
  input: async (world) => ({ params: { fileId: (await aFile(world)).id } }),
};

const onRegion: Fixture = {
  about: 'node',
  input: async (world) => ({
    params: { seriesId: (await aSeries(world)).id, regionCode: world.own.regionCode },
  }),
};

const onPair: Fixture = {
  about: 'node',
  input: async (world) => ({
    params: {
      seriesId: (await aSeries(world)).id,
      firstCode: world.own.regionCode,
      secondCode: world.foreign.regionCode,
    },
  }),
};

/** Of the own region, from a series that the node itself counted. */
const publishing = {
  countsUnits: true,
  licence: 'CC-BY-4.0',
  ...{
    titleZh: '机构',
    titleEn: 'Organisations',
    descriptionZh: '按行业',
    descriptionEn: 'By field',
  },
} as const;

async function aDataset(world: World) {
  const { id: seriesId } = await aSeries(world);
  const regionCode = world.own.regionCode;
  return await world.node.transact((ctx) =>
    publishDataset(ctx, { ...publishing, subject: 'series', seriesId, regionCode }),
  );
}

const onDataset: Fixture = {
  about: 'node',
  input: async (world) => ({ params: { datasetId: (await aDataset(world)).id } }),
};

/** One that the own region alone is in. */
async function aCompact({ node, own }: World): Promise<string> {
  return await node.transact(async (ctx) => {
    const { id } = await createCompact(ctx, { nameZh: '年报', nameEn: 'Yearly' });
    const { regionCode } = own;
    await addCompactMember(ctx, { compactId: id, regionCode, startsOn: '2020-01-01' });
    return id;
  });
}

async function aYearlyReport(world: World) {
  const asked = { compactId: await aCompact(world), year: 2025 };
  const { id } = await world.node.transact((ctx) => makeYearlyReport(ctx, asked));
  await world.node.runJob('observatory.make_yearly_report', { reportId: id });
  return { reportId: id, revision: 2 };
}

const onYearlyReport: Fixture = {
  about: 'node',
  input: async (world) => {
    const draft = await aYearlyReport(world);
    const { id: reportId } = await world.node.transact((ctx) => publishYearlyReport(ctx, draft));
    return { params: { reportId } };
  },
};

export const fixtures: MatrixFixtures = {
  operations: {
    listBarriers: node,
    exportBarriers: node,
    readBarrierMatrix: node,
    readBarrier: onBarrier,
    listSetbacks: node,
    exportSetbacks: node,
    openBarrierFile: {
      about: 'public',
      opens: ['region_officer'],
      input: async (world) => ({
        params: { barrierId: await aBarrier(world) },
        body: { regionCode: world.own.regionCode, ...opening },
      }),
    },
    listBarrierFiles: node,
    exportBarrierFiles: node,
    readBarrierFile: onFile,
    takeBarrierStep: {
      about: 'public',
      opens: ['region_officer'],
      input: async (world) => {
        const { id: fileId, revision } = await aFile(world);
        const body = { step: 'measure', note: '会同两地税务部门统一了填报口径。' };
        return { params: { fileId }, revision, body };
      },
    },
    readFlows: node,

    listSeries: node,
    uploadSeries: {
      about: 'node',
      input: () => ({
        query: { title: '矩阵', unit: '家', source: '测试', on: '2026-01-01' },
        body: Buffer.from('region,field,value\n110000,C39,1\n'),
        headers: { 'content-type': 'application/octet-stream' },
      }),
    },
    deriveSeries: { about: 'node', input: () => ({ body: { of: 'organisations' } }) },
    readSeries: onSeries,
    recomputeSeries: onSeries,
    // Those of this world were made by the node itself, so only its administrators remove them.
    removeSeries: { ...onSeries, about: 'public', opens: ['system_administrator'] },
    exportSeries: onSeries,
    exportSeriesSdmx: onSeries,
    readFieldSpace: onSeries,
    readRegionProfile: onRegion,
    readRegionPair: onPair,

    reportBarriers: node,
    reportBarrier: onBarrier,
    reportBarrierFile: onFile,
    reportFlows: node,
    reportChain: onChain,
    reportSeries: onSeries,
    reportRegionProfile: onRegion,
    reportRegionPair: onPair,

    listYearlyReports: node,
    makeYearlyReport: {
      about: 'public',
      opens: ['region_officer'],
      input: async (world) => ({ body: { compactId: await aCompact(world), year: 2025 } }),
    },
    readYearlyReport: onYearlyReport,
    downloadYearlyReport: onYearlyReport,
    compareYearlyReport: onYearlyReport,
    publishYearlyReport: {
      about: 'private',
      opens: ['region_officer'],
      input: async (world) => {
        const { reportId, revision } = await aYearlyReport(world);
        return { params: { reportId }, revision };
      },
    },

    readCatalogue: node,
    listDatasets: node,
    readDataset: onDataset,
    downloadDataset: {
      about: 'node',
      input: async (world) => ({ params: { datasetId: (await aDataset(world)).id, form: 'csv' } }),
    },
    publishDataset: {
      about: 'public',
      opens: ['region_officer'],
      input: async (world) => ({
        body: {
          ...publishing,
          ...{ subject: 'barriers', since: '2026-01-01', until: '2026-01-02' },
          regionCode: world.own.regionCode,
        },
      }),
    },
    withdrawDataset: {
      about: 'public',
      opens: ['region_officer'],
      input: async (world) => {
        const { id: datasetId, revision } = await aDataset(world);
        return { params: { datasetId }, revision, body: { because: '口径有误，重新核对。' } };
      },
    },
    readRepeats: {
      about: 'node',
      input: ({ own }) => ({ query: { regionCode: own.regionCode, field: 'C31' } }),
    },
    ...networkFixtures,
    ...chainFixtures,
  },
};
