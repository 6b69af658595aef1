import {
  AGGREGATIONS,
  type Cell,
  type Decision,
  type DecisionService,
  type DecisionTable,
  type Expression,
  type FunctionDefinition,
  HIT_POLICIES,
  type Import,
  type InputClause,
  type ItemDefinition,
  type Iterator,
  type KnowledgeModel,
  type Model,
  type OutputClause,
  type Requirement,
  type Rule,
  type Variable,
} from './model.ts';
import { ModelProblem } from './model-problem.ts';
import { readXml, type XmlElement } from './xml.ts';

const editions: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/DMN/20151101/dmn.xsd', '1.1'],
  ['http://www.omg.org/spec/DMN/20180521/MODEL/', '1.2'],
  ['https://www.omg.org/spec/DMN/20191111/MODEL/', '1.3'],
  ['https://www.omg.org/spec/DMN/20211108/MODEL/', '1.4'],
  ['https://www.omg.org/spec/DMN/20230324/MODEL/', '1.5'],
  ['https://www.omg.org/spec/DMN/20240513/MODEL/', '1.6'],
]);

export interface ReadOptions {
  /** XML of the models that may be imported; each is found by its namespace. */
  readonly imports?: readonly string[];
}

/** Imports of imports, and so on, at most this deep. */
const DEEPEST_IMPORT = 20;

/**
 * Reads a DMN 1.1–1.5 file into a model.
 *
 * Nothing is resolved but imports. Elements of other namespaces (diagrams, extensions) are passed
 * over. A model without decisions is a model. An element without an id has the id null.
 *
 * @param xml      The file, at most 20 million characters, elements at most 200 deep.
 * @param options  The XML of models it may import, directly or not, in any order.
 * @returns        The model as written, FEEL texts included.
 * @throws ModelProblem with the line, and the id where there is one, if the XML is broken, has a
 *   document type, is of no known DMN namespace, or an element lacks what it cannot be read without
 *   (a name, a known hit policy, an import that was not given, an import of itself).
 * @example
 * const space = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
 * const xml = `<definitions name="m" namespace="n" xmlns="${space}">
 *   <decision id="d" name="Answer"><literalExpression><text>6 * 7</text></literalExpression>
 *   </decision></definitions>`;
 * readModel(xml).decisions.map((decision) => decision.name) // → ['Answer']
 * readModel('<definitions/>') // → throws RangeError
 *
 * Cost: proportional to the text. Source: OMG, Decision Model and Notation 1.5, ch. 6–10 and its
 * XML schema.
 */
export function readModel(xml: string, options: ReadOptions = {}): Model {
  const others = (options.imports ?? []).map((text) => readXml(text));
  return modelOf(readXml(xml), others, []);
}

function modelOf(
  root: XmlElement,
  others: readonly XmlElement[],
  importing: readonly string[],
): Model {
  const edition = editions.get(root.namespace);
  if (edition === undefined || root.name !== 'definitions') {
    throw new ModelProblem(
      `The file is no DMN: its root is ${root.name} of the namespace "${root.namespace}".`,
      { line: root.line },
    );
  }
  const namespace = root.attributes.get('namespace') ?? '';
  const path = [...importing, namespace];
  const of = (name: string) => childrenOf(root, name);
  return {
    ...placeOf(root),
    name: root.attributes.get('name') ?? '',
    namespace,
    edition,
    imports: of('import').map((element) => importOf(element, others, path)),
    itemDefinitions: of('itemDefinition').map(itemDefinitionOf),
    inputs: of('inputData').map((element) => ({
      ...variableOf(element),
      description: textOf(element, 'description'),
    })),
    decisions: of('decision').map(decisionOf),
    knowledge: of('businessKnowledgeModel').map(knowledgeOf),
    services: of('decisionService').map(serviceOf),
  };
}

function importOf(
  element: XmlElement,
  others: readonly XmlElement[],
  path: readonly string[],
): Import {
  const namespace = element.attributes.get('namespace') ?? '';
  const place = placeOf(element);
  const name = element.attributes.get('name') ?? '';
  const type = element.attributes.get('importType') ?? '';
  if (!editions.has(type) && !/\/DMN\//i.test(type))
    return { ...place, name, namespace, model: null };
  if (path.includes(namespace) || path.length > DEEPEST_IMPORT) {
    throw new ModelProblem(`The import of "${namespace}" leads back to itself.`, place);
  }
  const found = others.find((other) => other.attributes.get('namespace') === namespace);
  if (found === undefined) {
    throw new ModelProblem(
      `The model imports "${namespace}" (line ${place.line}), which was not given.`,
      place,
    );
  }
  return { ...place, name, namespace, model: modelOf(found, others, path) };
}

function placeOf(element: XmlElement) {
  return { id: element.attributes.get('id') ?? null, line: element.line };
}

/** Children of DMN itself; extensions have other namespaces. */
function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child) => child.name === name && child.namespace === element.namespace,
  );
}

function childOf(element: XmlElement, name: string): XmlElement | null {
  return childrenOf(element, name)[0] ?? null;
}

function textOf(element: XmlElement, name: string): string | null {
  return childOf(element, name)?.text.trim() ?? null;
}

/** The `<text>` inside a child such as `<allowedValues>`. */
function innerText(element: XmlElement, name: string): string | null {
  const child = childOf(element, name);
  return child === null ? null : textOf(child, 'text');
}

function nameOf(element: XmlElement): string {
  const name = element.attributes.get('name')?.trim().replace(/\s+/g, ' ');
  if (name === undefined || name === '') {
    const place = placeOf(element);
    const which = place.id === null ? '' : ` "${place.id}"`;
    throw new ModelProblem(`The ${element.name}${which} in line ${place.line} has no name.`, place);
  }
  return name;
}

/** DMN 1.1 writes types as qualified names with a prefix; its own are `feel:`. */
function typeRefOf(element: XmlElement | null, attribute = 'typeRef'): string | null {
  const written = element?.attributes.get(attribute)?.trim() ?? textOfType(element);
  if (written === null || written === '') return null;
  return /^feel:/.test(written) ? written.slice(5) : written;
}

function textOfType(element: XmlElement | null): string | null {
  return element === null ? null : textOf(element, 'typeRef');
}

/** The name of the element; its type from the variable inside, or from itself. */
function variableOf(element: XmlElement): Variable {
  const variable = childOf(element, 'variable');
  return {
    ...placeOf(element),
    name: nameOf(element),
    typeRef: typeRefOf(variable) ?? typeRefOf(element),
  };
}

function itemDefinitionOf(element: XmlElement): ItemDefinition {
  const functionItem = childOf(element, 'functionItem');
  return {
    ...placeOf(element),
    name: nameOf(element),
    isCollection: element.attributes.get('isCollection') === 'true',
    typeRef: typeRefOf(element),
    allowed: innerText(element, 'allowedValues'),
    constraint: innerText(element, 'typeConstraint'),
    components: childrenOf(element, 'itemComponent').map(itemDefinitionOf),
    functionItem:
      functionItem === null
        ? null
        : {
            parameters: childrenOf(functionItem, 'parameters').map(variableOf),
            outputTypeRef: typeRefOf(functionItem, 'outputTypeRef'),
          },
  };
}

function requirementsOf(element: XmlElement): Requirement[] {
  const kinds = [
    ['informationRequirement', 'requiredInput', 'input'],
    ['informationRequirement', 'requiredDecision', 'decision'],
    ['knowledgeRequirement', 'requiredKnowledge', 'knowledge'],
  ] as const;
  return kinds.flatMap(([outer, inner, kind]) =>
    childrenOf(element, outer)
      .flatMap((requirement) => childrenOf(requirement, inner))
      .map((reference) => ({
        kind,
        href: reference.attributes.get('href') ?? '',
        line: reference.line,
      })),
  );
}

function decisionOf(element: XmlElement): Decision {
  return {
    ...variableOf(element),
    description: textOf(element, 'description'),
    question: textOf(element, 'question'),
    allowedAnswers: textOf(element, 'allowedAnswers'),
    requirements: requirementsOf(element),
    logic: expressionIn(element),
  };
}

function knowledgeOf(element: XmlElement): KnowledgeModel {
  const logic = childOf(element, 'encapsulatedLogic');
  return {
    ...variableOf(element),
    requirements: requirementsOf(element),
    logic: logic === null ? null : functionOf(logic),
  };
}

function serviceOf(element: XmlElement): DecisionService {
  const hrefs = (name: string) =>
    childrenOf(element, name).map((reference) => reference.attributes.get('href') ?? '');
  return {
    ...variableOf(element),
    outputDecisions: hrefs('outputDecision'),
    encapsulatedDecisions: hrefs('encapsulatedDecision'),
    inputDecisions: hrefs('inputDecision'),
    inputData: hrefs('inputData'),
  };
}

const expressions: ReadonlyMap<string, (element: XmlElement) => Expression> = new Map([
  ['literalExpression', literalOf],
  ['decisionTable', tableOf],
  ['context', contextOf],
  ['relation', relationOf],
  ['list', listOf],
  ['invocation', invocationOf],
  ['functionDefinition', functionOf],
  ['conditional', conditionalOf],
  ['filter', filterOf],
  ['for', iteratorOf],
  ['some', iteratorOf],
  ['every', iteratorOf],
]);

/** The expressions directly inside; null where a kind is not known. */
function expressionsIn(element: XmlElement): Expression[] {
  return element.children.flatMap((child) => {
    const read = child.namespace === element.namespace ? expressions.get(child.name) : undefined;
    return read === undefined ? [] : [read(child)];
  });
}

function expressionIn(element: XmlElement | null): Expression | null {
  return element === null ? null : (expressionsIn(element)[0] ?? null);
}

function boxed(element: XmlElement) {
  return { ...placeOf(element), typeRef: typeRefOf(element) };
}

function literalOf(element: XmlElement): Expression {
  return { kind: 'literal', ...boxed(element), text: textOf(element, 'text') ?? '' };
}

function contextOf(element: XmlElement): Expression {
  const entries = childrenOf(element, 'contextEntry').map((entry) => {
    const variable = childOf(entry, 'variable');
    return {
      variable: variable === null ? null : variableOf(variable),
      value: expressionIn(entry),
    };
  });
  return { kind: 'context', ...boxed(element), entries };
}

function relationOf(element: XmlElement): Expression {
  return {
    kind: 'relation',
    ...boxed(element),
    columns: childrenOf(element, 'column').map(variableOf),
    rows: childrenOf(element, 'row').map((row) => expressionsIn(row)),
  };
}

function listOf(element: XmlElement): Expression {
  return { kind: 'list', ...boxed(element), items: expressionsIn(element) };
}

function invocationOf(element: XmlElement): Expression {
  const bindings = childrenOf(element, 'binding').flatMap((binding) => {
    const parameter = childOf(binding, 'parameter');
    if (parameter === null) return [];
    return [{ parameter: variableOf(parameter), value: expressionIn(binding) }];
  });
  return { kind: 'invocation', ...boxed(element), callee: expressionIn(element), bindings };
}

function functionOf(element: XmlElement): FunctionDefinition {
  const kind = element.attributes.get('kind')?.toLowerCase();
  return {
    kind: 'function',
    ...boxed(element),
    language: kind === 'java' || kind === 'pmml' ? kind : 'feel',
    parameters: childrenOf(element, 'formalParameter').map(variableOf),
    body: expressionIn(element),
  };
}

function conditionalOf(element: XmlElement): Expression {
  return {
    kind: 'conditional',
    ...boxed(element),
    condition: expressionIn(childOf(element, 'if')),
    whenTrue: expressionIn(childOf(element, 'then')),
    whenFalse: expressionIn(childOf(element, 'else')),
  };
}

function filterOf(element: XmlElement): Expression {
  return {
    kind: 'filter',
    ...boxed(element),
    over: expressionIn(childOf(element, 'in')),
    match: expressionIn(childOf(element, 'match')),
  };
}

function iteratorOf(element: XmlElement): Expression {
  const over = childOf(element, 'in');
  return {
    kind: element.name as Iterator['kind'],
    ...boxed(element),
    variable: {
      ...placeOf(element),
      name: (element.attributes.get('iteratorVariable') ?? '').trim(),
      typeRef: typeRefOf(over),
    },
    over: expressionIn(over),
    body: expressionIn(childOf(element, element.name === 'for' ? 'return' : 'satisfies')),
  };
}

function tableOf(element: XmlElement): DecisionTable {
  const policy = (element.attributes.get('hitPolicy') ?? 'UNIQUE').trim().toUpperCase();
  const hitPolicy = HIT_POLICIES.find((known) => known === policy);
  const place = placeOf(element);
  if (hitPolicy === undefined) {
    throw new ModelProblem(`The hit policy "${policy}" (line ${place.line}) is not known.`, place);
  }
  const sum = element.attributes.get('aggregation')?.trim().toUpperCase();
  const aggregation = AGGREGATIONS.find((known) => known === sum) ?? null;
  if (sum !== undefined && aggregation === null) {
    throw new ModelProblem(`The aggregation "${sum}" (line ${place.line}) is not known.`, place);
  }
  const inputs = childrenOf(element, 'input').map(inputClauseOf);
  const outputs = childrenOf(element, 'output').map(outputClauseOf);
  const rules = childrenOf(element, 'rule').map(ruleOf);
  const uneven = rules.findIndex(
    (rule) => rule.inputs.length !== inputs.length || rule.outputs.length !== outputs.length,
  );
  if (uneven >= 0) {
    const { id, line } = rules[uneven]!;
    throw new ModelProblem(
      `Rule ${uneven + 1} (line ${line}) has not one cell a column: the table has ` +
        `${inputs.length} inputs and ${outputs.length} outputs.`,
      { id, line },
    );
  }
  return {
    kind: 'table',
    ...boxed(element),
    hitPolicy,
    aggregation: hitPolicy === 'COLLECT' ? aggregation : null,
    inputs,
    outputs,
    annotations: childrenOf(element, 'annotation').map(
      (annotation) => annotation.attributes.get('name') ?? '',
    ),
    rules,
  };
}

function inputClauseOf(element: XmlElement): InputClause {
  const expression = childOf(element, 'inputExpression');
  return {
    ...placeOf(element),
    label: element.attributes.get('label') ?? null,
    expression: expression === null ? '' : (textOf(expression, 'text') ?? ''),
    typeRef: typeRefOf(expression),
    allowed: innerText(element, 'inputValues'),
  };
}

function outputClauseOf(element: XmlElement): OutputClause {
  const byDefault = childOf(element, 'defaultOutputEntry');
  return {
    ...placeOf(element),
    name: element.attributes.get('name')?.trim() ?? null,
    label: element.attributes.get('label') ?? null,
    typeRef: typeRefOf(element),
    allowed: innerText(element, 'outputValues'),
    byDefault: byDefault === null ? null : textOf(byDefault, 'text'),
  };
}

function ruleOf(element: XmlElement): Rule {
  const cells = (name: string): Cell[] =>
    childrenOf(element, name).map((cell) => ({
      ...placeOf(cell),
      text: textOf(cell, 'text') ?? '',
    }));
  return {
    ...placeOf(element),
    description: textOf(element, 'description'),
    inputs: cells('inputEntry'),
    outputs: cells('outputEntry'),
    annotations: childrenOf(element, 'annotationEntry').map((cell) => textOf(cell, 'text') ?? ''),
  };
}
