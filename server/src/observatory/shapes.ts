/** Shapes that several contracts of the observatory share. */
import { Type } from 'typebox';
import { Nullable } from '../runtime/endpoint.ts';

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
