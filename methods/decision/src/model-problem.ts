/** A model that cannot be read or compiled; the message names what is wrong and where. */
export class ModelProblem extends RangeError {
  readonly elementId: string | null;
  readonly line: number;

  constructor(message: string, place: { readonly id?: string | null; readonly line: number }) {
    super(message);
    this.name = 'ModelProblem';
    this.elementId = place.id ?? null;
    this.line = place.line;
  }
}
