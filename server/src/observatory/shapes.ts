/** Shapes that several contracts of the observatory share. */
import { Type } from 'typebox';
import { Nullable } from '../runtime/endpoint.ts';

export const Region = Type.Object({
  code: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});
