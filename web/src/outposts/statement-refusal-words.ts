import { defineRefusals } from '../ui/words.ts';

export const statementRefusals = defineRefusals({
  period_is_closed: {
    zh: '{{year}} 年度已结账；更正将另出差额结算单。',
    en: '{{year}} is closed; a correction gives a difference statement.',
  },
  period_not_in_force: {
    zh: '没有已签署的条款版本适用于 {{year}} 年度。',
    en: 'No signed version rules {{year}}.',
  },
  earlier_period_open: {
    zh: '请先结清 {{next}} 年度。',
    en: 'Close {{next}} first.',
  },
  period_not_over: {
    zh: '{{year}} 年度尚未结束。',
    en: '{{year}} is not over yet.',
  },
  period_has_open_points: {
    zh: '{{year}} 年度有 {{unconfirmed}} 项数据未确认、{{disputed}} 项有争议，不会计入。',
    en: 'Of {{year}}, {{unconfirmed}} facts are unconfirmed and {{disputed}} disputed; they do not count.',
  },
  facts_cannot_be_settled: {
    zh: '{{year}} 年度的数据无法结算。',
    en: 'The facts of {{year}} cannot be settled.',
  },
  nothing_differs: {
    zh: '按目前的数据，已结账年度没有差额。',
    en: 'By the facts that stand, no closed year differs.',
  },
  no_statement_before: {
    zh: '这是该年度的第一张结算单。',
    en: 'It is the first statement of its year.',
  },
  statement_is_accepted: {
    zh: '已经代表{{party}}认可过。',
    en: 'It was accepted for {{party}} before.',
  },
  statement_is_not_what_was_read: {
    zh: '您看到的不是这张结算单，请重新载入后再认可。',
    en: 'What you read is not this statement; read it again.',
  },
  line_not_in_statement: {
    zh: '结算单只有 {{lines}} 行。',
    en: 'The statement has {{lines}} lines.',
  },
  line_is_booked: {
    zh: '各方已认可并入账；请更正数据，另出差额结算单。',
    en: 'All have accepted and it is held in the ledger; correct the fact instead.',
  },
  objection_is_open: {
    zh: '{{party}}已对此提出异议。',
    en: '{{party}} has objected to it already.',
  },
  objection_is_over: {
    zh: '异议已撤回或已答复。',
    en: 'It was taken back or answered before.',
  },
  unit_declared_otherwise: {
    zh: '计量单位 {{unit}} 在账本中另有定义，请改用其他代码。',
    en: 'The ledger knows the unit {{unit}} otherwise; take another code.',
  },
  scope_not_named: {
    zh: '请指明一个协同体或一份协议。',
    en: 'Name a compact or an agreement.',
  },
  nothing_to_net: {
    zh: '没有尚未轧差的应付金额。',
    en: 'Nothing is owed that is not netted already.',
  },
  netted_meanwhile: {
    zh: '刚刚有人对其中一部分提出了轧差，请重新查看。',
    en: 'Somebody netted a part of it just now; look again.',
  },
  netting_state_forbids: {
    zh: '轧差目前的状态（{{state}}）不允许这样做。',
    en: 'The netting is {{state}}, which does not allow it.',
  },
  netting_is_not_what_was_read: {
    zh: '您看到的不是这次轧差，请重新载入后再同意。',
    en: 'What you read is not this netting; read it again.',
  },
  netting_is_agreed: { zh: '您已经同意过。', en: 'You have agreed to it before.' },
  transfer_not_in_netting: {
    zh: '这次轧差没有第 {{number}} 笔支付。',
    en: 'The netting has no transfer {{number}} to pay.',
  },
  payment_is_marked: {
    zh: '该笔已于 {{paidOn}} 标记支付。',
    en: 'It was marked as paid on {{paidOn}}.',
  },
  paid_in_the_future: {
    zh: '支付日期不能晚于今天（{{today}}）。',
    en: 'The day of payment cannot lie after today ({{today}}).',
  },
  netting_is_partly_paid: {
    zh: '其中一部分已经支付，请支付其余部分。',
    en: 'A part of it was paid; pay the rest.',
  },
  threshold_not_met: {
    zh: '此前各年的平均数未达到条款规定的门槛。',
    en: 'The average of the years before does not reach the threshold of the terms.',
  },
  facts_missing: {
    zh: '计算平均数所需的年度还缺少数据。',
    en: 'Facts are missing of a year that the average counts.',
  },
  event_missing: {
    zh: '条款所依据的日期（如搬迁日期）尚未报送。',
    en: 'A day on which the terms rest, such as that of the move, was not reported yet.',
  },
  confirmation_missing: {
    zh: '条款要求共同确认的日期尚未得到各方确认。',
    en: 'A day that the terms want confirmed by all was not confirmed by all yet.',
  },
  fact_disputed: {
    zh: '条款所依据的日期有争议。',
    en: 'A day on which the terms rest is disputed.',
  },
});
