/** `text:60`, as weights stand in the address bar; the server knows which parts there are. */
export function isWeightWish(text: string): boolean {
  return /^[a-z]+:(100|[1-9]?[0-9])$/.test(text);
}
