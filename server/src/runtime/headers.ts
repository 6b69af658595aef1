/** Headers that an answer brings along, such as a cookie: kept beside the answer, never in it. */
const headersByAnswer = new WeakMap<object, Readonly<Record<string, string>>>();

export function withHeaders<Answer extends object>(
  answer: Answer,
  headers: Readonly<Record<string, string>>,
): Answer {
  headersByAnswer.set(answer, headers);
  return answer;
}

export function headersOf(answer: unknown): Readonly<Record<string, string>> {
  const kept =
    typeof answer === 'object' && answer !== null ? headersByAnswer.get(answer) : undefined;
  return kept ?? {};
}
