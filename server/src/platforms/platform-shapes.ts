/** Shapes that the contracts of this module share. */
import { type Static, Type } from 'typebox';
import { Id, Nullable, OneOf } from '../runtime/endpoint.ts';

export const closed = { additionalProperties: false };
export const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });
export const FieldCode = Type.String({ pattern: '^[A-Z0-9-]{1,10}$' });
export const TypeCode = Type.String({ pattern: '^[a-z][a-z_]{1,38}[a-z]$' });
export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Name = Type.String({ maxLength: 200 });
export const Note = Type.String({ maxLength: 2_000 });
/** Why somebody does what others have to put up with. */
export const Reason = Type.String({ minLength: 1, maxLength: 500 });
export const Count = Type.Integer({ minimum: 0 });
export const Who = Type.Object({ id: Nullable(Id), name: Type.String() });
export const Words = Type.Object({ zh: Type.String(), en: Type.String() });
export const platformParams = Type.Object({ platformId: Id });

/** A region or an organisation. */
export const placeKinds = ['region', 'organisation'] as const;
export const Place = Type.Object({
  kind: OneOf(placeKinds),
  /** The region's code or the organisation's id. */
  id: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});
export type Place = Static<typeof Place>;

export function Rights<const Action extends string>(actions: readonly Action[]) {
  return Type.Unsafe<Record<Action, boolean>>(
    Type.Object(Object.fromEntries(actions.map((action) => [action, Type.Boolean()]))),
  );
}
