import { list, record, type Schema, to } from '@yunhe/exact';

const id = to('id');
const words = to('words');
const amount = to('amount');
const share = to('share');
const clause = (kind: string, fields: Readonly<Record<string, Schema>>, description: string) =>
  record({ id, kind: { const: kind }, 'text?': words, ...fields }, description);

/** The published JSON Schema of terms; `yunhe settle schema` prints it. */
export const termsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Terms of an agreement that shares benefits between regions',
  ...record({
    format: { const: 'yunhe-terms-1' },
    id,
    version: { type: 'integer', minimum: 1, maximum: 10_000 },
    title: words,
    source: record({
      document: { type: 'string', maxLength: 200 },
      grade: { enum: ['P', 'M', 'S', 'C', 'own'] },
      'note?': words,
    }),
    'inForce?': to('years'),
    parties: list(
      record({
        id,
        role: { type: 'string', maxLength: 64 },
        name: words,
        'endedIn?': to('year'),
        'successor?': id,
      }),
      1,
    ),
    'units?': list(
      record({
        code: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9-]{0,31}$' },
        digits: { type: 'integer', minimum: 0, maximum: 12 },
        kind: { enum: ['money', 'statistic', 'voucher'] },
      }),
    ),
    measures: list(
      record({
        id,
        name: words,
        unit: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9-]{0,31}$' },
        'refundOf?': id,
      }),
      1,
    ),
    'columns?': list(
      record({ name: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,31}$' }, meaning: words }),
    ),
    'clock?': record({ latestOf: list(id, 1), yearOne: { enum: ['same', 'next'] } }),
    'coverage?': list({
      oneOf: [
        clause(
          'average',
          {
            measures: list(to('periodMeasure'), 1),
            party: id,
            before: id,
            years: { type: 'integer', minimum: 1, maximum: 50 },
            threshold: amount,
            inclusive: { type: 'boolean' },
          },
          'The average over the years before an event passes a threshold.',
        ),
        clause(
          'event',
          { event: id, 'confirmedBy?': list(id, 1) },
          'Something happened, and those named confirmed it.',
        ),
      ],
    }),
    clauses: list(to('clause'), 1),
  }),
  $defs: {
    id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' },
    words: record({
      zh: { type: 'string', maxLength: 2000 },
      en: { type: 'string', maxLength: 2000 },
    }),
    year: { type: 'integer', minimum: 1900, maximum: 2200 },
    years: record({ 'from?': to('year'), 'to?': to('year') }, 'Calendar years, both ends in.'),
    agreementYears: record(
      {
        'from?': { type: 'integer', minimum: 1, maximum: 200 },
        'to?': { type: 'integer', minimum: 1, maximum: 200 },
      },
      'Years since the start of the clock, the first is 1, both ends in.',
    ),
    amount: {
      type: 'string',
      pattern: '^[0-9]{1,15}([.][0-9]{1,12})?$',
      description: 'A decimal amount in the unit of the measures it is compared with.',
    },
    share: {
      type: 'string',
      pattern: '^[0-9]{1,20}([.][0-9]{1,20})?( ?%|/[0-9]{1,20})?$',
      description: '50 %, 0.5 or 1/2; exact.',
    },
    periodMeasure: record({ measure: id, 'from?': to('year'), 'to?': to('year') }),
    base: record({
      id,
      name: words,
      party: id,
      measures: list(to('periodMeasure'), 1),
      'confirmedBy?': list(id, 1),
    }),
    split: record({
      'years?': to('agreementYears'),
      'source?': { type: 'string', maxLength: 100 },
      'above?': amount,
      'upTo?': amount,
      parts: list(record({ party: id, share }), 1),
    }),
    cap: record({
      party: id,
      per: { enum: ['year', 'agreement'] },
      'amount?': amount,
      'sumBefore?': record({
        event: id,
        years: { type: 'integer', minimum: 1, maximum: 50 },
        measures: list(to('periodMeasure'), 1),
      }),
      'carryForward?': { type: 'boolean' },
    }),
    clause: {
      oneOf: [
        clause(
          'share',
          {
            base: to('base'),
            payer: id,
            splits: list(to('split'), 1),
            'earlier?': list(record({ through: to('year'), splits: list(to('split'), 1) })),
            'cap?': to('cap'),
            'floor?': record({ party: id, amount }),
            'extension?': record({ years: { type: 'integer', minimum: 1, maximum: 50 } }),
            'restTo?': id,
          },
          'Splits a base by shares.',
        ),
        clause(
          'yield',
          {
            base: to('base'),
            payer: id,
            receiver: id,
            rate: share,
            'years?': to('agreementYears'),
          },
          'Pays a fixed part of what was invested, every year.',
        ),
        clause(
          'one-off',
          {
            on: id,
            payer: id,
            receiver: id,
            unit: { type: 'string', maxLength: 32 },
            'amount?': amount,
            'of?': record({
              id,
              name: words,
              party: id,
              measures: list(to('periodMeasure'), 1),
              'confirmedBy?': list(id, 1),
              share,
            }),
          },
          'Pays once, in the year of an event.',
        ),
        clause(
          'formula',
          {
            base: to('base'),
            payer: id,
            parts: list(record({ id, share, 'receiver?': id, 'open?': words }), 1),
            factors: list(record({ measure: id, weight: share })),
            factorYears: { enum: ['same', 'previous'] },
            'rate?': id,
            'dropsOut?': id,
          },
          'Splits a base among places by weights over factors.',
        ),
        clause(
          'open',
          { what: words, when: { enum: ['always', 'cap-not-reached'] }, 'of?': id },
          'Says what the rule leaves open; nothing is computed.',
        ),
      ],
    },
  },
} as const satisfies Schema & {
  readonly $schema: string;
  readonly title: string;
  readonly $defs: Readonly<Record<string, Schema>>;
};
