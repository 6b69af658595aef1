/** Small models for tests, written as XML, since that is what comes in. */
import { compile, type DecideOptions, type Inputs } from './compile.ts';
import { toJson } from './feel/show.ts';
import type { Json, Problem } from './outcome.ts';
import { readModel } from './read-model.ts';

const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

export function model(body: string): string {
  return `<definitions name="m" namespace="n" xmlns="${space}">${body}</definitions>`;
}

export function input(name: string, typeRef: string): string {
  return `<inputData id="${name}" name="${name}">
    <variable name="${name}" typeRef="${typeRef}"/></inputData>`;
}

export function requires(...names: readonly string[]): string {
  return names
    .map((name) => `<requiredInput href="#${name}"/>`)
    .map((one) => `<informationRequirement>${one}</informationRequirement>`)
    .join('');
}

export function literal(text: string): string {
  return `<literalExpression><text>${escaped(text)}</text></literalExpression>`;
}

export interface Answer {
  readonly result: Json;
  readonly problems: readonly Problem[];
}

/** Decides the decision `d` of a model. */
export function decide(body: string, inputs: Inputs = {}, options: DecideOptions = {}): Answer {
  const engine = compile(readModel(model(body)));
  const { results, problems } = engine.decide('d', inputs, options);
  return { result: toJson(results.get('d') ?? null), problems };
}

/** A FEEL expression by itself; numbers, lists and contexts as JSON. */
export function feel(text: string, options: DecideOptions = {}): Json {
  return decide(`<decision id="d" name="d">${literal(text)}</decision>`, {}, options).result;
}

/** The codes of the problems an expression has. */
export function codesOf(text: string, options: DecideOptions = {}): readonly string[] {
  const body = `<decision id="d" name="d">${literal(text)}</decision>`;
  return decide(body, {}, options).problems.map((problem) => problem.code);
}
