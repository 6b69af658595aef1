/** SQL of open data. */
import { type List, type Order, type PageWish, pageOfList } from '../runtime/keyset.ts';
import { execute, rowOrNull, rows, sql, type Tx } from '../runtime/sql.ts';
import type { Dataset } from './contract.ts';
import type { FileOwner } from './store.ts';

export type KeptDataset = Omit<Dataset, 'may'>;

export interface NewDataset
  extends Pick<
    Dataset,
    'id' | 'subject' | 'title' | 'description' | 'source' | 'licence' | 'startsOn' | 'endsOn'
  > {
  readonly subjectId: string | null;
  readonly owner: FileOwner;
  readonly regions: readonly string[];
  readonly content: string;
  readonly rows: number;
  readonly suppressed: number;
  readonly digest: string;
  readonly publishedBy: { readonly id: string | null; readonly name: string };
  readonly sample: boolean;
}

const columns = sql`d.id, d.subject, d.source, d.licence, d.starts_on, d.ends_on, d.rows,
  d.suppressed, d.digest, d.issued_at, d.modified_at, d.withdrawn_because, d.revision, d.sample,
  jsonb_build_object('zh', d.title_zh, 'en', d.title_en) as title,
  jsonb_build_object('zh', d.description_zh, 'en', d.description_en) as description,
  jsonb_build_object('regionCode', d.publisher_region_code, 'compactId', d.publisher_compact_id,
    'name', jsonb_build_object('zh', coalesce(r.name_zh, c.name_zh, r.name_en, c.name_en),
      'en', coalesce(r.name_en, c.name_en, r.name_zh, c.name_zh))) as publisher,
  (select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'name', jsonb_build_object(
      'zh', coalesce(p.name_zh, p.name_en, x.code), 'en', coalesce(p.name_en, p.name_zh, x.code)))
      order by x.code), '[]')
    from unnest(d.regions) x (code) left join registry.v_region p on p.code = x.code) as regions`;
const tables = sql`observatory.dataset d
  left join registry.v_region r on r.code = d.publisher_region_code
  left join registry.v_compact c on c.id = d.publisher_compact_id`;

const newestFirst: Order = {
  name: 'datasets newest',
  columns: [
    { sql: sql`d.issued_at`, type: 'timestamptz' },
    { sql: sql`d.id`, type: 'uuid' },
  ],
  descending: true,
};

export async function insertDataset(tx: Tx, dataset: NewDataset, now: Date): Promise<void> {
  const { id, title, description, owner, publishedBy } = dataset;
  await execute(
    tx,
    sql`insert into observatory.dataset (id, subject, subject_id, title_zh, title_en,
          description_zh, description_en, source, licence, publisher_region_code,
          publisher_compact_id, regions, starts_on, ends_on, content, rows, suppressed, digest,
          published_by_id, published_by, issued_at, modified_at, sample)
        values (${id}, ${dataset.subject}, ${dataset.subjectId}, ${title.zh}, ${title.en},
          ${description.zh}, ${description.en}, ${dataset.source}, ${dataset.licence},
          ${owner.regionCode}, ${owner.compactId}, ${dataset.regions}, ${dataset.startsOn},
          ${dataset.endsOn}, ${dataset.content}, ${dataset.rows}, ${dataset.suppressed},
          ${dataset.digest}, ${publishedBy.id}, ${publishedBy.name}, ${now}, ${now},
          ${dataset.sample})`,
  );
}

export async function withdraw(tx: Tx, id: string, because: string, now: Date): Promise<void> {
  await execute(
    tx,
    sql`update observatory.dataset set content = null, withdrawn_because = ${because},
          modified_at = ${now}, revision = revision + 1 where id = ${id}`,
  );
}

export async function datasetPage(tx: Tx, wish: PageWish) {
  const list: List = { order: newestFirst, columns, from: tables, where: sql`true` };
  return await pageOfList<KeptDataset>(tx, list, wish);
}

export async function everyDataset(tx: Tx, atMost: number): Promise<KeptDataset[]> {
  return await rows<KeptDataset>(
    tx,
    sql`select ${columns} from ${tables} order by d.issued_at desc, d.id desc limit ${atMost}`,
  );
}

export async function findDataset(tx: Tx, id: string): Promise<KeptDataset | null> {
  return await rowOrNull<KeptDataset>(tx, sql`select ${columns} from ${tables} where d.id = ${id}`);
}

export async function lockDataset(tx: Tx, id: string): Promise<void> {
  await execute(tx, sql`select from observatory.dataset where id = ${id} for update`);
}

export async function contentOfDataset(tx: Tx, id: string): Promise<string | null> {
  const found = await rowOrNull<{ content: string | null }>(
    tx,
    sql`select content from observatory.dataset where id = ${id}`,
  );
  return found?.content ?? null;
}
