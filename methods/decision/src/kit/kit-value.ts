/** Values as the conformance kit writes them, and when a result is what was expected. */
import { equal, isContext, isList } from '../feel/compare.ts';
import { absolute, compare, Decimal, multiply, parseDecimal, subtract } from '../feel/decimal.ts';
import { parseDate, parseDateAndTime, parseDuration, parseTime } from '../feel/temporal.ts';
import type { Value } from '../feel/value.ts';
import type { XmlElement } from '../xml.ts';

const SCHEMA_INSTANCE = '{http://www.w3.org/2001/XMLSchema-instance}';

/** Reads `<value>`, `<list>` or the `<component>`s inside an element. */
export function readKitValue(element: XmlElement): Value {
  const of = (name: string) => element.children.filter((child) => child.name === name);
  const components = of('component');
  if (components.length > 0) {
    return new Map(
      components.map((component) => [
        component.attributes.get('name') ?? '',
        readKitValue(component),
      ]),
    );
  }
  const [list] = of('list');
  if (list !== undefined) {
    return list.children.filter((child) => child.name === 'item').map((item) => readKitValue(item));
  }
  const [value] = of('value');
  return value === undefined ? null : readSingle(value);
}

function readSingle(element: XmlElement): Value {
  if (element.attributes.get(`${SCHEMA_INSTANCE}nil`) === 'true') return null;
  const text = element.text;
  const type = (element.attributes.get(`${SCHEMA_INSTANCE}type`) ?? '').replace(/^.*:/, '');
  const plain = text.trim();
  switch (type) {
    case 'string':
      return text;
    case 'boolean':
      return plain === 'true' || plain === '1';
    case 'decimal':
    case 'double':
    case 'float':
    case 'integer':
    case 'int':
    case 'long':
      return parseDecimal(plain);
    case 'date':
      return parseDate(plain);
    case 'time':
      return parseTime(plain);
    case 'dateTime':
      return parseDateAndTime(plain);
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return parseDuration(plain);
    default:
      return text;
  }
}

const tolerance = new Decimal(1, -8);

/** Numbers may differ by one part in 10^8, as the kit's own runners allow. */
export function isExpected(found: Value, expected: Value): boolean {
  if (expected instanceof Decimal && found instanceof Decimal) {
    const gap = subtract(found, expected);
    const size = multiply(absolute(expected), tolerance);
    return (
      gap !== null && size !== null && (compare(gap, new Decimal(0, 0)) === 0 || isBelow(gap, size))
    );
  }
  if (isList(expected)) {
    if (!isList(found) || found.length !== expected.length) return false;
    return expected.every((one, at) => isExpected(found[at]!, one));
  }
  if (isContext(expected)) {
    if (!isContext(found) || found.size !== expected.size) return false;
    return [...expected].every(([key, value]) => {
      const own = found.get(key);
      return own !== undefined && isExpected(own, value);
    });
  }
  return equal(found, expected) === true;
}

function isBelow(gap: Decimal, size: Decimal): boolean {
  return compare(absolute(gap), size) <= 0;
}
