/**
 * Schemas of operations, each compiled when it is first met and then kept: to compile all of them
 * takes longer than everything else at the start, and most are not met for hours.
 */
import { Ajv, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import type {
  FastifyInstance,
  FastifySchemaValidationError,
  FastifySerializerCompiler,
} from 'fastify';

/** A schema is kept by itself and not by its `$id`, so that two operations may take the same one. */
const options: Options = {
  ...{ allErrors: true, useDefaults: true, strict: false },
  addUsedSchema: false,
};
const ofBodies = new Ajv({ ...options, coerceTypes: false });
const ofText = new Ajv({ ...options, coerceTypes: 'array' });
for (const ajv of [ofBodies, ofText]) addFormats.default(ajv);

/** Bodies are taken as they are; queries and parameters are text and are read as what is asked. */
export function useValidators(app: FastifyInstance): void {
  app.setValidatorCompiler<object>(({ schema, httpPart }) => {
    const ajv = httpPart === 'body' ? ofBodies : ofText;
    return (data) => {
      // Ajv keeps what it compiled by the schema itself.
      const validate = ajv.compile(schema);
      return validate(data) || { error: validate.errors as FastifySchemaValidationError[] };
    };
  });
}

const writers = new WeakMap<object, (answer: unknown) => string>();

/**
 * What writes the replies of a route. Fastify's own compiler does it, and stands ready once any
 * route of the app has a reply that it was left to compile.
 */
export function writersOf(app: FastifyInstance): FastifySerializerCompiler<object> {
  return (part) => (answer) => {
    const write = writers.get(part.schema) ?? app.serializerCompiler!(part);
    writers.set(part.schema, write);
    return write(answer);
  };
}
