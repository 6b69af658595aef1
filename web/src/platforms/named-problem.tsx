/** A "no" that calls measures, clauses and platforms by their names instead of their ids. */
import type { MeasureOfRound, Round } from 'yunhe/platforms/contract';
import { Problem, type Reason } from '../ui/call.ts';
import { ProblemView } from '../ui/problem.tsx';
import { nameIn, useLanguage } from '../ui/words.ts';

export type Names = ReadonlyMap<string, string>;

/** Of measures and of the clauses that ask for them. */
export function useMeasureNames(measures: readonly MeasureOfRound[]): Names {
  const language = useLanguage();
  return new Map(
    measures
      .flatMap(({ id, name, clauses }) => [...clauses, { id, name }])
      .map(({ id, name }) => [id, name[language]]),
  );
}

/** Of these and of the platforms of a round, which go by codes in its data. */
export function useRoundNames({ measures, reports }: Round): Names {
  const language = useLanguage();
  const codes = reports.flatMap(({ code, platform }) =>
    code === null ? [] : [[code, nameIn(language, platform)] as const],
  );
  return new Map([...useMeasureNames(measures), ...codes]);
}

const named = ['measure', 'clause', 'platform'];

export function withNames<One extends Pick<Reason, 'params'>>(reason: One, names: Names): One {
  const params = Object.entries(reason.params ?? {}).map(([key, value]) => [
    key,
    named.includes(key) ? (names.get(String(value)) ?? value) : value,
  ]);
  return { ...reason, params: Object.fromEntries(params) };
}

export function NamedProblem({
  problem,
  names,
}: {
  readonly problem: Error | null | undefined;
  readonly names: Names;
}) {
  if (!(problem instanceof Problem)) return <ProblemView problem={problem} />;
  const { code, message: detail, status, params, requestId } = problem;
  // The name stands in the sentence: the id beside it would say the same again.
  const reasons = problem.reasons.map(({ rule, ...reason }) => {
    const own = withNames(reason, names);
    return rule === undefined || names.has(rule) ? own : { ...own, rule };
  });
  const body = { code, detail, status, params, reasons };
  return (
    <ProblemView problem={new Problem({ ...body, ...(requestId === null ? {} : { requestId }) })} />
  );
}
