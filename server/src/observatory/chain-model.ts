/** A sector chain as data: its links, in which stage each stands, and what goes from which to which. */
import { type Static, Type } from 'typebox';
import { OneOf } from '../runtime/endpoint.ts';

export const stages = ['upstream', 'midstream', 'downstream'] as const;
export type Stage = (typeof stages)[number];

const closed = { additionalProperties: false };
const Key = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description: 'Lower case, digits and hyphens; it does not change from version to version.',
});
const Named = Type.Object(
  {
    zh: Type.String({ minLength: 1, maxLength: 60 }),
    en: Type.String({ minLength: 1, maxLength: 100 }),
  },
  closed,
);
const Words = (description: string, pattern = '\\S') =>
  Type.Array(Type.String({ minLength: 1, maxLength: 60, pattern }), {
    maxItems: 30,
    uniqueItems: true,
    description,
  });

export const ChainLink = Type.Object(
  {
    key: Key,
    stage: OneOf(stages),
    name: Named,
    industries: Words(
      'Divisions of GB/T 4754-2017 whose organisations stand in the link: `36`.',
      '^[A-T]?[0-9]{2}$',
    ),
    patents: Words(
      'Classes of the International Patent Classification: `IPC-H01`.',
      '^IPC-[A-H][0-9]{2}$',
    ),
    names: Words('Industries as other sources word them, such as lists of companies.'),
    keywords: Words(
      'Of technologies and needs: one that has any of them in its title or keywords stands in the ' +
        'link. Without keywords its fields decide.',
    ),
  },
  closed,
);
export type ChainLink = Static<typeof ChainLink>;

/** `yunhe-chain-1`: what the published JSON Schema says; `judgeChain` says what it cannot. */
export const ChainModel = Type.Object(
  {
    name: Named,
    source: Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'Where the chain is known from, and who drew it.',
    }),
    links: Type.Array(ChainLink, { minItems: 2, maxItems: 60 }),
    edges: Type.Array(Type.Tuple([Key, Key]), {
      maxItems: 300,
      description: 'What goes from one link to another, as pairs of their keys.',
    }),
  },
  { ...closed, title: 'yunhe-chain-1' },
);
export type ChainModel = Static<typeof ChainModel>;
