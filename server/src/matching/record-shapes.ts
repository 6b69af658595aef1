/** What the owner of a need or technology fills in, as HTTP and the web see it. */
import { Type } from 'typebox';
import { AmountMinor, Currency, Day, Id, Nullable, OneOf } from '../runtime/endpoint.ts';
import { visibilities } from './need.ts';
import { priceModes } from './record.ts';
import { Contact, closed, FieldCode, RegionCode } from './shape-contract.ts';
import { ipPositions } from './technology.ts';

export const Maturity = Type.Integer({ minimum: 1, maximum: 9 });
const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$' });

const amounts = {
  minimumMinor: Nullable(AmountMinor),
  maximumMinor: Nullable(AmountMinor),
  currency: Nullable(Currency),
};
export const Budget = Type.Object(amounts, closed);
export const PriceIdea = Type.Object(
  { modes: Type.Array(OneOf(priceModes), { maxItems: 4 }), ...amounts },
  closed,
);

const sharedText = {
  title: Type.String({ maxLength: 200 }),
  keywords: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 20 }),
  fields: Type.Array(FieldCode, { maxItems: 10 }),
  languages: Type.Array(Language, { maxItems: 10 }),
  source: Nullable(Type.String({ maxLength: 500 })),
  contact: Nullable(Contact),
  expiresOn: Nullable(Day),
};

export const technologyText = {
  ...sharedText,
  summary: Nullable(Type.String({ maxLength: 5_000 })),
  maturity: Nullable(Maturity),
  ipPosition: Nullable(OneOf(ipPositions)),
  price: Nullable(PriceIdea),
};

export const needText = {
  ...sharedText,
  problem: Nullable(Type.String({ maxLength: 5_000 })),
  targets: Nullable(Type.String({ maxLength: 5_000 })),
  leastMaturity: Nullable(Maturity),
  budget: Nullable(Budget),
  deadline: Nullable(Day),
  regionScope: Type.Array(RegionCode, { maxItems: 50 }),
  visibility: OneOf(visibilities),
  compactId: Nullable(Id),
  namedOrganisationIds: Type.Array(Id, { maxItems: 100 }),
};
