/** Shapes that several parts of the contract of matching are made of. */
import { type Static, Type } from 'typebox';
import { organisationKinds } from '../registry/contract.ts';
import { Id, Instant, Nullable, OneOf } from '../runtime/endpoint.ts';

export const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });
export const FieldCode = Type.String({ pattern: '^[A-Z0-9-]{1,10}$' });
export const Note = Type.String({ maxLength: 2_000 });
export const closed = { additionalProperties: false };

/** The organisation behind a record, with what a table row shows of it. */
export const Owner = Type.Object({
  id: Id,
  name: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  kind: OneOf(organisationKinds),
  regionCode: Nullable(Type.String()),
  /** The region and those it lies in, the smallest first. */
  regions: Type.Array(
    Type.Object({
      code: Type.String(),
      nameZh: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
    }),
  ),
});
export type Owner = Static<typeof Owner>;

/** What a person may do, action by action, so that no screen works it out again. */
export function Rights<const Action extends string>(actions: readonly Action[]) {
  return Type.Unsafe<Record<Action, boolean>>(
    Type.Object(Object.fromEntries(actions.map((action) => [action, Type.Boolean()]))),
  );
}

export const Contact = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 200 }))),
    phone: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  },
  closed,
);
export type Contact = Static<typeof Contact>;

export const About = Type.Object({ id: Id, title: Type.String(), state: Type.String() });

/** One step in words a person can read; `type` is the event's. */
export const Step = Type.Object({
  /** Null for a step just taken: the log numbers it after the reply is made. */
  sequence: Nullable(Type.String()),
  at: Instant,
  type: Type.String(),
  words: Type.Object({ zh: Type.String(), en: Type.String() }),
  organisation: Nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      nameZh: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
    }),
  ),
  /** Of one's own people only; whom to talk to is told by acceptance. */
  actorName: Nullable(Type.String()),
  fromRegion: Nullable(Type.String()),
  toRegion: Nullable(Type.String()),
  /** For the two sides alone. */
  amountMinor: Nullable(Type.String()),
  unit: Nullable(Type.String()),
  /** Codes of structured reasons, where the step is a "no". */
  reasons: Type.Array(Type.String()),
  introductionId: Nullable(Id),
});
export type Step = Static<typeof Step>;
