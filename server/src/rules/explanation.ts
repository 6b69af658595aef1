/**
 * Why the answer is what it is, in sentences of both languages made from the words of the rule:
 * what was known, which rule matched, what was missing, and all that speaks against it.
 */
import type {
  DecisionTable,
  DecisionTrace,
  Json,
  Problem,
  ProblemCode,
  TableTrace,
} from '@yunhe/decision';
import type { Both, OutcomeReading, Sentence, Words } from './contract.ts';
import { type Answers, type Outcome, partOf } from './decision.ts';
import { joinBoth, labelOf, valueInWords } from './labels.ts';

export interface Explained {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly answers: Answers;
  readonly trace: readonly DecisionTrace[];
  readonly problems: readonly Problem[];
  readonly words: Readonly<Words>;
  readonly reading: OutcomeReading | null;
  readonly outcome: Outcome | null;
  /** The decision tables of the model by the name of their decision. */
  readonly tables: ReadonlyMap<string, readonly DecisionTable[]>;
}

const outcomeWords: Readonly<Record<Outcome, Both>> = {
  granted: { zh: '结论：符合', en: 'Outcome: it qualifies' },
  refused: { zh: '结论：不符合', en: 'Outcome: it does not qualify' },
  undetermined: {
    zh: '结论：依现有材料无法判定',
    en: 'Outcome: it cannot be told from what is known',
  },
};

function sentence(kind: Sentence['kind'], said: Both, more: Partial<Sentence> = {}): Sentence {
  return { kind, ...said, decision: null, rule: null, ...more };
}

/** The outcome first, then what it stands on in the order in which it was worked out. */
export function explain(about: Explained): Sentence[] {
  const { outcome, trace } = about;
  return [
    ...(outcome === null ? [] : [sentence('outcome', outcomeWords[outcome])]),
    ...inputSentences(about),
    ...missingOf(about.problems).map((name) => missingSentence(about.words, name)),
    ...trace.flatMap((one) => decisionSentences(about, one)),
    ...about.problems
      .filter(({ code }) => code !== 'input_missing' && code !== 'no_rule_matched')
      .map((problem) => problemSentence(about.words, problem)),
  ];
}

/** Names of inputs that were needed and not given, each once. */
export function missingOf(problems: readonly Problem[]): string[] {
  const names = problems.filter(({ code }) => code === 'input_missing').map(nameOfMissing);
  return [...new Set(names)];
}

function nameOfMissing(problem: Problem): string {
  return problem.element;
}

function missingSentence(words: Readonly<Words>, name: string): Sentence {
  const { zh, en } = labelOf(words, name);
  return sentence('missing', { zh: `没有提供“${zh}”`, en: `“${en}” was not given` });
}

function inputSentences({ inputs, words }: Explained): Sentence[] {
  return Object.keys(inputs)
    .sort()
    .map((name) => sentence('input', isSaid(words, name, inputs[name])));
}

function isSaid(words: Readonly<Words>, name: string, value: unknown): Both {
  const label = labelOf(words, name);
  const said = valueInWords(words, value);
  return { zh: `“${label.zh}”为 ${said.zh}`, en: `“${label.en}” is ${said.en}` };
}

function decisionSentences(about: Explained, trace: DecisionTrace): Sentence[] {
  const tables = about.tables.get(trace.name) ?? [];
  const told = trace.tables.flatMap((table, at) =>
    tableSentences(about.words, trace.name, table, tableOf(tables, table, at)),
  );
  if (told.length > 0) return told;
  const said = isSaid(about.words, trace.name, trace.result);
  return [sentence('answer', said, { decision: trace.name })];
}

function tableOf(tables: readonly DecisionTable[], trace: TableTrace, at: number) {
  const byId = trace.id === null ? undefined : tables.find(({ id }) => id === trace.id);
  return byId ?? tables[at] ?? null;
}

function tableSentences(
  words: Readonly<Words>,
  decision: string,
  trace: TableTrace,
  table: DecisionTable | null,
): Sentence[] {
  const label = labelOf(words, decision);
  if (trace.matched.length === 0) {
    const answer = valueInWords(words, trace.result);
    const then: Both = trace.byDefault
      ? { zh: `，取默认结果 ${answer.zh}`, en: `; the default ${answer.en} stands` }
      : { zh: '', en: '' };
    const said = {
      zh: `“${label.zh}”：没有规则适用${then.zh}`,
      en: `“${label.en}”: no rule applies${then.en}`,
    };
    return [sentence('no_rule_matched', said, { decision })];
  }
  return trace.matched.map(({ rule, outputs, annotations }) => {
    const where = joinBoth(conditionsOf(words, trace, table, rule), { zh: '，且', en: ' and ' });
    const answer = joinBoth(
      outputs.map(({ label: name, value }) => answered(words, name, value, outputs.length)),
      { zh: '，', en: ', ' },
    );
    const because =
      where.zh === '' ? { zh: '', en: '' } : { zh: `（${where.zh}）`, en: ` (${where.en})` };
    const notes = annotations
      .filter((note) => note.trim() !== '')
      .map((note) => labelOf(words, note));
    const note = joinBoth(notes, { zh: '；', en: '; ' });
    const said = {
      zh: `“${label.zh}”：适用第 ${rule} 条规则${because.zh}，得 ${answer.zh}`,
      en: `“${label.en}”: rule ${rule} applies${because.en} and gives ${answer.en}`,
    };
    const whole =
      notes.length === 0 ? said : { zh: `${said.zh}。${note.zh}`, en: `${said.en}. ${note.en}` };
    return sentence('rule_matched', whole, { decision, rule });
  });
}

function answered(words: Readonly<Words>, name: string, value: Json, outputs: number): Both {
  const said = valueInWords(words, value);
  if (outputs === 1) return said;
  const label = labelOf(words, name);
  return { zh: `${label.zh} ${said.zh}`, en: `${label.en} ${said.en}` };
}

/** What was asked of each column and what stood there; columns that take anything say nothing. */
function conditionsOf(
  words: Readonly<Words>,
  trace: TableTrace,
  table: DecisionTable | null,
  rule: number,
): Both[] {
  return trace.inputs.flatMap(({ label: name, value }, at) => {
    const test = table?.rules[rule - 1]?.inputs[at]?.text.trim() ?? '-';
    if (test === '-' || test === '') return [];
    const label = labelOf(words, name, table?.inputs[at]?.expression ?? null);
    const said = valueInWords(words, value);
    const asked = testInWords(words, test);
    return [
      {
        zh: `${label.zh} ${said.zh}，要求 ${asked.zh}`,
        en: `${label.en} ${said.en}, asked ${asked.en}`,
      },
    ];
  });
}

/** A test as it stands, but for a single text or truth value that the words can say. */
function testInWords(words: Readonly<Words>, test: string): Both {
  if (test === 'true' || test === 'false') return valueInWords(words, test === 'true');
  const quoted = /^"([^"\\]*)"$/.exec(test);
  return quoted === null ? { zh: test, en: test } : labelOf(words, quoted[1]!);
}

/** What a problem of the engine means to a reader of Chinese; its message is English. */
const problemWords: Readonly<Record<ProblemCode, string>> = {
  input_missing: '没有提供所需的输入',
  type_mismatch: '值的类型不符',
  value_not_allowed: '值不在允许范围之内',
  undefined_result: '依现有的值得不出结果',
  unknown_name: '用到了没有定义的名称',
  unknown_function: '用到了没有定义的函数',
  no_rule_matched: '没有规则适用',
  rules_overlap: '有多条规则同时适用',
  number_out_of_range: '数值超出范围',
  external_function_declined: '不运行外部函数',
  limit_reached: '达到运算上限',
  syntax_error: '表达式有语法错误',
  requirement_cycle: '判定之间循环依赖',
  element_without_logic: '没有写明判定逻辑',
  unknown_type: '用到了没有定义的类型',
};

function problemSentence(words: Readonly<Words>, problem: Problem): Sentence {
  const { zh, en } = labelOf(words, problem.element);
  const column = problem.column === undefined ? '' : ` / ${problem.column}`;
  const said = {
    zh: `“${zh}”${column} 未能得出结果：${problemWords[problem.code]}`,
    en: `“${en}”${column} gave nothing: ${problem.message}`,
  };
  return sentence('problem', said, { decision: problem.element, rule: problem.rule ?? null });
}

/**
 * All that speaks against it: the conditions that do not hold, the reasons that the rule itself
 * lists, what was missing; where the rule declares neither, whatever is false or led to the no.
 */
export function reasonsOf(about: Explained): Sentence[] {
  if (about.outcome === null || about.outcome === 'granted') return [];
  const { reading, answers, trace, words } = about;
  const missing = missingOf(about.problems).map((name) => missingSentence(words, name));
  const declared = reading?.conditions ?? [];
  const names = declared.length > 0 ? declared : falseDecisions(trace, reading?.decision ?? null);
  const conditions = names
    .filter((name) => (answers.get(name) ?? null) !== true)
    .map((name) => conditionSentence(about, name));
  const listed = [partOf(answers, reading?.reasons ?? '')].flat().flatMap((one) => {
    if (typeof one !== 'string' || one === '') return [];
    return [sentence('condition', labelOf(words, one), { decision: reading?.reasons ?? null })];
  });
  const found = [...conditions, ...listed, ...missing];
  if (found.length > 0) return found;
  return trace
    .filter(({ name }) => name === reading?.decision)
    .flatMap((one) => decisionSentences(about, one));
}

function falseDecisions(trace: readonly DecisionTrace[], outcome: string | null): string[] {
  return trace
    .filter(({ name, result }) => result === false && name !== outcome)
    .map(({ name }) => name);
}

/** The condition, and what it read. */
function conditionSentence(about: Explained, name: string): Sentence {
  const { words, trace, answers } = about;
  const label = labelOf(words, name);
  const made = trace.find((one) => one.name === name);
  const read = (made?.inputs ?? []).map(({ name: input, value }) => {
    const of = labelOf(words, input);
    const said = valueInWords(words, value);
    return { zh: `${of.zh}：${said.zh}`, en: `${of.en}: ${said.en}` };
  });
  const values = joinBoth(read, { zh: '，', en: ', ' });
  const isKnown = (answers.get(name) ?? null) === false;
  const said: Both = isKnown
    ? { zh: `不满足“${label.zh}”`, en: `“${label.en}” does not hold` }
    : { zh: `无法判定“${label.zh}”`, en: `“${label.en}” cannot be told` };
  const whole =
    read.length === 0
      ? said
      : { zh: `${said.zh}（${values.zh}）`, en: `${said.en} (${values.en})` };
  return sentence('condition', whole, { decision: name });
}
