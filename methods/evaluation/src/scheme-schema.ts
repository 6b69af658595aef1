import { list, record, type Schema, to } from '@yunhe/exact';

const id = to('id');
const name = to('name');
const words = to('words');
const formula = to('formula');
const decimal = to('decimal');
const finite: Schema = { type: 'number', minimum: -1e15, maximum: 1e15 };
const part: Schema = { type: 'number', minimum: 0, maximum: 1 };
const source = { type: 'string', maxLength: 200 } as const;

const node = {
  id: name,
  name: words,
  'clause?': source,
  'text?': words,
  'weight?': formula,
  'points?': decimal,
  'applies?': formula,
};
const item = (kind: string, fields: Readonly<Record<string, Schema>>, description: string) =>
  record({ kind: { const: kind }, ...node, 'missing?': to('missing'), ...fields }, description);
const method = (kind: string, fields: Readonly<Record<string, Schema>> = {}) => ({
  ...record({ method: { const: kind }, ...fields }),
});

/** The published JSON Schema of schemes; `yunhe evaluate schema` prints it. */
export const schemeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'An evaluation scheme',
  ...record({
    format: { const: 'yunhe-scheme-1' },
    id,
    version: { type: 'integer', minimum: 1, maximum: 10_000 },
    title: words,
    source: record({
      document: source,
      grade: { enum: ['P', 'M', 'S', 'C', 'own'] },
      'note?': words,
    }),
    measures: list(to('measure'), 1, 500),
    'within?': name,
    'missing?': to('missing'),
    'outliers?': to('outliers'),
    'normalise?': to('normalisation'),
    'weigh?': to('weighing'),
    'aggregate?': to('aggregation'),
    root: to('group'),
    decimals: { type: 'integer', minimum: 0, maximum: 12 },
    'rounding?': { enum: ['half-up', 'down'] },
    'grades?': list(
      record({ id, name: words, 'least?': decimal, 'above?': decimal }, 'From best to worst.'),
      1,
      20,
    ),
    'vetoes?': list(
      record({ id, name: words, 'clause?': source, when: formula, grade: id }),
      0,
      50,
    ),
    'uncertainty?': record({
      'weights?': { type: 'number', minimum: 0, maximum: 0.999 },
      'normalise?': list(to('normalisation'), 1, 10),
      'aggregate?': list({ enum: ['arithmetic', 'geometric', 'harmonic', 'median'] }, 1, 4),
      'imputation?': { type: 'boolean' },
      'experts?': { type: 'boolean' },
    }),
  }),
  $defs: {
    id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' },
    name: {
      type: 'string',
      pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$',
      description: 'Formulas call measures and nodes by it.',
    },
    words: record({
      zh: { type: 'string', maxLength: 2000 },
      en: { type: 'string', maxLength: 2000 },
    }),
    formula: { type: 'string', maxLength: 1000 },
    decimal: {
      type: 'string',
      pattern: '^-?[0-9]{1,15}([.][0-9]{1,12})?( ?%)?$',
      description: 'An exact decimal number.',
    },
    measure: record({
      id: name,
      name: words,
      'unit?': { type: 'string', maxLength: 64 },
      'values?': list({ type: 'string', pattern: "^[^']{1,64}$" }, 1, 50),
      'valueNames?': list(words, 1, 50),
      'least?': decimal,
      'most?': decimal,
      'scorers?': { type: 'boolean' },
    }),
    missing: record({
      policy: { enum: ['refuse', 'renormalise', 'zero', 'mean', 'median', 'em'] },
      'by?': name,
    }),
    outliers: record({
      method: { enum: ['keep', 'winsorise', 'log', 'box-cox'] },
      'skew?': { type: 'number', minimum: 0, maximum: 100 },
      'kurtosis?': { type: 'number', minimum: 0, maximum: 1000 },
      'most?': { type: 'integer', minimum: 1, maximum: 1000 },
      'otherwise?': { enum: ['keep', 'log', 'box-cox'] },
    }),
    normalisation: {
      description: 'Told apart by its method.',
      oneOf: [
        method('min-max', { 'from?': finite, 'to?': finite }),
        method('z-score', { 'mean?': finite, 'deviation?': finite }),
        method('rank'),
        method('percentile'),
        method('distance-to-target', { target: decimal }),
        method('goalposts', { low: decimal, high: decimal }),
        method('distance-to-reference', { reference: { enum: ['mean', 'median', 'best'] } }),
      ],
    },
    weighing: record({
      method: { enum: ['given', 'equal', 'ahp', 'entropy', 'critic', 'pca', 'bod', 'mean'] },
      'total?': { type: 'string', pattern: '^(any|[0-9]{1,9}([.][0-9]{1,9})?)$' },
      'comparisons?': list(
        list({ type: 'string', pattern: '^[0-9]{1,4}([.][0-9]{1,9})?(/[0-9]{1,4})?$' }, 1, 60),
        1,
        60,
      ),
      'mostInconsistent?': part,
      'leastShare?': part,
      'mostShare?': part,
      'unbounded?': { type: 'boolean' },
      'of?': list({ enum: ['given', 'equal', 'ahp', 'entropy', 'critic', 'pca'] }, 2, 6),
    }),
    aggregation: record({
      method: {
        enum: [
          'sum',
          'arithmetic',
          'geometric',
          'harmonic',
          'median',
          'minimum',
          'copeland',
          'net-flow',
        ],
      },
    }),
    point: record({ at: decimal, points: decimal }),
    group: record({
      kind: { const: 'group' },
      ...node,
      'weigh?': to('weighing'),
      'aggregate?': to('aggregation'),
      children: list(to('node'), 1, 200),
    }),
    node: {
      oneOf: [
        record({
          kind: { const: 'group' },
          ...node,
          'weigh?': to('weighing'),
          'aggregate?': to('aggregation'),
          children: list(to('node'), 1, 200),
        }),
        item('threshold', { holds: formula }, 'All points or none.'),
        item(
          'bands',
          {
            of: formula,
            bands: list(record({ 'least?': formula, 'above?': formula, points: decimal }), 1, 50),
            otherwise: decimal,
          },
          'The points of the first band that holds.',
        ),
        item('capped', { of: formula, full: formula }, 'In proportion up to the full value.'),
        item(
          'between',
          { of: formula, from: to('point'), to: to('point') },
          'On the line between two named points, level outside.',
        ),
        item(
          'count',
          { counts: list(record({ of: formula, each: decimal }), 1, 50) },
          'So many points for each, up to the points of the item.',
        ),
        item(
          'expert',
          {
            of: name,
            combine: { enum: ['mean', 'median', 'trimmed'] },
            'leastScorers?': { type: 'integer', minimum: 1, maximum: 100 },
            'calibrate?': { type: 'boolean' },
          },
          'What scorers without a conflict of interest gave.',
        ),
        item('formula', { of: formula }, 'A formula, held between 0 and the points.'),
        item(
          'relative',
          {
            of: formula,
            better: { enum: ['more', 'less'] },
            'normalise?': to('normalisation'),
            'outliers?': to('outliers'),
          },
          'Where a unit stands among the others.',
        ),
      ],
    },
  },
} as const satisfies Schema & {
  readonly $schema: string;
  readonly title: string;
  readonly $defs: Readonly<Record<string, Schema>>;
};
