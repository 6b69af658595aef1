/** What HTTP and the web see of budgets: headings, what is committed and what was spent. */
import { type Static, Type } from 'typebox';
import { endpoint, exportQuery, Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';
import { BudgetYear, Fen, Heading } from './act-contract.ts';
import { Motion } from './motion-contract.ts';
import { closed, platformParams, Rights } from './platform-shapes.ts';

export const BudgetLine = Type.Object(
  {
    heading: Heading,
    nameZh: Type.String({ minLength: 1, maxLength: 100 }),
    nameEn: Type.String({ minLength: 1, maxLength: 100 }),
    amountMinor: Fen,
  },
  closed,
);

/** All in fen, as decimal texts. `reserved` waits for a motion; all four sum to the budget. */
const figures = {
  budgetMinor: Type.String(),
  reservedMinor: Type.String(),
  committedMinor: Type.String(),
  actualMinor: Type.String(),
  availableMinor: Type.String(),
};

export const BudgetTable = Type.Object({
  year: BudgetYear,
  /** The years for which there is one. */
  years: Type.Array(BudgetYear),
  lines: Type.Array(
    Type.Object({
      heading: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      accountId: Id,
      ...figures,
    }),
  ),
  total: Type.Object(figures),
  /** The one that waits for its motion. */
  proposed: Nullable(
    Type.Object({
      id: Id,
      number: Type.Integer(),
      motionId: Id,
      proposedAt: Instant,
      lines: Type.Array(BudgetLine),
    }),
  ),
  state: OneOf(['none', 'in_force'] as const),
  sample: Type.Boolean(),
  may: Rights(['propose'] as const),
});
export type BudgetTable = Static<typeof BudgetTable>;

export const budgetContract = {
  readBudget: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/budget',
    summary: 'The budget of a year by heading, with commitments and actuals from the ledger',
    rule: 'person',
    params: platformParams,
    query: Type.Object({ year: Type.Optional(BudgetYear) }),
    reply: BudgetTable,
  }),
  exportBudget: endpoint({
    method: 'GET',
    path: '/platforms/platforms/{platformId}/budget/export',
    summary: 'The same table as a file',
    rule: 'person',
    params: platformParams,
    query: Type.Object({ year: Type.Optional(BudgetYear), ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  proposeBudget: endpoint({
    method: 'POST',
    path: '/platforms/platforms/{platformId}/budgets',
    summary: 'Puts a budget, or a change of it, to the body that decides on budgets',
    rule: ['editor', 'region_officer', 'secretariat'],
    params: platformParams,
    body: Type.Object(
      { year: BudgetYear, lines: Type.Array(BudgetLine, { minItems: 1, maxItems: 60 }) },
      closed,
    ),
    reply: Motion,
    creates: true,
    refusals: {
      no_charter_in_force: 409,
      operator_missing: 409,
      platform_is_closed: 409,
      heading_named_twice: 422,
      budget_in_the_making: 409,
      budget_below_commitments: 409,
    },
  }),
} as const;
