/** A netting as a file: the matrix of what is owed, and who pays whom. */
import { type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import { pdfFile } from '../runtime/pdf/index.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import { readNetting } from './net-obligations.ts';
import type { NettedLine, Netting, nettingContract } from './netting-contract.ts';
import { findNetting } from './netting-store.ts';
import { grouped, type Lang, wordsIn } from './statement-words.ts';

type Contract = typeof nettingContract;

const headings: readonly Heading[] = [
  ['part', '部分', 'Part'],
  ['number', '序号', 'Number', 'number'],
  ['payer', '支付方', 'Payer'],
  ['receiver', '接收方', 'Receiver'],
  ['amount', '金额', 'Amount', 'number'],
  ['unit', '单位', 'Unit'],
  ['note', '说明', 'Note'],
  ['paidOn', '支付日期', 'Paid on', 'date'],
  ['reference', '凭证号', 'Reference'],
  ['traces', '来源', 'Traces'],
];

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

export async function downloadNetting(
  ctx: Context,
  input: InputOf<Contract['downloadNetting']>,
): Promise<Download> {
  const { file = 'netting', format = 'json', lang = 'zh' } = input;
  const netting = await readNetting(ctx, { nettingId: input.nettingId });
  if (file === 'statements' || format === 'json') {
    const row = (await findNetting(ctx.tx, netting.id))!;
    const text = file === 'statements' ? row.statements : row.content;
    const mediaType = 'application/json; charset=utf-8';
    return { filename: `${file}-${netting.digest.slice(0, 8)}.json`, mediaType, bytes: once(text) };
  }
  const title = `${wordsIn(lang).say('netting')}-${netting.digest.slice(0, 8)}`;
  if (format === 'pdf') return asDocument(netting, title, lang);
  return listFile(ctx, { format, lang }, [title, title], headings, rowsOf(netting, lang));
}

function placeName({ places }: Netting, key: string, lang: Lang): string {
  const place = places[key];
  return (lang === 'zh' ? place?.nameZh : (place?.nameEn ?? place?.nameZh)) ?? key;
}

function tracesOf(of: readonly NettedLine[], lang: Lang): string {
  return of
    .map(({ agreementTitle, year, number, line, amount }) => {
      const which = number === 0 ? `${year}` : `${year}-${number}`;
      return `${agreementTitle[lang]} ${which} #${line}: ${amount}`;
    })
    .join('; ');
}

async function* rowsOf(netting: Netting, lang: Lang): AsyncGenerator<SheetRecord> {
  const { say } = wordsIn(lang);
  const name = (key: string) => placeName(netting, key, lang);
  const noteOf = (kind: string) => (kind === 'statistic' ? say('statistic') : '');
  for (const { payer, receiver, amount, unit, kind, of } of netting.bilateral) {
    yield {
      part: say('obligations'),
      ...{ amount, unit, note: noteOf(kind), traces: tracesOf(of, lang) },
      ...{ payer: name(payer), receiver: name(receiver) },
    };
  }
  for (const one of netting.transfers) {
    const { number, amount, unit, kind, payment } = one;
    yield {
      part: say('transfers'),
      ...{ number, amount, unit, note: noteOf(kind) },
      ...{ payer: name(one.payer), receiver: name(one.receiver) },
      ...{ paidOn: payment?.paidOn, reference: payment?.reference },
    };
  }
}

function scopeName({ compact, agreement }: Netting, lang: Lang): string {
  if (compact === null) return agreement?.title[lang] ?? '';
  return (lang === 'zh' ? compact.nameZh : (compact.nameEn ?? compact.nameZh)) ?? '';
}

function asDocument(netting: Netting, title: string, lang: Lang): Download {
  const { say, state, time } = wordsIn(lang);
  const name = (key: string) => placeName(netting, key, lang);
  const noteOf = (kind: string) => (kind === 'statistic' ? say('statistic') : '');
  return pdfFile(title, {
    title,
    lang,
    madeAt: new Date(netting.paidAt ?? netting.agreedAt ?? netting.proposedAt),
    landscape: true,
    parts: [
      {
        facts: [
          [say('scope'), scopeName(netting, lang)],
          [say('state'), state(netting.state)],
          [say('proposedAt'), `${netting.proposedBy.name} · ${time(netting.proposedAt)}`],
          [say('nettingDigest'), netting.digest],
          ...(netting.sample ? [[say('sample'), say('sampleOnly')] as const] : []),
        ],
      },
      { heading: say('obligations') },
      {
        table: {
          columns: [
            { title: say('payer'), width: 2.4 },
            { title: say('receiver'), width: 2.4 },
            { title: say('amount'), width: 2.6, align: 'right' },
            { title: say('unit'), width: 1.6 },
            { title: say('traces'), width: 6 },
          ],
          rows: netting.bilateral.map((one) => [
            name(one.payer),
            name(one.receiver),
            grouped(one.amount),
            one.unit,
            tracesOf(one.of, lang),
          ]),
        },
      },
      { heading: say('positions') },
      {
        table: {
          columns: [
            { title: say('party'), width: 4 },
            { title: say('net'), width: 3, align: 'right' },
            { title: say('unit'), width: 2 },
          ],
          rows: netting.positions.map((one) => [name(one.party), grouped(one.net), one.unit]),
        },
      },
      { heading: say('transfers') },
      {
        table: {
          columns: [
            { title: say('number'), width: 1 },
            { title: say('payer'), width: 2.5 },
            { title: say('receiver'), width: 2.5 },
            { title: say('amount'), width: 3, align: 'right' },
            { title: say('unit'), width: 1.6 },
            { title: say('standing'), width: 2.4 },
            { title: say('paidOn'), width: 1.8 },
            { title: say('reference'), width: 2.4 },
          ],
          rows: netting.transfers.map((one) => [
            String(one.number),
            name(one.payer),
            name(one.receiver),
            grouped(one.amount),
            one.unit,
            noteOf(one.kind),
            one.payment?.paidOn ?? '',
            one.payment?.reference ?? '',
          ]),
        },
      },
      { heading: say('consents') },
      ...(netting.consents.length === 0 ? [{ paragraph: say('none') }] : []),
      {
        facts: netting.consents.map(
          ({ place, person, agreedAt }) =>
            [name(place), `${person.name} · ${time(agreedAt)}`] as const,
        ),
      },
    ],
  });
}
