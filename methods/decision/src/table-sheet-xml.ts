/** Writes a changed decision table over the one in a DMN file and leaves all else as it stands. */
import type { Cell, DecisionTable, InputClause, OutputClause, Place, Rule } from './model.ts';
import { readXml, type XmlElement } from './xml.ts';

/**
 * The XML with another table in the place of the one that was read from it.
 *
 * @throws RangeError if the XML is not the one the table was read from.
 */
export function replaceTable(xml: string, from: DecisionTable, to: DecisionTable): string {
  const mark = xml.startsWith('\ufeff') ? '\ufeff' : '';
  const source = xml.slice(mark.length);
  const element = find(readXml(source), from);
  if (element === null) throw new RangeError('The table was not read from this XML.');
  const text = new TableWriter(source, element).write(from, to);
  return mark + source.slice(0, element.start) + text + source.slice(element.end);
}

function find(element: XmlElement, { id, line }: Place): XmlElement | null {
  if (element.name === 'decisionTable') {
    const own = element.attributes.get('id') ?? null;
    return own === id && element.line === line ? element : null;
  }
  for (const child of element.children) {
    const found = find(child, { id, line });
    if (found !== null) return found;
  }
  return null;
}

const COLUMNS = new Set(['input', 'output', 'annotation', 'rule']);

class TableWriter {
  readonly #source: string;
  readonly #element: XmlElement;
  /** `dmn:`, or nothing. */
  readonly #prefix: string;
  /** Blanks before the table's element and before its children, as they are in the file. */
  readonly #indent: string;
  readonly #ids: Set<string>;

  constructor(source: string, element: XmlElement) {
    this.#source = source;
    this.#element = element;
    this.#prefix = /^<([\w.-]+:)?/.exec(source.slice(element.start))?.[1] ?? '';
    const line = source.slice(source.lastIndexOf('\n', element.start) + 1, element.start);
    this.#indent = line.trim() === '' ? line : '';
    this.#ids = new Set(Array.from(source.matchAll(/\bid="([^"]*)"/g), ([, id]) => id!));
  }

  write(from: DecisionTable, to: DecisionTable): string {
    const own = (name: string) => this.#element.children.filter((child) => child.name === name);
    const others = this.#element.children.filter((child) => !COLUMNS.has(child.name));
    const inputs = own('input');
    const outputs = own('output');
    const rules = own('rule');
    const parts = [
      ...others.map((child) => this.#slice(child)),
      ...to.inputs.map((clause) => {
        const at = from.inputs.findIndex((one) => isAlike(one, clause));
        return at >= 0 ? this.#slice(inputs[at]!) : this.#input(clause);
      }),
      ...to.outputs.map((clause) => {
        const at = from.outputs.findIndex((one) => isAlike(one, clause));
        return at >= 0 ? this.#slice(outputs[at]!) : this.#output(clause);
      }),
      ...to.annotations.map((name) => `<${this.#prefix}annotation name="${quoted(name)}" />`),
      ...to.rules.map((rule) => {
        const same = from.rules.filter((one) => isSamePlace(one, rule));
        const alike = same.find((one) => textsOf(one) === textsOf(rule));
        if (alike !== undefined) return this.#slice(rules[from.rules.indexOf(alike)]!);
        return this.#rule(rule, same[0] ?? null);
      }),
    ];
    const inside = parts.map((part) => `\n${this.#indent}  ${part}`).join('');
    return `${this.#tag(to)}${inside}\n${this.#indent}</${this.#prefix}decisionTable>`;
  }

  #slice({ start, end }: XmlElement): string {
    return this.#source.slice(start, end);
  }

  /** The start tag with its other attributes as they are. */
  #tag({ hitPolicy, aggregation }: DecisionTable): string {
    const first = this.#element.children[0]?.start ?? this.#element.end;
    const text = this.#source.slice(this.#element.start, first);
    const whole = /^<(?:"[^"]*"|'[^']*'|[^>"'])*>/.exec(text)![0];
    const tag = whole.slice(0, whole.endsWith('/>') ? -2 : -1).trimEnd();
    const bare = tag.replace(/\s(?:hitPolicy|aggregation)\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
    const sum = aggregation === null ? '' : ` aggregation="${aggregation}"`;
    return `${bare} hitPolicy="${hitPolicy}"${sum}>`;
  }

  #input({ id, label, expression, typeRef, allowed }: InputClause): string {
    const inner = [
      this.#holder('inputExpression', typeAttribute(typeRef), expression),
      ...(allowed === null ? [] : [this.#holder('inputValues', '', allowed)]),
    ];
    const head = `input id="${this.#idOf(id, 'input')}"${attribute('label', label)}`;
    return this.#around(head, 'input', inner, 2);
  }

  #output({ id, name, label, typeRef, allowed, byDefault }: OutputClause): string {
    const inner = [
      ...(allowed === null ? [] : [this.#holder('outputValues', '', allowed)]),
      ...(byDefault === null ? [] : [this.#holder('defaultOutputEntry', '', byDefault)]),
    ];
    const names = `${attribute('label', label)}${attribute('name', name)}`;
    const head = `output id="${this.#idOf(id, 'output')}"${names}${typeAttribute(typeRef)}`;
    return this.#around(head, 'output', inner, 2);
  }

  #rule(rule: Rule, old: Rule | null): string {
    const cells = (name: string, list: readonly Cell[], were: readonly Cell[] | undefined) =>
      list.map((cell, at) => {
        const same = were?.length === list.length ? were[at]!.id : null;
        return this.#holder(name, ` id="${this.#idOf(same, name)}"`, cell.text);
      });
    const inner = [
      ...(rule.description === null
        ? []
        : [
            `<${this.#prefix}description>${escaped(rule.description)}</${this.#prefix}description>`,
          ]),
      ...cells('inputEntry', rule.inputs, old?.inputs),
      ...cells('outputEntry', rule.outputs, old?.outputs),
      ...rule.annotations.map((text) => this.#holder('annotationEntry', '', text)),
    ];
    return this.#around(`rule id="${this.#idOf(rule.id, 'rule')}"`, 'rule', inner, 2);
  }

  #holder(name: string, attributes: string, text: string): string {
    const inner = `<${this.#prefix}text>${escaped(text)}</${this.#prefix}text>`;
    return `<${this.#prefix}${name}${attributes}>${inner}</${this.#prefix}${name}>`;
  }

  #around(head: string, name: string, inner: readonly string[], depth: number): string {
    if (inner.length === 0) return `<${this.#prefix}${head} />`;
    const indent = `\n${this.#indent}${'  '.repeat(depth)}`;
    const end = `\n${this.#indent}${'  '.repeat(depth - 1)}</${this.#prefix}${name}>`;
    return `<${this.#prefix}${head}>${inner.map((one) => `${indent}${one}`).join('')}${end}`;
  }

  /** The id there was, or one that nothing in the file has. */
  #idOf(known: string | null, name: string): string {
    if (known !== null) return quoted(known);
    const stem = `${this.#element.attributes.get('id') ?? 'table'}_${name}`;
    for (let count = 1; ; count++) {
      const id = `${stem}_new_${count}`;
      if (this.#ids.has(id)) continue;
      this.#ids.add(id);
      return quoted(id);
    }
  }
}

/** Line 0 is that of something new. */
function isSamePlace(a: Place, b: Place): boolean {
  return b.line !== 0 && a.id === b.id && a.line === b.line;
}

function isAlike(a: InputClause | OutputClause, b: InputClause | OutputClause): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function textsOf({ description, inputs, outputs, annotations }: Rule): string {
  const texts = (cells: readonly Cell[]) => cells.map((cell) => cell.text.trim());
  return JSON.stringify([description, texts(inputs), texts(outputs), annotations]);
}

function attribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${quoted(value)}"`;
}

function typeAttribute(typeRef: string | null): string {
  return attribute('typeRef', typeRef);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function quoted(text: string): string {
  return escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
