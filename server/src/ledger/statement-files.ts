/** Accounts and their statements as files. */
import { type Unit as ExactUnit, writeAmount } from '@yunhe/exact';
import { dayOf } from '../runtime/day.ts';
import { type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf, UseCase } from '../runtime/module.ts';
import { type PdfPart, pdfFile } from '../runtime/pdf/index.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import { type EntryFilter, everyAccount, everyEntry } from './account-views.ts';
import type { AccountSummary, Entry, ledgerContract, Owner, Unit } from './contract.ts';
import { visibleAccount } from './show-account.ts';

type Contract = typeof ledgerContract;
type Language = 'zh' | 'en';

/** A decimal with all digits of its unit, as statements are written. */
function amountOf(minor: string, { code, digits, kind }: Unit): string {
  return writeAmount(BigInt(minor), { code, digits, kind } satisfies ExactUnit);
}

/** The same with separators, for people. */
function grouped(minor: string, unit: Unit): string {
  return amountOf(minor, unit).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
}

function nameOf(named: { nameZh: string | null; nameEn: string | null }, lang: Language): string {
  return (lang === 'zh' ? named.nameZh : named.nameEn) ?? named.nameZh ?? named.nameEn ?? '';
}

const ownerName = (owner: Owner, lang: Language) => nameOf(owner, lang) || owner.displayName;

// Lists -----------------------------------------------------------------------------------------

const accountHeadings: readonly Heading[] = [
  ['id', '账户编号', 'Account'],
  ['owner', '户主', 'Owner'],
  ['ownerKind', '户主类型', 'Kind of owner'],
  ['name', '账户名称', 'Name'],
  ['unit', '计量单位', 'Unit'],
  ['balance', '余额', 'Balance', 'number'],
  ['pendingIn', '待定转入', 'Pending in', 'number'],
  ['pendingOut', '待定转出', 'Pending out', 'number'],
  ['sample', '示例', 'Sample'],
];

async function* accountRows(
  accounts: AsyncIterable<AccountSummary>,
  lang: Language,
): AsyncGenerator<SheetRecord> {
  for await (const account of accounts) {
    const { id, owner, sample, balances } = account;
    const facts = { id, owner: ownerName(owner, lang), ownerKind: owner.kind, sample };
    const row = { ...facts, name: nameOf(account, lang) };
    if (balances.length === 0) yield row;
    for (const { unit, postedMinor, pendingInMinor, pendingOutMinor } of balances) {
      yield {
        ...row,
        unit: unit.code,
        balance: amountOf(postedMinor, unit),
        pendingIn: amountOf(pendingInMinor, unit),
        pendingOut: amountOf(pendingOutMinor, unit),
      };
    }
  }
}

export async function exportAccounts(
  ctx: Context,
  input: InputOf<Contract['exportAccounts']>,
): Promise<Download> {
  const rows = accountRows(everyAccount(ctx, input, rowsAtMost), input.lang ?? 'zh');
  return listFile(ctx, input, ['账户', 'accounts'], accountHeadings, rows);
}

const entryHeadings: readonly Heading[] = [
  ['validOn', '有效日期', 'Valid on', 'date'],
  ['recordedAt', '记账时间', 'Recorded at'],
  ['description', '摘要', 'Description'],
  ['others', '对方', 'Other side'],
  ['unit', '计量单位', 'Unit'],
  ['debit', '借方（收）', 'Debit (in)', 'number'],
  ['credit', '贷方（付）', 'Credit (out)', 'number'],
  ['balance', '余额', 'Balance', 'number'],
  ['transaction', '交易编号', 'Transaction'],
  ['sample', '示例', 'Sample'],
];

function entryCells(entry: Entry, lang: Language, write: typeof amountOf) {
  const { amountMinor, unit } = entry;
  const isDebit = !amountMinor.startsWith('-');
  return {
    validOn: entry.validOn,
    recordedAt: entry.recordedAt,
    description: entry.description[lang],
    others: entry.others.map((owner) => ownerName(owner, lang)).join('; '),
    unit: unit.code,
    debit: isDebit ? write(amountMinor, unit) : '',
    credit: isDebit ? '' : write(amountMinor.slice(1), unit),
    balance: write(entry.balanceMinor, unit),
    transaction: entry.transactionId,
    sample: entry.sample,
  };
}

export const exportEntries: UseCase<Contract['exportEntries']> = async (ctx, input) => {
  await visibleAccount(ctx, input.accountId);
  const { lang = 'zh' } = input;
  const rows = (async function* () {
    for await (const entry of everyEntry(ctx.tx, input, rowsAtMost)) {
      yield entryCells(entry, lang, amountOf);
    }
  })();
  return listFile(ctx, input, ['对账单', 'statement'], entryHeadings, rows);
};

// The statement as a document ---------------------------------------------------------------------

const words = {
  title: { zh: '账户对账单', en: 'Account statement' },
  owner: { zh: '户主', en: 'Owner' },
  account: { zh: '账户', en: 'Account' },
  period: { zh: '有效日期范围', en: 'Valid days' },
  until: { zh: '至', en: 'until before' },
  whole: { zh: '全部', en: 'all' },
  knownAt: { zh: '按此刻已知', en: 'As known at' },
  balance: { zh: '当前余额', en: 'Balance now' },
  pending: { zh: '待定', en: 'pending' },
  madeAt: { zh: '制表时间', en: 'Made at' },
  entries: { zh: '分录', en: 'Entries' },
  none: { zh: '所选范围内没有分录。', en: 'There are no entries in this range.' },
  sample: {
    zh: '示例数据，并非真实往来。',
    en: 'Sample data; nothing of this was really moved.',
  },
  note: {
    zh: '借方表示账户增加，贷方表示账户减少；余额按记账顺序逐笔得出。',
    en: 'A debit adds to the account, a credit takes from it; balances follow the order of recording.',
  },
} as const;

const printedAtMost = 5_000;

export const printStatement: UseCase<Contract['printStatement']> = async (ctx, input) => {
  const { lang = 'zh' } = input;
  const account = await visibleAccount(ctx, input.accountId);
  const entries = await entriesToPrint(ctx, input);
  const say = (word: keyof typeof words) => words[word][lang];
  const title = `${say('title')} · ${ownerName(account.owner, lang)} · ${nameOf(account, lang)}`;
  const parts: PdfPart[] = [
    {
      facts: [
        [say('owner'), ownerName(account.owner, lang)],
        [say('account'), `${nameOf(account, lang)} (${account.id})`],
        [say('period'), `${input.from ?? say('whole')} ${say('until')} ${input.until ?? '…'}`],
        [say('knownAt'), input.knownAt ?? ctx.now.toISOString()],
        ...account.balances.map(
          ({ unit, postedMinor }) =>
            [say('balance'), `${grouped(postedMinor, unit)} ${unit.code}`] as const,
        ),
        [say('madeAt'), ctx.now.toISOString()],
      ],
    },
    { paragraph: account.sample ? `${say('sample')}\n${say('note')}` : say('note') },
    { heading: say('entries') },
    entries.length === 0 ? { paragraph: say('none') } : tableOf(entries, lang),
  ];
  const name = `${say('title')}-${ownerName(account.owner, lang)}-${dayOf(ctx.now)}`;
  return pdfFile(name, { title, lang, madeAt: ctx.now, landscape: true, parts });
};

/** @throws Refusal statement_too_long */
async function entriesToPrint(ctx: Context, filter: EntryFilter): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of everyEntry(ctx.tx, filter, printedAtMost + 1)) entries.push(entry);
  if (entries.length <= printedAtMost) return entries;
  throw new Refusal(
    'statement_too_long',
    `A document holds ${printedAtMost} entries; choose fewer days, or take the table.`,
    { params: { most: printedAtMost } },
  );
}

const printed = [
  ['validOn', 11],
  ['recordedAt', 17],
  ['description', 34],
  ['others', 20],
  ['unit', 10],
  ['debit', 17],
  ['credit', 17],
  ['balance', 18],
] as const;
const numbers: ReadonlySet<string> = new Set(['debit', 'credit', 'balance']);

function tableOf(entries: readonly Entry[], lang: Language): PdfPart {
  const headings = new Map(entryHeadings.map(([key, zh, en]) => [key, { zh, en }[lang]]));
  const columns = printed.map(([key, width]) => ({
    title: headings.get(key) ?? '',
    width,
    ...(numbers.has(key) ? { align: 'right' as const } : {}),
  }));
  const rows = entries.map((entry) => {
    const cells = entryCells(entry, lang, grouped);
    const recordedAt = cells.recordedAt.slice(0, 16).replace('T', ' ');
    return printed.map(([key]) => (key === 'recordedAt' ? recordedAt : cells[key]));
  });
  return { table: { columns, rows } };
}
