/** Who took part in European projects, in what role and with what money. */
import { checkIdentifier } from '@yunhe/identifiers';
import type { Context } from '../../runtime/module.ts';
import type { OrganisationKind, ParticipationRole } from '../words.ts';
import { applyOrganisations } from './apply-organisations.ts';
import { type ParticipationRow, saveParticipations } from './collaboration-claim-store.ts';
import { kindsOfActivity, regionOfCountry } from './cordis-organisations-kind.ts';
import {
  type ImportColumn,
  importKind,
  type ReadItem,
  type RowProblem,
  type RowRead,
  type RowResult,
  type Run,
  type SourceRow,
  wrong,
} from './import-kind.ts';
import type { OrganisationClaim } from './organisation-claim.ts';
import { allRegions, holdersOf, survivorsOf } from './organisation-claim-store.ts';
import { RegisterOfRegions } from './register-of-regions.ts';
import { type StatedCollaboration, saveCollaborations } from './save-collaborations.ts';
import { readDay, readMinorUnits, readText, shortened } from './values.ts';

interface StatedParticipation {
  readonly pic: string;
  readonly role: ParticipationRole;
  readonly amountMinor: string | null;
  readonly kind: OrganisationKind;
  readonly regionCode: string | null;
  readonly collaboration: StatedCollaboration;
}

const roles: Readonly<Record<string, ParticipationRole>> = {
  coordinator: 'coordinator',
  participant: 'participant',
  partner: 'partner',
  thirdparty: 'third_party',
  third_party: 'third_party',
};

function column(name: string, zh: string, en: string, ...alsoCalled: string[]): ImportColumn {
  const required = ['rcn', 'role', 'pic'].includes(name);
  return { name, title: { zh, en }, required, alsoCalled };
}

export const cordisParticipations = importKind<StatedParticipation>({
  name: 'cordis-participations',
  title: { zh: 'CORDIS 项目参与', en: 'CORDIS participations' },
  files: ['csv', 'xlsx'],
  source: 'cordis',
  rowsPerBatch: 4_000,
  columns: [
    column('rcn', '项目编号', 'Project', 'projectrcn', 'projectid'),
    column('role', '角色', 'Role'),
    column('pic', 'PIC', 'PIC', 'organisationid'),
    column('type', '类型', 'Type of activity', 'activitytype'),
    column('contribution', '获资助金额（欧元）', 'Contribution in euro', 'eccontribution'),
    column('country', '国家', 'Country'),
    column('start_date', '开始日期', 'Start', 'startdate'),
    column('end_date', '结束日期', 'End', 'enddate'),
    column(
      'max_contribution',
      '项目资助总额（欧元）',
      'Grant of the project in euro',
      'ecmaxcontribution',
    ),
    column('title', '项目名称', 'Title of the project'),
  ],
  begin: async ({ database }, run) => {
    const regions = new RegisterOfRegions(await allRegions(database.tx));
    const seen = new Map<string, number>();
    return {
      read: (row) => readParticipation(row, regions),
      applier: {
        meet: ({ row, item }) => {
          const key = `${item.collaboration.sourceKey} ${item.pic} ${item.role}`;
          const firstRow = seen.get(key);
          if (firstRow === undefined) {
            seen.set(key, row);
            return null;
          }
          const detail = `Row ${firstRow} says already that ${item.pic} took part in this role.`;
          return wrong('pic', 'participation_repeated_in_file', detail, { params: { firstRow } });
        },
        apply: (ctx, batch) => applyParticipations(ctx, run, batch),
      },
    };
  },
});

function readParticipation(
  { cells }: SourceRow,
  regions: RegisterOfRegions,
): RowRead<StatedParticipation> {
  const problems: RowProblem[] = [];
  const pic = checkIdentifier('pic', cells.pic ?? '');
  if (!pic.valid) {
    const more = { params: { scheme: 'pic', reason: pic.reason }, value: cells.pic ?? '' };
    problems.push(wrong('pic', 'identifier_invalid', pic.detail, more));
  }
  const role = roles[(cells.role ?? '').toLowerCase()];
  if (role === undefined) {
    const value = shortened(cells.role ?? '');
    const detail = `The role is one of: ${Object.keys(roles).join(', ')}.`;
    problems.push(wrong('role', 'value_not_known', detail, { value }));
  }
  const sourceKey = readText(cells.rcn);
  if (sourceKey === null) problems.push(wrong('rcn', 'key_missing', 'The project has no number.'));
  const amountMinor = readAmount('contribution', cells, problems);
  const granted = readAmount('max_contribution', cells, problems);
  const startsOn = readDate('start_date', cells, problems);
  const endsOn = readDate('end_date', cells, problems);
  const regionCode = regionOfCountry(cells.country, regions, problems);
  const isWrong = problems.some(({ gravity }) => gravity === 'error');
  if (isWrong || !pic.valid || role === undefined || sourceKey === null) {
    return { item: null, problems };
  }
  const item: StatedParticipation = {
    pic: pic.value,
    role,
    amountMinor,
    kind: kindsOfActivity[cells.type ?? ''] ?? 'other',
    regionCode,
    collaboration: {
      kind: 'project',
      sourceKey: sourceKey.slice(0, 200),
      title: readText(cells.title)?.slice(0, 500) ?? null,
      startsOn,
      endsOn,
      amountMinor: granted,
      currency: granted === null ? null : 'EUR',
    },
  };
  return { item, problems };
}

/** Euro as cents, exactly; `NA` and nothing are both unknown. */
function readAmount(
  column: string,
  cells: SourceRow['cells'],
  problems: RowProblem[],
): string | null {
  const text = readText(cells[column]);
  if (text === null || text === 'NA') return null;
  const minor = readMinorUnits(text);
  if (minor !== null) return minor.toString();
  const detail = 'This is no amount in euro with at most two decimals.';
  problems.push(wrong(column, 'amount_invalid', detail, { value: shortened(text) }));
  return null;
}

function readDate(
  column: string,
  cells: SourceRow['cells'],
  problems: RowProblem[],
): string | null {
  const text = readText(cells[column]);
  if (text === null || text === 'NA') return null;
  const day = readDay(text);
  if (day === null) {
    const detail = 'This is no day of the calendar; write 2020-01-31.';
    problems.push(wrong(column, 'date_invalid', detail, { value: shortened(text) }));
  }
  return day;
}

async function applyParticipations(
  ctx: Context,
  run: Run,
  batch: readonly ReadItem<StatedParticipation>[],
): Promise<RowResult[]> {
  const organisations = await organisationsByPic(ctx, run, batch);
  const stated = batch.map(({ item }) => item.collaboration);
  const collaborations = await saveCollaborations(ctx, run, stated);
  const participations = new Map<string, ParticipationRow>();
  for (const { item } of batch) {
    const collaborationId = collaborations.get(item.collaboration.sourceKey)!.id;
    const organisationId = organisations.get(item.pic)!;
    const { role, amountMinor } = item;
    participations.set(`${collaborationId} ${organisationId} ${role}`, {
      collaborationId,
      organisationId,
      role,
      amountMinor,
      confidence: null,
    });
  }
  const written = await saveParticipations(ctx.tx, run.importId, [...participations.values()]);
  const fresh = new Set(written.map((one) => `${one.collaborationId} ${one.organisationId}`));
  return batch.map(({ row, item }) => {
    const { id, outcome } = collaborations.get(item.collaboration.sourceKey)!;
    const isNew = fresh.has(`${id} ${organisations.get(item.pic)}`);
    // A row is a participation; its project may have come with an earlier row.
    const own = isNew ? 'created' : outcome === 'changed' ? 'changed' : 'unchanged';
    return { row, outcome: own, problems: [] };
  });
}

/** Finds who took part; one that nobody has named yet is kept by its number until somebody does. */
async function organisationsByPic(
  ctx: Context,
  run: Run,
  batch: readonly ReadItem<StatedParticipation>[],
): Promise<Map<string, string>> {
  const byPic = new Map(batch.map(({ item }) => [item.pic, item]));
  const found = await holders(ctx, [...byPic.keys()]);
  const unknown = [...byPic.values()].filter(({ pic }) => !found.has(pic));
  if (unknown.length === 0) return found;
  const claims = unknown.map((item, at) => ({ row: at, item: placeholderOf(item) }));
  // Participations refer to them; a dry run takes them back with its batch.
  await applyOrganisations(ctx, { ...run, dryRun: false }, claims);
  return await holders(ctx, [...byPic.keys()]);
}

async function holders({ tx }: Context, pics: readonly string[]): Promise<Map<string, string>> {
  const found = await holdersOf(
    tx,
    pics.map((value) => ({ scheme: 'pic', value })),
  );
  const survivors = await survivorsOf(
    tx,
    found.map((one) => one.organisationId),
  );
  return new Map(found.map((one) => [one.value, survivors.get(one.organisationId)!]));
}

function placeholderOf({ pic, kind, regionCode }: StatedParticipation): OrganisationClaim {
  return {
    identifiers: [{ scheme: 'pic', value: pic }],
    sourceKey: null,
    attributes: { nameEn: `PIC ${pic}`, kind, ...(regionCode === null ? {} : { regionCode }) },
    names: [],
    placeholders: ['nameEn'],
  };
}
