/** A catalogue of open data in the words of DCAT-AP 3, as JSON-LD. */

import type { Dataset } from './open-data-contract.ts';
import type { Lang } from './report.ts';
import type { Both } from './report-contract.ts';

const context = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const licenceAddresses: Readonly<Record<Dataset['licence'], string>> = {
  'CC-BY-4.0': 'http://publications.europa.eu/resource/authority/licence/CC_BY_4_0',
  'CC0-1.0': 'http://publications.europa.eu/resource/authority/licence/CC0',
  'ODC-By-1.0': 'https://opendatacommons.org/licenses/by/1-0/',
  'PDDL-1.0': 'https://opendatacommons.org/licenses/pddl/1-0/',
};

const statusBase = 'http://publications.europa.eu/resource/authority/distribution-status';
const fileTypes = 'http://publications.europa.eu/resource/authority/file-type';
const mediaTypes = 'https://www.iana.org/assignments/media-types';
const forms = {
  csv: { type: 'CSV', mediaType: 'text/csv' },
  json: { type: 'JSON', mediaType: 'application/json' },
  pdf: { type: 'PDF', mediaType: 'application/pdf' },
} as const;
export type DistributionForm = keyof typeof forms;

/** In which forms anybody can have it. */
export function formsOf({ subject }: Pick<Dataset, 'subject'>): readonly DistributionForm[] {
  return subject === 'report' ? ['pdf', 'json'] : ['csv', 'json'];
}

/** Documents are there in each language, figures once for both. */
function filesOf(dataset: Dataset) {
  return formsOf(dataset).flatMap((form) => {
    const file = (query: string, languages: readonly Lang[]) => ({ form, query, languages });
    return form === 'pdf'
      ? [file('?lang=zh', ['zh']), file('?lang=en', ['en'])]
      : [file('', ['zh', 'en'])];
  });
}

const title: Both = { zh: '运河开放数据', en: 'Open data of Yunhe' };
const description: Both = {
  zh: '协同体各地区公开的优势、流动与壁垒数据；涉及单位过少的数字不公布。',
  en: 'Strengths, flows and barriers as the regions gave them to anybody; small figures are left out.',
};

const reference = (address: string) => ({ '@id': address });
const inBoth = ({ zh, en }: Both) => [
  { '@language': 'zh', '@value': zh },
  { '@language': 'en', '@value': en },
];
const typed = (type: string, value: string) => ({ '@type': `xsd:${type}`, '@value': value });

/** The same datasets give the same catalogue. */
export function catalogueOf(datasets: readonly Dataset[], publicUrl: string): object {
  const address = `${publicUrl}/api/observatory/open-data`;
  const publishers = [...new Map(datasets.map((one) => [keyOf(one), publisherOf(one)])).values()];
  return {
    '@context': context,
    '@id': address,
    '@type': 'dcat:Catalog',
    'dct:title': inBoth(title),
    'dct:description': inBoth(description),
    'dct:publisher': publishers.length > 0 ? publishers : { '@type': 'foaf:Agent' },
    'dct:language': ['zh', 'en'],
    'foaf:homepage': reference(`${publicUrl}/observatory/open-data`),
    'dcat:dataset': datasets.map((one) => datasetOf(one, address, publicUrl)),
  };
}

function keyOf({ publisher: { regionCode, compactId } }: Dataset): string {
  return regionCode ?? compactId ?? '';
}

function publisherOf(dataset: Dataset) {
  return { '@type': 'foaf:Agent', 'foaf:name': inBoth(dataset.publisher.name) };
}

function datasetOf(dataset: Dataset, address: string, publicUrl: string): object {
  const { id, withdrawnBecause } = dataset;
  const about = `${address}/datasets/${id}`;
  const told = {
    '@id': about,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dct:title': inBoth(dataset.title),
    'dct:description': inBoth(dataset.description),
    'dct:publisher': publisherOf(dataset),
    'dct:source': dataset.source,
    'dct:issued': typed('dateTime', dataset.issuedAt),
    'dct:modified': typed('dateTime', dataset.modifiedAt),
    'dct:license': reference(licenceAddresses[dataset.licence]),
    'dcat:landingPage': reference(`${publicUrl}/observatory/open-data`),
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': typed('date', dataset.startsOn),
      'dcat:endDate': typed('date', dayBefore(dataset.endsOn)),
    },
    'dct:spatial': dataset.regions.map(({ code, name }) => ({
      '@type': 'dct:Location',
      'skos:notation': code,
      'skos:prefLabel': inBoth(name),
    })),
  };
  if (withdrawnBecause !== null) {
    return {
      ...told,
      'adms:status': reference(`${statusBase}/WITHDRAWN`),
      'adms:versionNotes': withdrawnBecause,
    };
  }
  return {
    ...told,
    'adms:status': reference(`${statusBase}/COMPLETED`),
    'dcat:distribution': filesOf(dataset).map(({ form, query, languages }) => ({
      '@id': `${about}/${form}${query}`,
      '@type': 'dcat:Distribution',
      'dcat:accessURL': reference(about),
      'dcat:downloadURL': reference(`${about}/${form}${query}`),
      'dct:language': languages,
      'dct:license': reference(licenceAddresses[dataset.licence]),
      'dct:format': reference(`${fileTypes}/${forms[form].type}`),
      'dcat:mediaType': reference(`${mediaTypes}/${forms[form].mediaType}`),
    })),
  };
}

/** Periods are half open here and closed there. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
