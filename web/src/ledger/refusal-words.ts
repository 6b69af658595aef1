import { defineRefusals } from '../ui/words.ts';

/** Every refusal of the ledger's contract, and every reason that its judgements give. */
export const ledgerRefusals = defineRefusals({
  transaction_not_valid: {
    zh: '这笔交易还不能记账，请看各项说明。',
    en: 'The transaction cannot be recorded like this; see each note.',
  },
  key_reused: {
    zh: '这个幂等键已用于另一笔内容不同的交易，请换一个键。',
    en: 'The key was used for a transaction that says something else; take a new key.',
  },
  key_not_usable: {
    zh: '幂等键应有 {{least}} 至 {{most}} 个字符。',
    en: 'A key has {{least}} to {{most}} characters.',
  },
  entries_too_few_or_many: {
    zh: '一笔交易应有 {{least}} 至 {{most}} 条分录，现有 {{count}} 条。',
    en: 'A transaction has {{least}} to {{most}} entries, and not {{count}}.',
  },
  amount_is_zero: { zh: '分录金额不能为零。', en: 'An entry moves more than nothing.' },
  amount_too_large: {
    zh: '金额的最小单位至多 {{digits}} 位。',
    en: 'An amount has at most {{digits}} digits of minor units.',
  },
  entries_do_not_balance: {
    zh: '{{unit}} 的借方与贷方相差 {{restMinor}}（最小单位），必须相等。',
    en: 'Debit and credit in {{unit}} differ by {{restMinor}} minor units; they must be equal.',
  },
  account_not_known: { zh: '没有这个账户。', en: 'There is no such account.' },
  unit_not_declared: {
    zh: '计量单位 {{unit}} 尚未声明。',
    en: 'The unit {{unit}} is not declared.',
  },
  account_would_be_overdrawn: {
    zh: '账户中的 {{unit}} 不足：已计入待转出的部分。',
    en: 'The account does not hold so much in {{unit}}, payments that wait counted.',
  },
  balance_too_large: { zh: '账户余额超出可以记录的范围。', en: 'No account can hold so much.' },
  pending_is_settled: {
    zh: '这笔交易已经入账或作废，请重新载入。',
    en: 'It was posted or voided meanwhile; reload the page.',
  },
  proposer_cannot_post: {
    zh: '提出划转的人不能自己确认，请对方的负责人确认。',
    en: 'Whoever proposed it cannot confirm it; ask those who act for the other side.',
  },
  owner_not_known: { zh: '没有这个地区或机构。', en: 'There is no such region or organisation.' },
  owner_not_named: {
    zh: '请指明一个地区或一个机构，二者选一。',
    en: 'Name a region or an organisation, one of the two.',
  },
  transfer_to_oneself: {
    zh: '付方与收方相同，请另选收方。',
    en: 'Both sides are the same; name another receiver.',
  },
  amount_not_positive: { zh: '金额必须大于零。', en: 'A transfer moves more than nothing.' },
  statement_too_long: {
    zh: '一份 PDF 至多 {{most}} 条分录；请缩短日期范围，或下载表格。',
    en: 'A PDF holds at most {{most}} entries; choose fewer days, or take the table.',
  },
});
