/** Inputs of a rule as one piece of an address, so that an example can be sent to a colleague. */
import type { Inputs } from 'yunhe/rules/contract';

export function addressOfInputs(inputs: Inputs): string {
  return JSON.stringify(inputs);
}

/** Nothing where the text is not what `addressOfInputs` writes. */
export function inputsInAddress(text: string): Inputs {
  try {
    const read: unknown = JSON.parse(text);
    const fits = typeof read === 'object' && read !== null && !Array.isArray(read);
    return fits ? (read as Inputs) : {};
  } catch {
    return {};
  }
}
