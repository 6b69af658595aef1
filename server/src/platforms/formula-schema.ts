/** The published JSON Schema of funding formulas: how a budget is split among platforms. */
import { list, record, type Schema, to } from '@yunhe/exact';

const stream = {
  id: to('name'),
  name: to('words'),
  'clause?': { type: 'string', maxLength: 200 },
} as const;
const graded: Schema = {
  type: 'boolean',
  description: 'Multiplied by the grade of the last evaluation.',
};

export const formulaSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A funding formula',
  ...record({
    format: { const: 'yunhe-funding-1' },
    id: to('id'),
    version: { type: 'integer', minimum: 1, maximum: 10_000 },
    title: to('words'),
    source: record({
      document: { type: 'string', maxLength: 200 },
      grade: { enum: ['P', 'M', 'S', 'C', 'own'] },
      'note?': to('words'),
    }),
    currency: { enum: ['CNY', 'EUR', 'JPY'] },
    measures: list(
      record({ id: to('name'), name: to('words'), 'unit?': { type: 'string', maxLength: 64 } }),
      0,
      100,
    ),
    streams: list(to('stream'), 1, 30),
    'multipliers?': list(record({ id: to('id'), multiplier: to('factor') }), 0, 20),
    'ungraded?': to('factor'),
  }),
  $defs: {
    id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' },
    name: {
      type: 'string',
      pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$',
      description: 'Formulas call measures by it.',
    },
    words: record({
      zh: { type: 'string', maxLength: 2000 },
      en: { type: 'string', maxLength: 2000 },
    }),
    factor: { type: 'string', pattern: '^[0-9]{1,3}([.][0-9]{1,6})?$' },
    stream: {
      oneOf: [
        record(
          {
            kind: { const: 'fixed' },
            ...stream,
            amount: { type: 'string', pattern: '^[0-9]{1,13}([.][0-9]{1,2})?$' },
            'graded?': graded,
          },
          'The same amount for everyone.',
        ),
        record(
          {
            kind: { const: 'pool' },
            ...stream,
            share: {
              type: 'string',
              pattern: '^[0-9]{1,3}([.][0-9]{1,6})? ?%$',
              description: 'Of what fixed streams leave; all shares sum to 100 %.',
            },
            by: { type: 'string', maxLength: 1000, description: 'A formula over measures.' },
            'graded?': graded,
          },
          'A part of the budget, split in proportion.',
        ),
      ],
    },
  },
} as const satisfies Schema & {
  readonly $schema: string;
  readonly title: string;
  readonly $defs: Readonly<Record<string, Schema>>;
};
