import { DownloadOutlined, DownOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Popover, Select, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Answer, download, type Endpoint, type Input, type Problem } from './call.ts';
import { type Choice, type Filter, Filters } from './filters.tsx';
import { useFormat } from './format.ts';
import { useListState } from './list-state.ts';
import { useNarrow } from './narrow.ts';
import { Empty } from './page.tsx';
import { ProblemView } from './problem.tsx';
import { useRead } from './query.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

/** What an operation must answer to be shown as a list. */
interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly previous: string | null;
  readonly total: number | null;
}

export type ItemOf<E extends Endpoint> =
  Answer<E> extends { readonly items: readonly (infer Item)[] } ? Item : never;

export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  /** The title is only for those who hear the page; for a column of buttons. */
  readonly unseenTitle?: boolean;
  readonly render: (item: Item) => ReactNode;
  /** Values of the operation's `sort` for both directions; one is enough. */
  readonly sort?: { readonly up?: string; readonly down?: string };
  readonly align?: 'end';
  /** Kept on one line, as dates and numbers are. */
  readonly tight?: boolean;
  /** Out of sight until the person asks for it. */
  readonly optional?: boolean;
}

export interface ListProps<E extends Endpoint> {
  readonly endpoint: E;
  /** What does not come from the address bar: path parameters, a fixed filter. */
  readonly input?: Partial<Input<E>>;
  readonly columns: readonly Column<ItemOf<E>>[];
  readonly rowKey: (item: ItemOf<E>) => string;
  /** The name of the list, for those who hear the page. */
  readonly label: string;
  readonly filters?: readonly Filter[];
  readonly sorts?: readonly Choice[];
  readonly exports?: { readonly endpoint: Endpoint; readonly formats?: readonly Format[] };
  /** Shown where there is nothing and no filter is set. */
  readonly empty?: { title: string; hint?: ReactNode; action?: ReactNode };
  /** What stands on a phone in place of a row; the first column is its title unless told. */
  readonly card?: (item: ItemOf<E>) => ReactNode;
  readonly actions?: ReactNode;
  /** Said above the rows, from what the operation answered beside them. */
  readonly note?: (answer: Answer<E>) => ReactNode;
  /** Tells two lists on one page apart in the address bar. */
  readonly prefix?: string;
}

type Format = 'csv' | 'xlsx' | 'jsonl';
const pageSizes = [20, 50, 100];

/** A list that the server filters, sorts and pages; its state is in the address bar. */
export function List<E extends Endpoint>(props: ListProps<E>) {
  const t = useWords(uiWords);
  const state = useListState(props.prefix);
  const narrow = useNarrow();
  const [shown, setShown] = useState(
    () => new Set(props.columns.filter((one) => one.optional !== true).map(({ key }) => key)),
  );
  const filters = props.filters ?? [];
  const asked = Object.fromEntries(
    filters
      .map(({ name, kind }) => [
        name,
        kind === 'choices' || kind === 'own' ? state.several(name) : state.text(name),
      ])
      .filter(([, value]) => (value?.length ?? 0) > 0),
  );
  const sort = state.text('sort');
  const query = { ...asked, ...(sort === '' ? {} : { sort }), ...props.input };
  const limit = Number(state.text('limit')) || pageSizes[0];
  const cursor = state.text('cursor');
  const read = useRead(
    props.endpoint,
    { ...query, limit, ...(cursor === '' ? {} : { cursor }) } as unknown as Input<E>,
    { keepLast: true },
  );
  const page = read.data as PageOf<ItemOf<E>> | undefined;
  const columns = props.columns.filter(({ key }) => shown.has(key));
  const filtered = Object.keys(asked).length > 0;
  return (
    <section className="list" aria-label={props.label} aria-busy={read.isFetching}>
      <Filters filters={filters} state={state} />
      <div className="list-bar">
        <Total page={page} />
        <div className="list-tools">
          {props.sorts === undefined ? null : (
            <Select
              aria-label={t('sortBy', { column: '' })}
              value={sort || (props.sorts[0]?.value ?? '')}
              options={[...props.sorts]}
              popupMatchSelectWidth={false}
              variant="borderless"
              onChange={(value: string) => state.change({ sort: value })}
            />
          )}
          <ColumnChoice columns={props.columns} shown={shown} onChange={setShown} />
          {props.exports === undefined ? null : (
            <ExportMenu
              endpoint={props.exports.endpoint}
              formats={props.exports.formats ?? ['csv', 'xlsx', 'jsonl']}
              query={query}
            />
          )}
          {props.actions}
        </div>
      </div>
      {read.data === undefined ? null : props.note?.(read.data)}
      {read.error !== null ? (
        <ProblemView problem={read.error} retry={() => void read.refetch()} />
      ) : page === undefined ? (
        <Outline label={t('loading')} />
      ) : page.items.length === 0 ? (
        filtered ? (
          <Empty
            title={t('nothingMatches')}
            hint={t('nothingMatchesHint')}
            action={<Button onClick={state.clear}>{t('clearFilters')}</Button>}
          />
        ) : (
          <Empty {...(props.empty ?? { title: t('nothingHere') })} />
        )
      ) : (
        <>
          {narrow ? (
            <Cards {...props} columns={columns} items={page.items} />
          ) : (
            <Table
              {...props}
              columns={columns}
              items={page.items}
              sort={sort}
              onSort={state.change}
            />
          )}
          <Pager
            label={props.label}
            page={page}
            limit={limit ?? 20}
            onCursor={(next) => state.change({ cursor: next })}
            onLimit={(size) => state.change({ limit: String(size) })}
          />
        </>
      )}
    </section>
  );
}

function Total({ page }: { readonly page: PageOf<unknown> | undefined }) {
  const t = useWords(uiWords);
  const format = useFormat();
  const text =
    page === undefined
      ? ''
      : page.total === null
        ? page.next === null && page.previous === null
          ? t('total', { count: page.items.length })
          : t('totalMany')
        : t('total', { count: page.total }).replace(String(page.total), format.number(page.total));
  return (
    <span className="list-total" role="status">
      {text}
    </span>
  );
}

interface RowsProps<E extends Endpoint> {
  readonly columns: readonly Column<ItemOf<E>>[];
  readonly items: readonly ItemOf<E>[];
  readonly rowKey: (item: ItemOf<E>) => string;
  readonly label: string;
}

function Table<E extends Endpoint>({
  columns,
  items,
  rowKey,
  label,
  sort,
  onSort,
}: RowsProps<E> & {
  readonly sort: string;
  readonly onSort: (change: { sort: string }) => void;
}) {
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={rowKey(item)}>
              {columns.map((column) => (
                <td key={column.key} className={cellClass(column)}>
                  {column.render(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellClass(column: Pick<Column<never>, 'align' | 'tight'>): string {
  return `${column.align === 'end' ? 'end ' : ''}${column.tight === true ? 'tight' : ''}`;
}

function Head<Item>({
  column,
  sort,
  onSort,
}: {
  readonly column: Column<Item>;
  readonly sort: string;
  readonly onSort: (change: { sort: string }) => void;
}) {
  const { up, down } = column.sort ?? {};
  const first = up ?? down;
  const up_ = up !== undefined && sort === up;
  const down_ = down !== undefined && sort === down;
  const direction = up_ ? 'ascending' : down_ ? 'descending' : undefined;
  return (
    <th
      scope="col"
      className={cellClass(column)}
      {...(direction === undefined ? {} : { 'aria-sort': direction })}
    >
      {first === undefined ? (
        <span className={column.unseenTitle === true ? 'unseen' : ''}>{column.title}</span>
      ) : (
        <button
          type="button"
          className="sort"
          onClick={() => onSort({ sort: up_ && down !== undefined ? down : first })}
        >
          {column.title}
          <span aria-hidden="true" className="sort-mark">
            {up_ ? '▲' : down_ ? '▼' : '↕'}
          </span>
        </button>
      )}
    </th>
  );
}

/** The same rows for a narrow screen. */
function Cards<E extends Endpoint>({
  columns,
  items,
  rowKey,
  label,
  card,
}: RowsProps<E> & { readonly card?: ((item: ItemOf<E>) => ReactNode) | undefined }) {
  const [title, ...rest] = columns;
  return (
    <ul className="cards" aria-label={label}>
      {items.map((item) => (
        <li key={rowKey(item)} className="card">
          {card !== undefined ? (
            card(item)
          ) : (
            <>
              <div className="card-title">{title?.render(item)}</div>
              <dl>
                {rest.map((column) => (
                  <div key={column.key}>
                    <dt className={column.unseenTitle === true ? 'unseen' : ''}>{column.title}</dt>
                    <dd>{column.render(item)}</dd>
                  </div>
                ))}
              </dl>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Pager({
  label,
  page,
  limit,
  onCursor,
  onLimit,
}: {
  /** Of the list: a page may have several. */
  readonly label: string;
  readonly page: PageOf<unknown>;
  readonly limit: number;
  readonly onCursor: (cursor: string) => void;
  readonly onLimit: (size: number) => void;
}) {
  const t = useWords(uiWords);
  if (page.next === null && page.previous === null && page.items.length <= pageSizes[0]!) {
    return null;
  }
  return (
    <nav className="pager" aria-label={`${label} · ${t('pages')}`}>
      <Button disabled={page.previous === null} onClick={() => onCursor(page.previous ?? '')}>
        {t('previousPage')}
      </Button>
      <Button disabled={page.next === null} onClick={() => onCursor(page.next ?? '')}>
        {t('nextPage')}
      </Button>
      <Select
        aria-label={t('pageSize')}
        value={limit}
        options={pageSizes.map((size) => ({ value: size, label: t('perPage', { size }) }))}
        popupMatchSelectWidth={false}
        onChange={onLimit}
      />
    </nav>
  );
}

function ColumnChoice<Item>({
  columns,
  shown,
  onChange,
}: {
  readonly columns: readonly Column<Item>[];
  readonly shown: ReadonlySet<string>;
  readonly onChange: (shown: Set<string>) => void;
}) {
  const t = useWords(uiWords);
  if (!columns.some((column) => column.optional === true)) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className="column-choice"
          value={[...shown]}
          options={columns.map(({ key, title }, index) => ({
            value: key,
            label: title,
            disabled: index === 0,
          }))}
          onChange={(keys) => onChange(new Set(keys as string[]))}
        />
      }
    >
      <Button type="text" icon={<SettingOutlined aria-hidden />} aria-label={t('columns')} />
    </Popover>
  );
}

export function ExportMenu({
  endpoint,
  formats,
  query,
  more = [],
}: {
  readonly endpoint: Endpoint;
  readonly formats: readonly Format[];
  readonly query: object;
  /** Files of other operations, by what the menu calls them. */
  readonly more?: readonly {
    readonly label: string;
    readonly endpoint: Endpoint;
    readonly query: object;
  }[];
}) {
  const t = useWords(uiWords);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const names = { csv: t('exportCsv'), xlsx: t('exportXlsx'), jsonl: t('exportJsonl') };
  const start = async (key: string) => {
    const other = more.find(({ label }) => label === key);
    setBusy(true);
    setProblem(null);
    const sent =
      other === undefined
        ? download(endpoint, { ...query, format: key } as never)
        : download(other.endpoint, other.query as never);
    await sent.catch(setProblem);
    setBusy(false);
  };
  const items = [
    ...formats.map((key): { key: string; label: string } => ({ key, label: names[key] })),
    ...more.map(({ label }) => ({ key: label, label })),
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void start(key) }}>
        <Button type="text" icon={<DownloadOutlined aria-hidden />} loading={busy}>
          {t('export')} <DownOutlined aria-hidden className="small-mark" />
        </Button>
      </Dropdown>
      <ProblemView problem={problem} />
    </>
  );
}

function Outline({ label }: { readonly label: string }) {
  return (
    <div className="outline" role="status" aria-label={label}>
      <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
    </div>
  );
}
