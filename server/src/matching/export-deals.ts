import { cells, type Heading, listFile, rowsAtMost } from '../runtime/list-file.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import type { SheetRecord } from '../runtime/sheets/index.ts';
import type { contract } from './contract.ts';
import type { DealRow } from './deal-store.ts';
import { everyDeal } from './deal-views.ts';
import { dealSummary } from './show-deal.ts';

const headings: readonly Heading[] = [
  ['id', '编号', 'Id'],
  ['state', '状态', 'State'],
  ['kind', '合同类型', 'Kind'],
  ['giver', '技术提供方', 'Giver'],
  ['taker', '技术接受方', 'Taker'],
  ['need', '需求', 'Need'],
  ['technology', '技术', 'Technology'],
  ['amountMinor', '金额（最小货币单位）', 'Amount (minor units)', 'number'],
  ['currency', '币种', 'Currency'],
  ['signedOn', '签订日期', 'Signed on', 'date'],
  ['confirmedAt', '确认时间', 'Confirmed at'],
  ['registrationNumber', '登记编号', 'Registration number'],
  ['registrationOffice', '登记机构', 'Registration office'],
  ['registeredOn', '登记日期', 'Registered on', 'date'],
  ['sample', '示例', 'Sample'],
  ['journeyId', '链路编号', 'Journey'],
];

export async function exportDeals(
  ctx: Context,
  input: InputOf<typeof contract.exportDeals>,
): Promise<Download> {
  const cellsOf = (row: DealRow): SheetRecord => {
    const { giver, taker, need, technology, registration, ...facts } = dealSummary(ctx.actor, row);
    return {
      ...{ id: facts.id, state: facts.state, kind: facts.kind },
      ...{ giver: giver.name, taker: taker.name },
      ...{ need: need?.title, technology: technology?.title },
      ...{ amountMinor: facts.amountMinor, currency: facts.currency, signedOn: facts.signedOn },
      confirmedAt: facts.confirmedAt,
      registrationNumber: registration?.number,
      registrationOffice: registration?.office,
      registeredOn: registration?.registeredOn,
      ...{ sample: facts.sample, journeyId: facts.journeyId },
    };
  };
  const rows = cells(everyDeal(ctx, input, rowsAtMost), cellsOf);
  return listFile(ctx, input, ['技术合同', 'contracts'], headings, rows);
}
