import type { TermsProblem } from 'yunhe/outposts/contract';
import { sayReason } from '../ui/problem.tsx';

/** The sentence of a problem; a party that it speaks of is called as the terms call it. */
export function sayTermsProblem(
  { code, detail, params = {} }: Pick<TermsProblem, 'code' | 'detail' | 'params'>,
  nameOf: (party: string) => string,
): string {
  const { party } = params;
  const said = typeof party === 'string' ? { ...params, party: nameOf(party) } : params;
  return sayReason({ code, detail, params: said });
}
