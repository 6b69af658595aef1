/** The dump of the Research Organization Registry, schema v1 and v2, a record a line. */
import type { JobContext } from '../../runtime/module.ts';
import { type RorOrganisation, readRorRecord, regionCodeOf } from '../readers/ror.ts';
import { countryRegion } from '../region.ts';
import { type OrganisationKind, relationKinds } from '../words.ts';
import { applyOrganisations } from './apply-organisations.ts';
import { doubtful, importKind, type RowRead, type Run, wrong } from './import-kind.ts';
import { type OrganisationClaim, SeenInFile } from './organisation-claim.ts';
import { allRegions, insertRelations, takeTurn } from './organisation-claim-store.ts';
import { RegisterOfRegions } from './register-of-regions.ts';
import { readText } from './values.ts';

type Relation = Parameters<typeof insertRelations>[1][number];

const relationsAtOnce = 5_000;

export const ror = importKind<OrganisationClaim>({
  name: 'ror',
  title: { zh: 'ROR 数据', en: 'ROR dump' },
  files: ['jsonl'],
  source: 'ror',
  columns: [],
  begin: async ({ database }, run) => {
    const regions = new RegisterOfRegions(await allRegions(database.tx));
    const seen = new SeenInFile();
    const relations: Relation[] = [];
    return {
      read: ({ value }) => readRor(value, regions, run.today),
      applier: {
        meet: ({ row, item }) => {
          const problem = seen.meet(row, item);
          if (problem === null) relations.push(...relationsOf(item));
          return problem;
        },
        apply: (ctx, batch) => applyOrganisations(ctx, run, batch),
        finish: (ctx) => relate(ctx, run, relations),
      },
    };
  },
});

/** A record as ROR gives it, or inside `{src, cc, rec}`. */
function readRor(
  value: unknown,
  regions: RegisterOfRegions,
  today: string,
): RowRead<OrganisationClaim> {
  const isWrapped = typeof value === 'object' && value !== null && 'rec' in value;
  const read = readRorRecord(isWrapped ? value.rec : value);
  if ('problem' in read) return { item: null, problems: [wrong('id', read.problem, read.detail)] };
  const problems = read.refusedIdentifiers.map(({ scheme, value: text, reason }) =>
    doubtful(scheme, 'identifier_invalid', `${scheme} ${text} cannot be right (${reason}).`, {
      params: { scheme, reason },
      value: text,
    }),
  );
  if (read.established !== null && read.established > Number(today.slice(0, 4))) {
    const value = String(read.established);
    const detail = `${value} lies in the future and was left out.`;
    problems.push(doubtful('established', 'established_in_the_future', detail, { value }));
  }
  return { item: claimOf(read, regions, today), problems };
}

function claimOf(
  read: RorOrganisation,
  regions: RegisterOfRegions,
  today: string,
): OrganisationClaim {
  const names = read.names.flatMap((name) => {
    const text = readText(name.text);
    return text === null || text.length > 500 ? [] : [{ ...name, text }];
  });
  const labels = names.filter(({ kind }) => kind === 'label');
  const nameZh = labels.find(({ lang }) => lang === 'zh' || lang?.startsWith('zh-'))?.text;
  // ROR's own display name is English or at least in Latin letters almost everywhere.
  const displayed = labels.find(({ lang }) => lang === 'en') ?? labels[0] ?? names[0]!;
  const city = readText(read.city)?.slice(0, 200);
  const established = read.established ?? Number.POSITIVE_INFINITY;
  const code = regionOf(read, regions);
  return {
    identifiers: [{ scheme: 'ror', value: read.ror }, ...read.identifiers],
    sourceKey: null,
    attributes: {
      kind: kindOf(read.types),
      status: read.status,
      ...(displayed.text === nameZh ? {} : { nameEn: displayed.text }),
      ...(nameZh === undefined ? {} : { nameZh }),
      ...(code === null ? {} : { regionCode: code }),
      ...(city === undefined ? {} : { city }),
      ...(read.lat === null ? {} : { latitude: read.lat }),
      ...(read.lng === null ? {} : { longitude: read.lng }),
      ...(established <= Number(today.slice(0, 4)) && established > 0 ? { established } : {}),
      ...(read.links[0] === undefined ? {} : { website: read.links[0].slice(0, 500) }),
    },
    names,
    relations: read.relationships.flatMap(({ type, ror: value }) => {
      const kind = relationKinds.find((known) => known === type);
      return kind === undefined ? [] : [{ kind, to: { scheme: 'ror', value } }];
    }),
  };
}

function regionOf(read: RorOrganisation, regions: RegisterOfRegions): string | null {
  const code = regionCodeOf(read);
  const region = read.countryCode === 'CN' ? (code ?? 'CN') : code && countryRegion(code);
  return region !== null && regions.has(region) ? region : null;
}

/** ROR names several types; the one that says most about the work comes first here. */
const kinds: readonly (readonly [type: string, kind: OrganisationKind])[] = [
  ['education', 'university'],
  ['facility', 'research_institute'],
  ['healthcare', 'research_institute'],
  ['company', 'enterprise'],
  ['government', 'government'],
  ['archive', 'service_agency'],
];

function kindOf(types: readonly string[]): OrganisationKind {
  return kinds.find(([type]) => types.includes(type))?.[1] ?? 'other';
}

function relationsOf({ identifiers, relations }: OrganisationClaim): Relation[] {
  const from = identifiers[0]!;
  return (relations ?? []).map(({ kind, to }) => ({ from, to, kind }));
}

/** A record that ROR withdrew keeps its place and points at its successor. */
async function relate(ctx: JobContext, run: Run, relations: readonly Relation[]) {
  if (run.dryRun) return [];
  for (let at = 0; at < relations.length; at += relationsAtOnce) {
    await ctx.transact(async ({ tx }) => {
      await takeTurn(tx);
      await insertRelations(tx, relations.slice(at, at + relationsAtOnce), run);
    });
  }
  return [];
}
