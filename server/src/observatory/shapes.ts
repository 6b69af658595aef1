/** Shapes that several contracts of the observatory share. */
import { Type } from 'typebox';
import { Day, Id, Nullable, OneOf, Several } from '../runtime/endpoint.ts';
import { flowKinds } from './flow.ts';
import { setbackKinds } from './setback.ts';

export const Region = Type.Object({
  code: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

/** How a figure was made, so that anybody can make it again. */
export const Method = Type.Object({
  name: Type.String(),
  version: Type.String(),
  parameters: Type.Record(Type.String(), Type.Unknown()),
  inputsDigest: Type.String(),
});

export const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });
export const Word = Type.String({ pattern: '^[a-z_]{1,100}$' });

/**
 * Fewer organisations than this are not told apart from none to those who do not answer for one
 * of the regions: a figure about two is a figure about each, to the other.
 */
export const organisationsAtLeast = 3;

/** Days on which something happened, the last one included. */
const days = { since: Type.Optional(Day), until: Type.Optional(Day) };

export const barrierQuery = {
  fromRegion: Type.Optional(RegionCode),
  toRegion: Type.Optional(RegionCode),
  capability: Type.Optional(Several(Word)),
  kind: Type.Optional(Several(OneOf(setbackKinds))),
  reason: Type.Optional(Word),
  ...days,
  /** Only between different regions. */
  across: Type.Optional(Type.Boolean()),
};

export const Year = Type.Integer({ minimum: 1900, maximum: 2200 });

/** Whole calendar years, both included: `flow-views.ts` says why no days are offered. */
export const years = { fromYear: Type.Optional(Year), toYear: Type.Optional(Year) };

export const flowQuery = { kind: Type.Optional(OneOf(flowKinds)), ...years };

/** A version of a chain, the newest where left out, in a compact. */
export const gapsQuery = {
  compactId: Id,
  version: Type.Optional(Type.Integer({ minimum: 1 })),
};
