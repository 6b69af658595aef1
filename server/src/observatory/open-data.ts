/** Open data as anybody reads it: a catalogue, records, and files that may be kept. */
import { sha256 } from '@yunhe/exact';
import { withHeaders } from '../runtime/headers.ts';
import { listFile } from '../runtime/list-file.ts';
import type { Context, Download, UseCase } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { Dataset, openDataContract } from './contract.ts';
import { catalogueOf, type DistributionForm, formsOf } from './dcat.ts';
import {
  contentOfDataset,
  datasetPage,
  everyDataset,
  findDataset,
  type KeptDataset,
} from './open-data-store.ts';
import { type Lang, textOf } from './report.ts';
import type { Report, ReportTable } from './report-contract.ts';
import { reportFile } from './report-files.ts';
import { seesTo } from './rights.ts';

type Contract = typeof openDataContract;

const datasetsAtMost = 1_000;
const anHour = 'public, max-age=3600';
/** A withdrawal is seen within the minute. */
const aMinute = 'public, max-age=60';

export function shown({ actor }: Context, dataset: KeptDataset): Dataset {
  const isThere = dataset.withdrawnBecause === null;
  return { ...dataset, may: { withdraw: isThere && seesTo(actor, dataset.publisher) } };
}

export const listDatasets: UseCase<Contract['listDatasets']> = async (ctx, input) => {
  const page = await datasetPage(ctx.tx, input);
  return { ...page, items: page.items.map((one) => shown(ctx, one)) };
};

export const readDataset: UseCase<Contract['readDataset']> = async (ctx, { datasetId }) =>
  shown(ctx, await requireDataset(ctx, datasetId));

export async function requireDataset({ tx }: Context, id: string): Promise<KeptDataset> {
  const found = await findDataset(tx, id);
  if (found === null) throw notFound('dataset');
  return found;
}

export const readCatalogue: UseCase<Contract['readCatalogue']> = async (ctx) => {
  const found = (await everyDataset(ctx.tx, datasetsAtMost)).map((one) => shown(ctx, one));
  const text = `${JSON.stringify(catalogueOf(found, ctx.settings.publicUrl), null, 1)}\n`;
  return kept(jsonFile('catalogue.jsonld', 'application/ld+json', text), sha256(text), aMinute);
};

export const downloadDataset: UseCase<Contract['downloadDataset']> = async (ctx, input) => {
  const { form, datasetId, lang = 'zh' } = input;
  const dataset = await requireDataset(ctx, datasetId);
  const content = await contentOfDataset(ctx.tx, datasetId);
  if (content === null) throw withdrawn(dataset);
  if (!formsOf(dataset).includes(form)) throw notFound('distribution');
  const file = distribution(ctx, dataset, content, { form, lang });
  return kept(file, `${dataset.digest}-${form}${form === 'pdf' ? `-${lang}` : ''}`, anHour);
};

interface Wished {
  readonly form: DistributionForm;
  readonly lang: Lang;
}

/** The same bytes whenever it is asked for: a document was made when it was given. */
function distribution(ctx: Context, dataset: KeptDataset, content: string, wish: Wished): Download {
  const whole = JSON.parse(content) as Report | ReportTable;
  if ('rows' in whole) {
    return wish.form === 'csv' ? csvFile(ctx, dataset, whole) : wholeFile(dataset, whole);
  }
  return wish.form === 'pdf'
    ? reportFile(ctx, whole, { format: 'pdf', lang: wish.lang }, new Date(dataset.issuedAt))
    : wholeFile(dataset, { report: whole });
}

export function withdrawn({ id, withdrawnBecause }: KeptDataset): Refusal {
  return new Refusal('dataset_withdrawn', `It was withdrawn: ${withdrawnBecause}`, {
    params: { id, because: withdrawnBecause ?? '' },
  });
}

function kept(file: Download, tag: string, howLong: string): Download {
  return withHeaders(file, { etag: `"${tag}"`, 'cache-control': howLong });
}

/** Headings are the keys: a program reads the same ones in every language. */
function csvFile(ctx: Context, { title }: KeptDataset, { columns, rows }: ReportTable): Download {
  const headings = columns.map(
    ({ key, type }) => [key, key, key, type === 'text' ? 'text' : 'number'] as const,
  );
  async function* cells() {
    for (const row of rows) {
      yield Object.fromEntries(columns.map(({ key }) => [key, textOf(row[key] ?? null, 'en')]));
    }
  }
  return listFile(ctx, { format: 'csv' }, [title.zh, title.en], headings, cells());
}

function wholeFile(
  { title, ...dataset }: KeptDataset,
  content: ReportTable | { readonly report: Report },
): Download {
  const { description, source, licence, publisher, startsOn, endsOn, suppressed } = dataset;
  const about = { description, source, licence, publisher, startsOn, endsOn, suppressed };
  const whole = { id: dataset.id, title, ...about, digest: dataset.digest, ...content };
  return jsonFile(`${title.zh}.json`, 'application/json', `${JSON.stringify(whole)}\n`);
}

function jsonFile(filename: string, mediaType: string, text: string): Download {
  async function* bytes() {
    yield Buffer.from(text);
  }
  return { filename, mediaType: `${mediaType}; charset=utf-8`, bytes: bytes() };
}
