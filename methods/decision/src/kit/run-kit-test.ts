import { compile, type Engine } from '../compile.ts';
import { showText } from '../feel/show.ts';
import type { Value } from '../feel/value.ts';
import { ModelProblem } from '../model-problem.ts';
import { readModel } from '../read-model.ts';
import { readXml, type XmlElement } from '../xml.ts';
import { isExpected, readKitValue } from './kit-value.ts';

/** One expected value of a test file: a case of the kit may expect several. */
export interface KitCase {
  readonly id: string;
  /** Set where the case asks for one service, or calls one function. */
  readonly invocable: string | null;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly expectations: readonly KitExpectation[];
}

export interface KitExpectation {
  readonly name: string;
  readonly value: Value;
  /** The result is null because something is wrong. */
  readonly isError: boolean;
}

export interface KitTest {
  readonly modelName: string;
  readonly cases: readonly KitCase[];
}

export interface KitResult {
  readonly caseId: string;
  readonly resultName: string;
  readonly passed: boolean;
  /** It failed because it asks for functions outside FEEL, which are never run. */
  readonly declined: boolean;
  /** Why it failed; empty where it passed. */
  readonly detail: string;
}

/**
 * Reads a test file of the DMN Technology Compatibility Kit.
 *
 * @param xml  The file: `testCases` of the namespace of 2016.
 * @returns    The name of the model it is for and its cases in order.
 * @throws ModelProblem, a RangeError with the line, if the XML is broken or holds no test cases.
 * @example
 * const xml = `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase">
 *   <modelName>m.dmn</modelName><testCase id="1"><resultNode name="d">
 *   <expected><value>x</value></expected></resultNode></testCase></testCases>`;
 * readKitTest(xml).cases.map((one) => one.id) // → ['1']
 *
 * Cost: proportional to the file. Source: https://dmn-tck.github.io/tck/
 */
export function readKitTest(xml: string): KitTest {
  const root = readXml(xml);
  if (root.name !== 'testCases') {
    throw new ModelProblem('The file holds no test cases.', { line: root.line });
  }
  const of = (element: XmlElement, name: string) =>
    element.children.filter((child) => child.name === name);
  return {
    modelName: of(root, 'modelName')[0]?.text.trim() ?? '',
    cases: of(root, 'testCase').map((element) => ({
      id: element.attributes.get('id') ?? '',
      invocable: element.attributes.get('invocableName') ?? null,
      inputs: new Map(
        of(element, 'inputNode').map((node) => [
          node.attributes.get('name') ?? '',
          readKitValue(node),
        ]),
      ),
      expectations: of(element, 'resultNode').map((node) => {
        const [expected] = of(node, 'expected');
        return {
          name: node.attributes.get('name') ?? '',
          value: expected === undefined ? null : readKitValue(expected),
          isError: node.attributes.get('errorResult') === 'true',
        };
      }),
    })),
  };
}

/**
 * Runs a test file of the kit against a model: a line for each value that a case expects.
 *
 * @param model    The DMN file the test names.
 * @param test     The test file.
 * @param imports  The DMN files beside the model.
 * @returns        What was expected and whether it came; a model that cannot be compiled fails every
 *   case with the reason.
 * @throws ModelProblem, a RangeError, if the test file itself cannot be read.
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const model = `<definitions name="m" namespace="n" xmlns="${space}"><decision name="d">
 *   <literalExpression><text>"x"</text></literalExpression></decision></definitions>`;
 * const test = `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase">
 *   <modelName>m.dmn</modelName><testCase id="1"><resultNode name="d">
 *   <expected><value>x</value></expected></resultNode></testCase></testCases>`;
 * runKitTest(model, test, []).map((result) => result.passed) // → [true]
 *
 * Cost: that of compiling the model once and deciding every case.
 */
export function runKitTest(
  model: string,
  test: string,
  imports: readonly string[],
): readonly KitResult[] {
  const { cases } = readKitTest(test);
  let engine: Engine | ModelProblem;
  try {
    engine = compile(readModel(model, { imports }));
  } catch (error) {
    if (!(error instanceof ModelProblem)) throw error;
    engine = error;
  }
  return cases.flatMap((one) =>
    one.expectations.map((expectation): KitResult => {
      const { detail, declined } =
        engine instanceof ModelProblem
          ? { detail: engine.message, declined: false }
          : judge(engine, one, expectation);
      const passed = detail === '';
      return { caseId: one.id, resultName: expectation.name, passed, declined, detail };
    }),
  );
}

/** A clock for the cases that ask what the time is; they expect no more than that there is one. */
const NOW = '2026-01-01T12:00:00Z';

interface Judgement {
  /** Empty where the result is as expected. */
  readonly detail: string;
  readonly declined: boolean;
}

function judge(engine: Engine, one: KitCase, expectation: KitExpectation): Judgement {
  try {
    const outcome = engine.decide(one.invocable ?? expectation.name, one.inputs, { now: NOW });
    const single = one.invocable !== null && outcome.results.size === 1;
    const [only = null] = outcome.results.values();
    const found = single ? only : (outcome.results.get(expectation.name) ?? null);
    if (isExpected(found, expectation.value)) return { detail: '', declined: false };
    const why = outcome.problems.map((problem) => problem.message).slice(0, 2);
    const told = why.length === 0 ? '' : ` (${why.join(' ')})`;
    return {
      detail: `expected ${showText(expectation.value)}, found ${showText(found)}${told}`,
      declined: outcome.problems.some(({ code }) => code === 'external_function_declined'),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { detail: error.message, declined: false };
  }
}
