/** Boxed expressions to closures. */

import { kindOf } from './feel/compare.ts';
import { Decimal } from './feel/decimal.ts';
import { closure, compileText, elements, filterBy } from './feel/evaluate.ts';
import type { Code, Frame } from './feel/run.ts';
import type { Scope } from './feel/scope.ts';
import { coerce, showType, type Type } from './feel/type.ts';
import { Callable, type Value } from './feel/value.ts';
import type {
  BoxedContext,
  Conditional,
  Expression,
  Filter,
  FunctionDefinition,
  Invocation,
  Iterator,
  Relation,
} from './model.ts';
import type { Site } from './outcome.ts';
import { compileTable, type TableContext } from './table.ts';

/** What compiling an element needs; the scope changes from expression to expression. */
export type Surroundings = Omit<TableContext, 'scope'>;

export function compileExpression(
  expression: Expression | null,
  scope: Scope,
  around: Surroundings,
): Code {
  if (expression === null) {
    return (_frame, run) =>
      run.fail(around.site, 'element_without_logic', `${around.site.element} has no logic.`);
  }
  const code = compileKind(expression, scope, siteOf(expression, around));
  return typedAs(code, expression, around);
}

function siteOf(expression: Expression, around: Surroundings): Surroundings {
  return { ...around, site: { ...around.site, line: expression.line } };
}

/** An expression may declare the type of its result. */
function typedAs(code: Code, expression: Expression, around: Surroundings): Code {
  if (expression.typeRef === null || expression.kind === 'function') return code;
  return asType(code, around.typeNamed(expression.typeRef, around.site), around.site);
}

/** The value as the type wants it, or null with the reason. */
export function asType(code: Code, type: Type, site: Site): Code {
  if (type.kind === 'any') return code;
  return (frame, run) => {
    const value = code(frame, run);
    const wanted = coerce(value, type);
    if (wanted !== undefined) return wanted;
    return run.fail(site, 'type_mismatch', `A ${kindOf(value)} is not ${showType(type)}.`);
  };
}

function compileKind(expression: Expression, scope: Scope, around: Surroundings): Code {
  switch (expression.kind) {
    case 'literal':
      return compileText(expression.text, scope, around.site);
    case 'table':
      return compileTable(expression, { ...around, scope });
    case 'context':
      return compileContext(expression, scope, around);
    case 'relation':
      return compileRelation(expression, scope, around);
    case 'list': {
      const items = expression.items.map((item) => compileExpression(item, scope, around));
      return (frame, run) => {
        run.step(around.site, items.length);
        return run.sized(
          around.site,
          items.map((item) => item(frame, run)),
        );
      };
    }
    case 'invocation':
      return compileInvocation(expression, scope, around);
    case 'function':
      return compileDefinition(expression, '', scope, around);
    case 'conditional':
      return compileConditional(expression, scope, around);
    case 'filter':
      return compileFilter(expression, scope, around);
    default:
      return compileIterator(expression, scope, around);
  }
}

/** Entries see those before them; the one without a name is what the whole is. */
function compileContext(expression: BoxedContext, scope: Scope, around: Surroundings): Code {
  const names: string[] = [];
  const entries = expression.entries.map(({ variable, value }) => {
    const inner = scope.inside([...names]);
    const name = variable?.name ?? null;
    // A function may call itself by the name of its entry.
    const self = value?.kind === 'function' && name !== null;
    const code = compileExpression(value, self ? scope.inside([...names, name]) : inner, around);
    if (name !== null) names.push(name);
    const type = around.typeNamed(variable?.typeRef ?? null, around.site);
    return { name, code: asType(code, type, around.site) };
  });
  return (frame, run) => {
    const slots: Value[] = [];
    const inner: Frame = { slots, outer: frame };
    const context = new Map<string, Value>();
    run.step(around.site, entries.length);
    for (const { name, code } of entries) {
      const value = code(inner, run);
      if (name === null) return value;
      slots.push(value);
      context.set(name, value);
    }
    return run.sized(around.site, context);
  };
}

function compileRelation(expression: Relation, scope: Scope, around: Surroundings): Code {
  const names = expression.columns.map((column) => column.name);
  const rows = expression.rows.map((row) =>
    names.map((_, at) => compileExpression(row[at] ?? null, scope, around)),
  );
  return (frame, run) =>
    run.sized(
      around.site,
      rows.map((row) => {
        run.step(around.site, row.length);
        return new Map(row.map((cell, at) => [names[at]!, cell(frame, run)]));
      }),
    );
}

function compileInvocation(expression: Invocation, scope: Scope, around: Surroundings): Code {
  const callee = compileExpression(expression.callee, scope, around);
  const bindings = expression.bindings.map(({ parameter, value }) => ({
    name: parameter.name,
    code: asType(
      compileExpression(value, scope, around),
      around.typeNamed(parameter.typeRef, around.site),
      around.site,
    ),
  }));
  return (frame, run) => {
    const called = callee(frame, run);
    if (!(called instanceof Callable)) {
      return run.fail(around.site, 'unknown_function', `A ${kindOf(called)} cannot be called.`);
    }
    const args: Value[] = called.parameters.map(() => null);
    for (const { name, code } of bindings) {
      const place = called.parameters.indexOf(name);
      if (place < 0) {
        const message = `${called.name} has no parameter ${name}.`;
        return run.fail(around.site, 'unknown_function', message);
      }
      args[place] = code(frame, run);
    }
    return called.call(args, run);
  };
}

/** The frame of the place of definition is kept, so that functions see what stood around them. */
export function compileDefinition(
  expression: FunctionDefinition,
  name: string,
  scope: Scope,
  around: Surroundings,
): Code {
  const names = expression.parameters.map((parameter) => parameter.name);
  const { site } = around;
  if (expression.language !== 'feel') {
    const declined = new Callable(name, names, (_args, run) =>
      (run as Parameters<Code>[1]).fail(
        site,
        'external_function_declined',
        `Functions in ${expression.language} are not run.`,
      ),
    );
    return () => declined;
  }
  const types = expression.parameters.map((parameter) => around.typeNamed(parameter.typeRef, site));
  const body = compileExpression(expression.body, scope.inside(names), around);
  return (frame) => closure(name, names, types, body, frame, site);
}

function compileConditional(expression: Conditional, scope: Scope, around: Surroundings): Code {
  const [condition, whenTrue, whenFalse] = [
    expression.condition,
    expression.whenTrue,
    expression.whenFalse,
  ].map((part) => compileExpression(part, scope, around));
  return (frame, run) =>
    condition!(frame, run) === true ? whenTrue!(frame, run) : whenFalse!(frame, run);
}

function compileFilter(expression: Filter, scope: Scope, around: Surroundings): Code {
  const over = compileExpression(expression.over, scope, around);
  const match = compileExpression(expression.match, scope.inside(['item'], true), around);
  return (frame, run) => {
    let wrong: Value = null;
    const answer = (element: Value) => {
      const found = match({ slots: [element], outer: frame }, run);
      if (typeof found !== 'boolean' && !(found instanceof Decimal)) wrong ??= found;
      return found;
    };
    const found = filterBy(over(frame, run), answer, run, around.site);
    if (wrong === null) return found;
    return run.fail(around.site, 'type_mismatch', `The condition is a ${kindOf(wrong)}.`);
  };
}

function compileIterator(expression: Iterator, scope: Scope, around: Surroundings): Code {
  const { site } = around;
  const over = compileExpression(expression.over, scope, around);
  const { name } = expression.variable;
  const body = compileExpression(
    expression.body,
    scope.inside(expression.kind === 'for' ? [name, 'partial'] : [name]),
    around,
  );
  const { kind } = expression;
  return (frame, run) => {
    const all = elements(over(frame, run), run, site);
    if (all === null) return null;
    const results: Value[] = [];
    const decisive = kind === 'some';
    for (const element of all) {
      run.step(site);
      const partial = kind === 'for' ? results.slice() : [];
      run.step(site, partial.length >>> 4);
      const value = body({ slots: [element, partial], outer: frame }, run);
      if (kind !== 'for' && value !== null && typeof value !== 'boolean') {
        return run.fail(site, 'type_mismatch', `The condition is a ${kindOf(value)}.`);
      }
      if (kind !== 'for' && value === decisive) return decisive;
      results.push(value);
      run.listOf(site, results.length);
    }
    if (kind === 'for') return run.sized(site, results);
    return results.every((value) => typeof value === 'boolean') ? !decisive : null;
  };
}
