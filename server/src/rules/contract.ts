/** What HTTP and the web see of the common rules: operations, their shapes and their refusals. */
import { type Static, Type } from 'typebox';
import { organisationKinds } from '../registry/contract.ts';
import {
  Currency,
  Day,
  endpoint,
  exportQuery,
  Id,
  Instant,
  Nullable,
  OneOf,
  Page,
  Paging,
  Several,
} from '../runtime/endpoint.ts';
import { outcomes } from './decision.ts';
import { changes, replayStates } from './replay.ts';
import { sourceGrades, versionActions, versionStates, withdrawalReasons } from './rule-version.ts';

// Shapes that several operations share ------------------------------------------------------------

const exact = { additionalProperties: false };
const RegionCode = Type.String({ pattern: '^[A-Z0-9-]{2,12}$' });
/** Of a decision, an input or an output, as the model has it. */
const Name = Type.String({ minLength: 1, maxLength: 300 });
const Line = Type.String({ minLength: 1, maxLength: 300 });
const Note = Type.String({ maxLength: 2_000 });
const Count = Type.Integer({ minimum: 0 });
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** A decimal number as text: JSON numbers lose digits. */
const Decimal = Type.String({ pattern: '^-?[0-9]{1,34}(\\.[0-9]{1,34})?$' });

export const Both = Type.Object(
  { zh: Type.String({ maxLength: 1_000 }), en: Type.String({ maxLength: 1_000 }) },
  exact,
);
export type Both = Static<typeof Both>;

/** Words for the names in a model: of inputs, outputs, decisions and text values. */
const Words = Type.Record(Type.String({ minLength: 1, maxLength: 300 }), Both, {
  maxProperties: 500,
});
export type Words = Static<typeof Words>;

/**
 * Inputs by the name of the input data. Numbers may come as decimal texts; days, times and
 * durations come as ISO 8601 texts; what is left out is not known.
 */
const Inputs = Type.Record(Name, Type.Unknown(), { maxProperties: 200 });
export type Inputs = Static<typeof Inputs>;

const RegionRef = Type.Object({
  code: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});

export const Organisation = Type.Object({
  id: Id,
  displayName: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
  kind: OneOf(organisationKinds),
  region: Nullable(RegionRef),
});

/** Who keeps a rule set or adopts a version: a region or a compact of regions. */
export const placeKinds = ['region', 'compact'] as const;
export const Place = Type.Object({
  kind: OneOf(placeKinds),
  /** The region's code or the compact's id. */
  id: Type.String(),
  nameZh: Nullable(Type.String()),
  nameEn: Nullable(Type.String()),
});
export type Place = Static<typeof Place>;

/** One of the two is given. */
const place = {
  regionCode: Type.Optional(RegionCode),
  compactId: Type.Optional(Id),
};

function Rights<const Action extends string>(actions: readonly Action[]) {
  return Type.Unsafe<Record<Action, boolean>>(
    Type.Object(Object.fromEntries(actions.map((action) => [action, Type.Boolean()]))),
  );
}

export const Reason = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  pointer: Type.Optional(Type.String()),
  rule: Type.Optional(Type.String()),
});

// Rule sets and their versions --------------------------------------------------------------------

/** An example with its answer, kept with the rule. */
export const TestCase = Type.Object(
  {
    name: Line,
    /** The decision asked; that of the outcome unless told. */
    decision: Type.Optional(Name),
    inputs: Inputs,
    /** What must come; numbers may be decimal texts. */
    expected: Type.Unknown(),
  },
  exact,
);
export type TestCase = Static<typeof TestCase>;

/** A gap that the document leaves open on purpose; `key` is that of the gap found. */
export const DeclaredGap = Type.Object(
  { key: Type.String({ minLength: 1, maxLength: 100 }), reason: Line },
  exact,
);
export type DeclaredGap = Static<typeof DeclaredGap>;

/** How to read a yes or a no out of what the model answers. */
export const OutcomeReading = Type.Object(
  {
    decision: Name,
    /** The part of the answer that counts, where it has several. */
    output: Type.Optional(Nullable(Name)),
    /** Answers that are a yes and answers that are a no; any other one is neither. */
    grants: Type.Array(Type.Unknown(), { maxItems: 50 }),
    refuses: Type.Array(Type.Unknown(), { maxItems: 50 }),
    /** Decisions that must be true: each that is not is a reason of the no. */
    conditions: Type.Optional(Type.Array(Name, { maxItems: 50 })),
    /** A decision that lists reasons as texts. */
    reasons: Type.Optional(Nullable(Name)),
    /** The number that says how much money follows, and what it is counted in (`万元`). */
    amount: Type.Optional(
      Nullable(
        Type.Object(
          { decision: Name, output: Type.Optional(Nullable(Name)), unit: Type.String() },
          exact,
        ),
      ),
    ),
  },
  exact,
);
export type OutcomeReading = Static<typeof OutcomeReading>;

const versionText = {
  nameZh: Type.String({ maxLength: 200 }),
  nameEn: Type.String({ maxLength: 300 }),
  documentNumber: Nullable(Type.String({ maxLength: 200 })),
  grade: Nullable(OneOf(sourceGrades)),
  /** Who issued the document, and where it can be read. */
  issuer: Nullable(Type.String({ maxLength: 200 })),
  sourceUrl: Nullable(Type.String({ maxLength: 500, pattern: '^https?://' })),
  textZh: Type.String({ maxLength: 50_000 }),
  textEn: Type.String({ maxLength: 50_000 }),
  /** What of the document is not in the model, or not known. */
  limitsZh: Type.String({ maxLength: 5_000 }),
  limitsEn: Type.String({ maxLength: 5_000 }),
  words: Words,
  cases: Type.Array(TestCase, { maxItems: 500 }),
  declaredGaps: Type.Array(DeclaredGap, { maxItems: 500 }),
  outcome: Nullable(OutcomeReading),
  /** Half-open: in force from a day on, until the day before another. */
  effectiveFrom: Nullable(Day),
  effectiveUntil: Nullable(Day),
};

export const VersionText = Type.Object(versionText, exact);
export type VersionText = Static<typeof VersionText>;
/** What is left out stays as it is. The model is sent by itself, as a file. */
export const VersionChange = Type.Partial(VersionText, exact);
export type VersionChange = Static<typeof VersionChange>;

const versionFacts = {
  id: Id,
  ruleSetId: Id,
  number: Type.Integer({ minimum: 1 }),
  state: OneOf(versionStates),
  nameZh: Type.String(),
  nameEn: Type.String(),
  documentNumber: Nullable(Type.String()),
  grade: Nullable(OneOf(sourceGrades)),
  effectiveFrom: Nullable(Day),
  effectiveUntil: Nullable(Day),
  publishedAt: Nullable(Instant),
  /** A sample of the demo, marked so on screen. */
  sample: Type.Boolean(),
};

export const VersionSummary = Type.Object(versionFacts);
export type VersionSummary = Static<typeof VersionSummary>;

const Who = Type.Object({ id: Nullable(Id), name: Type.String() });

export const Adoption = Type.Object({
  id: Id,
  place: Place,
  version: VersionSummary,
  startsOn: Day,
  endsOn: Nullable(Day),
  /** Who signed, when, and the digest of the content that was signed. */
  signedBy: Who,
  signedAt: Instant,
  contentDigest: Digest,
  /** The content still is what was signed. */
  signatureHolds: Type.Boolean(),
  /** Where to turn with a question or an objection. */
  office: Type.Object({
    nameZh: Type.String(),
    nameEn: Type.String(),
    email: Nullable(Type.String()),
    phone: Nullable(Type.String()),
    url: Nullable(Type.String()),
  }),
  sample: Type.Boolean(),
  revision: Type.Integer(),
  may: Type.Object({ end: Type.Boolean() }),
});
export type Adoption = Static<typeof Adoption>;

export const RuleVersion = Type.Object({
  ...versionFacts,
  ...versionText,
  keeper: Place,
  authors: Type.Array(Who),
  reviewedBy: Nullable(Who),
  reviewedAt: Nullable(Instant),
  reviewNote: Nullable(Type.String()),
  publishedBy: Nullable(Who),
  withdrawnBy: Nullable(Who),
  withdrawnAt: Nullable(Instant),
  withdrawnBecause: Nullable(OneOf(withdrawalReasons)),
  withdrawalNote: Nullable(Type.String()),
  /** Until when a withdrawal can be undone. */
  reinstatableUntil: Nullable(Instant),
  /** SHA-256 of the model as it was sent; null while there is none. */
  modelDigest: Nullable(Digest),
  modelBytes: Count,
  /** SHA-256 of all that an adoption signs: texts, model, cases, reading and period. */
  contentDigest: Digest,
  adoptions: Type.Array(Adoption),
  createdAt: Instant,
  updatedAt: Instant,
  revision: Type.Integer(),
  may: Rights(versionActions),
});
export type RuleVersion = Static<typeof RuleVersion>;

const ruleSetFacts = {
  id: Id,
  keeper: Place,
  /** The latest version that the caller may see; what lists show. */
  latest: VersionSummary,
  /** The places that have adopted a version for today. */
  adoptedBy: Type.Array(
    Type.Object({ place: Place, versionId: Id, number: Type.Integer(), startsOn: Day }),
  ),
  sample: Type.Boolean(),
};
export const RuleSetSummary = Type.Object(ruleSetFacts);
export type RuleSetSummary = Static<typeof RuleSetSummary>;

export const RuleSet = Type.Object({
  ...ruleSetFacts,
  /** The newest first. */
  versions: Type.Array(VersionSummary),
  may: Type.Object({ addVersion: Type.Boolean() }),
});
export type RuleSet = Static<typeof RuleSet>;

// What stands in a model --------------------------------------------------------------------------

/** What is wrong with a model or an input, with the element and the column it is about. */
export const ModelProblem = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  /** Name, else id, of the DMN element. */
  element: Nullable(Type.String()),
  column: Nullable(Type.String()),
  row: Nullable(Type.Integer()),
  severity: OneOf(['error', 'warning'] as const),
});
export type ModelProblem = Static<typeof ModelProblem>;

const Column = Type.Object({
  name: Type.String(),
  label: Both,
  expression: Nullable(Type.String()),
  type: Nullable(Type.String()),
  /** The allowed values as they stand in the model. */
  allowed: Nullable(Type.String()),
});

export const DecisionTable = Type.Object({
  hitPolicy: Type.String(),
  aggregation: Nullable(Type.String()),
  inputs: Type.Array(Column),
  outputs: Type.Array(Column),
  annotations: Type.Array(Type.String()),
  rules: Type.Array(
    Type.Object({
      /** From 1, as traces and findings name it. */
      number: Type.Integer(),
      inputs: Type.Array(Type.String()),
      outputs: Type.Array(Type.String()),
      annotations: Type.Array(Type.String()),
    }),
  ),
});
export type DecisionTable = Static<typeof DecisionTable>;

export const ModelDecision = Type.Object({
  name: Type.String(),
  label: Both,
  type: Nullable(Type.String()),
  /** `decision table`, `literal expression`, `context` and so on. */
  logic: Type.String(),
  table: Nullable(DecisionTable),
  /** FEEL text of a literal expression. */
  expression: Nullable(Type.String()),
  /** Names of the decisions and inputs it stands on. */
  requires: Type.Array(Type.String()),
});
export type ModelDecision = Static<typeof ModelDecision>;

export const valueTypes = [
  'number',
  'text',
  'boolean',
  'date',
  'time',
  'date_and_time',
  'days_and_time_duration',
  'years_and_months_duration',
  'context',
  'any',
] as const;
export type ValueType = (typeof valueTypes)[number];

const formField = {
  name: Type.String(),
  label: Both,
  type: OneOf(valueTypes),
  isList: Type.Boolean(),
  /** Values to choose from, where the model lists them. */
  choices: Nullable(Type.Array(Type.Object({ value: Type.Unknown(), label: Both }))),
  /** Any other bound, as it stands in the model: `[0..100]`. */
  bounds: Nullable(Type.String()),
};
export const FormField = Type.Object({
  ...formField,
  /** Of a context, one level deep; below that the type is `any`. */
  fields: Type.Array(Type.Object(formField)),
});
export type FormField = Static<typeof FormField>;

export const Model = Type.Object({
  name: Type.String(),
  /** Of the inputs that the decision of the outcome needs, or of all. */
  form: Type.Array(FormField),
  decisions: Type.Array(ModelDecision),
  problems: Type.Array(ModelProblem),
});
export type Model = Static<typeof Model>;

// What comes of running one -----------------------------------------------------------------------

export const sentenceKinds = [
  'outcome',
  'input',
  'missing',
  'rule_matched',
  'no_rule_matched',
  'answer',
  'condition',
  'problem',
] as const;

export const Sentence = Type.Object({
  kind: OneOf(sentenceKinds),
  zh: Type.String(),
  en: Type.String(),
  /** The decision it speaks of, and the number of the rule in its table. */
  decision: Nullable(Type.String()),
  rule: Nullable(Type.Integer()),
});
export type Sentence = Static<typeof Sentence>;

export const Run = Type.Object({
  /** Null where the rule set does not say how to read one. */
  outcome: Nullable(OneOf(outcomes)),
  /** By name of the decision; numbers are decimal texts where JSON numbers would lose digits. */
  results: Type.Record(Type.String(), Type.Unknown()),
  /** Names of inputs that were needed and not given. */
  missing: Type.Array(Type.String()),
  explanation: Type.Array(Sentence),
  /** All that speaks against it, where it is a no. */
  reasons: Type.Array(Sentence),
  amount: Nullable(Type.Object({ amount: Decimal, unit: Type.String() })),
  problems: Type.Array(ModelProblem),
  /** As the engine wrote it: what was evaluated, what matched, what was null and why. */
  trace: Type.Unknown(),
  engineVersion: Type.String(),
  /** SHA-256 of the canonical text of inputs, results, problems and trace. */
  digest: Digest,
});
export type Run = Static<typeof Run>;

export const CaseResult = Type.Object({
  name: Type.String(),
  decision: Type.String(),
  passed: Type.Boolean(),
  expected: Type.Unknown(),
  came: Type.Unknown(),
  problems: Type.Array(ModelProblem),
});
export type CaseResult = Static<typeof CaseResult>;

/** Conditions of a part of the input space, column by column; any value where none is named. */
const Part = Type.Array(Type.Object({ column: Type.String(), label: Both, test: Type.String() }));

export const Analysis = Type.Object({
  tables: Type.Array(
    Type.Object({
      decision: Type.String(),
      label: Both,
      gaps: Type.Array(
        Type.Object({
          /** Names the gap in `declaredGaps`; the same as long as the gap is. */
          key: Type.String(),
          where: Part,
          example: Inputs,
          declared: Nullable(Type.String()),
        }),
      ),
      overlaps: Type.Array(
        Type.Object({
          rules: Type.Array(Type.Integer()),
          where: Part,
          example: Inputs,
          /** The hit policy does not allow it. */
          forbidden: Type.Boolean(),
        }),
      ),
      /** Rules that can never fire, and those that stand before them. */
      dead: Type.Array(Type.Object({ rule: Type.Integer(), because: Type.Array(Type.Integer()) })),
      /** False where the table holds tests that cannot be analysed; they are named. */
      complete: Type.Boolean(),
      notAnalysed: Type.Array(ModelProblem),
    }),
  ),
});
export type Analysis = Static<typeof Analysis>;

export const VersionCheck = Type.Object({
  problems: Type.Array(ModelProblem),
  cases: Type.Array(CaseResult),
  analysis: Analysis,
  /** Whether it could be published, and everything that speaks against it. */
  publishable: Type.Boolean(),
  reasons: Type.Array(Reason),
});
export type VersionCheck = Static<typeof VersionCheck>;

export const answerKinds = ['answer', 'nothing', 'conflict', 'not admitted'] as const;

export const Comparison = Type.Object({
  left: VersionSummary,
  right: VersionSummary,
  tables: Type.Array(
    Type.Object({
      decision: Type.String(),
      label: Both,
      differences: Type.Array(
        Type.Object({
          where: Part,
          /** In FEEL; `null` for every kind but an answer. */
          left: Type.String(),
          right: Type.String(),
          leftKind: OneOf(answerKinds),
          rightKind: OneOf(answerKinds),
          leftRules: Type.Array(Type.Integer()),
          rightRules: Type.Array(Type.Integer()),
          example: Inputs,
        }),
      ),
      /** At least as many as are listed. */
      count: Count,
      complete: Type.Boolean(),
      problems: Type.Array(ModelProblem),
    }),
  ),
  /** Decisions of other logic that is not written alike; null where it is no plain expression. */
  expressions: Type.Array(
    Type.Object({
      decision: Type.String(),
      label: Both,
      left: Nullable(Type.String()),
      right: Nullable(Type.String()),
    }),
  ),
  /** Decisions that only one of the two has. */
  onlyLeft: Type.Array(Type.String()),
  onlyRight: Type.Array(Type.String()),
});
export type Comparison = Static<typeof Comparison>;

// Which rule holds --------------------------------------------------------------------------------

export const standings = ['holds', 'overridden', 'conflicts'] as const;

export const Holding = Type.Object({
  ruleSetId: Id,
  nameZh: Type.String(),
  nameEn: Type.String(),
  /** Null where nobody adopted any, or where two that are equally near contradict. */
  holds: Nullable(VersionSummary),
  conflict: Type.Boolean(),
  /** Every adoption that reaches there on the day, the nearest first. */
  adoptions: Type.Array(Type.Object({ standing: OneOf(standings), adoption: Adoption })),
});
export type Holding = Static<typeof Holding>;

export const AdoptionMatrix = Type.Object({
  on: Day,
  places: Type.Array(Place),
  ruleSets: Type.Array(RuleSetSummary),
  cells: Type.Array(
    Type.Object({
      ruleSetId: Id,
      place: Type.String(),
      holds: Nullable(VersionSummary),
      conflict: Type.Boolean(),
      /** By the place itself, or by one it lies in or is a member of. */
      from: Nullable(Place),
      startsOn: Nullable(Day),
      endsOn: Nullable(Day),
    }),
  ),
});
export type AdoptionMatrix = Static<typeof AdoptionMatrix>;

// Decisions ---------------------------------------------------------------------------------------

export const Evidence = Type.Object(
  {
    /** The input it proves; left out for all. */
    input: Type.Optional(Nullable(Name)),
    text: Line,
    url: Type.Optional(Nullable(Type.String({ maxLength: 500, pattern: '^https?://' }))),
    /** SHA-256 of the file, where there is one. */
    digest: Type.Optional(Nullable(Digest)),
    statedOn: Type.Optional(Nullable(Day)),
  },
  exact,
);
export type Evidence = Static<typeof Evidence>;

const decisionFacts = {
  id: Id,
  organisation: Organisation,
  version: VersionSummary,
  /** The day for which the rule was looked up. */
  on: Day,
  decision: Type.String(),
  outcome: Nullable(OneOf(outcomes)),
  amount: Nullable(Type.Object({ amount: Decimal, unit: Type.String() })),
  decidedAt: Instant,
  decidedBy: Type.String(),
  sample: Type.Boolean(),
};
export const DecisionSummary = Type.Object(decisionFacts);
export type DecisionSummary = Static<typeof DecisionSummary>;

export const Decision = Type.Object({
  ...decisionFacts,
  inputs: Inputs,
  evidence: Type.Array(Evidence),
  run: Run,
  /** Where to turn: the office of the adoption; null where no adoption stood behind it. */
  turnTo: Nullable(Type.Object({ place: Place, office: Adoption.properties.office })),
  journeyId: Nullable(Id),
});
export type Decision = Static<typeof Decision>;

export const Recomputation = Type.Object({
  same: Type.Boolean(),
  keptDigest: Digest,
  digest: Digest,
  keptEngineVersion: Type.String(),
  engineVersion: Type.String(),
  run: Run,
});
export type Recomputation = Static<typeof Recomputation>;

// Replays -----------------------------------------------------------------------------------------

export const CaseFile = Type.Object({
  id: Id,
  name: Type.String(),
  bytes: Type.Integer(),
  columns: Type.Array(Type.String()),
  rows: Type.Array(Type.Record(Type.String(), Type.String())),
  /** Which column may be which input of the version asked about, by name. */
  suggested: Type.Record(Type.String(), Type.String()),
});
export type CaseFile = Static<typeof CaseFile>;

const Heading = Type.String({ minLength: 1, maxLength: 200 });

export const ReplayAsked = Type.Object(
  {
    title: Line,
    /** The office for which it is made: a region or a compact. */
    ...place,
    candidateVersionId: Id,
    /** What to compare with; left out, each case keeps what was decided. A file needs one. */
    baseVersionId: Type.Optional(Nullable(Id)),
    decisions: Type.Optional(
      Type.Object(
        {
          ruleSetId: Type.Optional(Id),
          /** Left out for everywhere: an empty list would be nowhere. */
          region: Type.Optional(Type.Array(RegionCode, { minItems: 1, maxItems: 50 })),
          /** Days for which was decided, half-open. */
          from: Type.Optional(Day),
          until: Type.Optional(Day),
        },
        exact,
      ),
    ),
    file: Type.Optional(
      Type.Object(
        {
          fileId: Id,
          sheet: Type.Optional(Heading),
          /** Column of each input, by the input's name. */
          columns: Type.Record(Name, Heading, { maxProperties: 200 }),
          name: Type.Optional(Heading),
          region: Type.Optional(Heading),
          kind: Type.Optional(Heading),
        },
        exact,
      ),
    ),
    /** What to sort cases by size with: an input, and where its bands begin. */
    size: Type.Optional(
      Nullable(
        Type.Object(
          { input: Name, bounds: Type.Array(Decimal, { minItems: 1, maxItems: 20 }) },
          exact,
        ),
      ),
    ),
    /**
     * The money at stake: an output that both rules give (what changes is the difference), or an
     * input (all of it is won or lost where the outcome turns).
     */
    money: Type.Optional(
      Nullable(
        Type.Object(
          {
            output: Type.Optional(
              Type.Object({ decision: Name, output: Type.Optional(Nullable(Name)) }, exact),
            ),
            input: Type.Optional(Name),
            unit: Type.String({ minLength: 1, maxLength: 20 }),
          },
          exact,
        ),
      ),
    ),
  },
  exact,
);
export type ReplayAsked = Static<typeof ReplayAsked>;

const changeCounts = {
  gains: Count,
  loses: Count,
  same: Count,
  unclear: Count,
  /** What those who gain would gain, and what those who lose would lose; both ≥ 0. */
  gained: Decimal,
  lost: Decimal,
};

export const Replay = Type.Object({
  id: Id,
  title: Type.String(),
  place: Place,
  candidate: VersionSummary,
  base: Nullable(VersionSummary),
  source: OneOf(['decisions', 'file'] as const),
  state: OneOf(replayStates),
  startedBy: Type.String(),
  createdAt: Instant,
  startedAt: Nullable(Instant),
  finishedAt: Nullable(Instant),
  done: Count,
  total: Nullable(Count),
  /** 0 to 100. */
  percent: Type.Number(),
  casesPerSecond: Nullable(Type.Number()),
  failure: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
  unit: Nullable(Type.String()),
  counts: Type.Object(changeCounts),
  may: Type.Object({ cancel: Type.Boolean() }),
});
export type Replay = Static<typeof Replay>;

export const ReplayResult = Type.Object({
  ...Replay.properties,
  asked: ReplayAsked,
  /** The same counts for each value; the key is a region's code, a kind or a band of size. */
  groups: Type.Array(
    Type.Object({
      by: OneOf(['region', 'kind', 'size'] as const),
      key: Nullable(Type.String()),
      label: Both,
      ...changeCounts,
    }),
  ),
});
export type ReplayResult = Static<typeof ReplayResult>;

const rowFacts = {
  /** From 1, in the order of the cases. */
  number: Type.Integer(),
  name: Nullable(Type.String()),
  organisationId: Nullable(Id),
  decisionId: Nullable(Id),
  region: Nullable(Type.String()),
  kind: Nullable(Type.String()),
  size: Nullable(Type.String()),
  change: OneOf(changes),
  baseOutcome: Nullable(OneOf(outcomes)),
  candidateOutcome: Nullable(OneOf(outcomes)),
  baseAmount: Nullable(Decimal),
  candidateAmount: Nullable(Decimal),
  /** What is won (positive) or lost (negative). */
  difference: Nullable(Decimal),
  /** Why nothing came of one side, where nothing did. */
  problem: Nullable(Type.String()),
};
export const ReplayRow = Type.Object(rowFacts);
export type ReplayRow = Static<typeof ReplayRow>;

/** One case with both explanations, worked out anew. */
export const ReplayCase = Type.Object({
  ...rowFacts,
  inputs: Inputs,
  base: Type.Object({ version: VersionSummary, run: Run }),
  candidate: Type.Object({ version: VersionSummary, run: Run }),
});
export type ReplayCase = Static<typeof ReplayCase>;

// Reasons that judgements give, each with a sentence in the language files ---------------------

export const reasonCodes = [
  'rule_names_missing',
  'document_number_missing',
  'grade_missing',
  'text_missing',
  'effective_from_missing',
  'period_ends_before_it_starts',
  'model_missing',
  'model_has_errors',
  'cases_missing',
  'case_fails',
  'overlap_forbidden',
  'gap_not_declared',
  'declared_gap_is_none',
  'table_not_analysed',
  'outcome_decision_not_in_model',
  'outcome_without_values',
  'author_cannot_review',
  'rule_says_no',
  'input_not_in_model',
  'type_mismatch',
  'value_not_allowed',
  'number_out_of_range',
] as const;

// Operations --------------------------------------------------------------------------------------

const makers = ['region_officer', 'secretariat'] as const;
const setParams = Type.Object({ ruleSetId: Id });
const versionParams = Type.Object({ versionId: Id });
const adoptionParams = Type.Object({ adoptionId: Id });
const decisionParams = Type.Object({ decisionId: Id });
const replayParams = Type.Object({ replayId: Id });
const rowParams = Type.Object({ replayId: Id, number: Type.Integer({ minimum: 1 }) });

const stateForbids = { version_state_forbids: 409 } as const;
const modelRefusals = {
  /** More than 2 MB, or more than 10,000 cells. */
  model_too_large: 413,
  /** `reasons` name the element and the column of each error. */
  model_not_valid: 422,
  /** It takes too long to examine. */
  limit_reached: 422,
} as const;
const versionRefusals = { version_not_valid: 422 } as const;
const runRefusals = {
  /** The version has no model yet. */
  model_missing: 409,
  decision_not_in_model: 422,
  /** A type or an allowed value is broken; each reason points at its input. */
  inputs_not_valid: 422,
  /** Steps, depth, list length or time ran out. */
  limit_reached: 422,
} as const;
const placeRefusals = {
  place_not_named: 422,
  region_not_known: 422,
  region_abolished: 422,
  region_not_yet_founded: 422,
  compact_not_known: 422,
} as const;

const setFilters = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  grade: Type.Optional(Several(OneOf(sourceGrades))),
  /** Of the latest version. */
  state: Type.Optional(Several(OneOf(versionStates))),
  /** Adopted there today. */
  region: Type.Optional(Several(RegionCode)),
};

const decisionFilters = {
  ruleSetId: Type.Optional(Id),
  versionId: Type.Optional(Id),
  organisationId: Type.Optional(Id),
  outcome: Type.Optional(Several(OneOf(outcomes))),
  region: Type.Optional(Several(RegionCode)),
  from: Type.Optional(Day),
  until: Type.Optional(Day),
};

const rowFilters = {
  change: Type.Optional(Several(OneOf(changes))),
  region: Type.Optional(Several(Type.String({ maxLength: 200 }))),
  kind: Type.Optional(Several(Type.String({ maxLength: 200 }))),
  size: Type.Optional(Several(Type.String({ maxLength: 200 }))),
};

export const rulesContract = {
  listRuleSets: endpoint({
    method: 'GET',
    path: '/rules/sets',
    summary: 'Rule sets by their latest version; drafts for those who make rules',
    rule: 'anyone',
    query: Type.Object({
      ...setFilters,
      sort: Type.Optional(OneOf(['name', '-publishedAt'] as const)),
      ...Paging,
    }),
    reply: Page(RuleSetSummary),
  }),
  exportRuleSets: endpoint({
    method: 'GET',
    path: '/rules/sets/export',
    summary: 'The same list as a file',
    rule: 'anyone',
    query: Type.Object({ ...setFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  createRuleSet: endpoint({
    method: 'POST',
    path: '/rules/sets',
    summary: 'Begins a rule set with the draft of its first version',
    rule: makers,
    body: Type.Object({ ...place, ...VersionChange.properties }, exact),
    reply: RuleVersion,
    creates: true,
    refusals: { ...placeRefusals, ...versionRefusals },
  }),
  readRuleSet: endpoint({
    method: 'GET',
    path: '/rules/sets/{ruleSetId}',
    summary: 'One rule set with its versions and who adopted it',
    rule: 'anyone',
    params: setParams,
    reply: RuleSet,
  }),
  addVersion: endpoint({
    method: 'POST',
    path: '/rules/sets/{ruleSetId}/versions',
    summary: 'Begins the draft of another version, as a copy of the latest or a named one',
    rule: makers,
    params: setParams,
    body: Type.Object({ fromVersionId: Type.Optional(Id) }, exact),
    reply: RuleVersion,
    creates: true,
    refusals: { draft_exists_already: 409 },
  }),

  readVersion: endpoint({
    method: 'GET',
    path: '/rules/versions/{versionId}',
    summary: 'One version with its text, its words, its cases and its adoptions',
    rule: 'anyone',
    params: versionParams,
    reply: RuleVersion,
  }),
  editVersion: endpoint({
    method: 'PATCH',
    path: '/rules/versions/{versionId}',
    summary: 'Saves what was typed into a draft; what is left out stays as it is',
    rule: makers,
    params: versionParams,
    body: VersionChange,
    reply: RuleVersion,
    edits: true,
    refusals: { ...stateForbids, ...versionRefusals },
  }),
  saveModel: endpoint({
    method: 'PUT',
    path: '/rules/versions/{versionId}/model',
    summary: 'Saves the DMN model of a draft; it must be readable, it may be incomplete',
    rule: makers,
    params: versionParams,
    reply: RuleVersion,
    edits: true,
    upload: true,
    refusals: { ...stateForbids, ...modelRefusals },
  }),
  downloadModel: endpoint({
    method: 'GET',
    path: '/rules/versions/{versionId}/model',
    summary: 'The DMN model as a file',
    rule: 'anyone',
    params: versionParams,
    reply: Type.Unknown(),
    download: true,
    refusals: { model_missing: 409 },
  }),
  inspectModel: endpoint({
    method: 'POST',
    path: '/rules/model-inspection',
    summary: 'What stands in a model that is not saved, and what is wrong with it',
    rule: makers,
    reply: Model,
    upload: true,
    callsPerMinute: 60,
    refusals: modelRefusals,
  }),
  readModel: endpoint({
    method: 'GET',
    path: '/rules/versions/{versionId}/content',
    summary: 'What stands in the model: tables, expressions, and a form made from its inputs',
    rule: 'anyone',
    params: versionParams,
    query: Type.Object({
      /** The inputs that this decision needs; that of the outcome unless told. */
      decision: Type.Optional(Name),
    }),
    reply: Model,
    refusals: { model_missing: 409, decision_not_in_model: 422 },
  }),
  exportTable: endpoint({
    method: 'GET',
    path: '/rules/versions/{versionId}/table',
    summary: 'A decision table as a workbook',
    rule: 'anyone',
    params: versionParams,
    query: Type.Object({ decision: Type.Optional(Name) }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
    refusals: { model_missing: 409, decision_not_in_model: 422, decision_is_not_a_table: 422 },
  }),
  importTable: endpoint({
    method: 'PUT',
    path: '/rules/versions/{versionId}/table',
    summary: 'Takes the rules of a decision table from a workbook as it was exported',
    rule: makers,
    params: versionParams,
    query: Type.Object({ decision: Type.Optional(Name) }),
    reply: RuleVersion,
    edits: true,
    upload: true,
    callsPerMinute: 20,
    refusals: {
      ...stateForbids,
      ...modelRefusals,
      model_missing: 409,
      decision_not_in_model: 422,
      decision_is_not_a_table: 422,
      file_too_large: 413,
      file_cannot_be_read: 422,
      /** Columns differ from the table's, or a cell is not FEEL; reasons name row and column. */
      table_not_valid: 422,
    },
  }),
  checkVersion: endpoint({
    method: 'GET',
    path: '/rules/versions/{versionId}/check',
    summary: 'Runs the cases, looks for gaps, overlaps and dead rules, and says what is missing',
    rule: 'anyone',
    params: versionParams,
    reply: VersionCheck,
    callsPerMinute: 30,
    refusals: { model_missing: 409, limit_reached: 422 },
  }),
  tryVersion: endpoint({
    method: 'POST',
    path: '/rules/versions/{versionId}/try',
    summary: 'Runs it without keeping anything',
    rule: 'anyone',
    params: versionParams,
    body: Type.Object({ decision: Type.Optional(Name), inputs: Inputs }, exact),
    reply: Run,
    callsPerMinute: 60,
    refusals: runRefusals,
  }),
  discardVersion: endpoint({
    method: 'DELETE',
    path: '/rules/versions/{versionId}',
    summary: 'Throws a draft away, and its rule set if that has no other version',
    rule: makers,
    params: versionParams,
    reply: Type.Null(),
    status: 204,
    edits: true,
    refusals: stateForbids,
  }),
  reviewVersion: endpoint({
    method: 'POST',
    path: '/rules/versions/{versionId}/review',
    summary: 'Says that a draft is right; by somebody who did not write it',
    rule: makers,
    params: versionParams,
    body: Type.Object({ note: Type.Optional(Nullable(Note)) }, exact),
    reply: RuleVersion,
    edits: true,
    refusals: { ...stateForbids, author_cannot_review: 409, version_not_publishable: 422 },
  }),
  reopenVersion: endpoint({
    method: 'POST',
    path: '/rules/versions/{versionId}/reopen',
    summary: 'Makes a reviewed version a draft again',
    rule: makers,
    params: versionParams,
    body: Type.Object({ note: Type.Optional(Nullable(Note)) }, exact),
    reply: RuleVersion,
    edits: true,
    refusals: stateForbids,
  }),
  publishVersion: endpoint({
    method: 'POST',
    path: '/rules/versions/{versionId}/publish',
    summary: 'Publishes a reviewed version; from then on it does not change',
    rule: makers,
    params: versionParams,
    reply: RuleVersion,
    edits: true,
    refusals: { ...stateForbids, version_not_publishable: 422 },
  }),
  withdrawVersion: endpoint({
    method: 'POST',
    path: '/rules/versions/{versionId}/withdraw',
    summary: 'Takes a published version back; adopted ones only if the adoptions are named',
    rule: makers,
    params: versionParams,
    body: Type.Object(
      {
        reason: OneOf(withdrawalReasons),
        note: Type.Optional(Nullable(Note)),
        /** Said by whoever saw that places have adopted it, and means it. */
        adoptionsKnown: Type.Optional(Type.Boolean()),
      },
      exact,
    ),
    reply: RuleVersion,
    edits: true,
    refusals: { ...stateForbids, version_is_adopted: 409 },
  }),
  reinstateVersion: endpoint({
    method: 'POST',
    path: '/rules/versions/{versionId}/reinstate',
    summary: 'Undoes a withdrawal within seven days',
    rule: makers,
    params: versionParams,
    reply: RuleVersion,
    edits: true,
    refusals: { ...stateForbids, reinstating_is_too_late: 409 },
  }),

  compareVersions: endpoint({
    method: 'GET',
    path: '/rules/comparison',
    summary: 'Where two versions, or the rules of two places on a day, answer differently',
    rule: 'anyone',
    query: Type.Object({
      leftVersionId: Type.Optional(Id),
      rightVersionId: Type.Optional(Id),
      /** Or: what holds for these two regions on the day. */
      ruleSetId: Type.Optional(Id),
      leftRegion: Type.Optional(RegionCode),
      rightRegion: Type.Optional(RegionCode),
      on: Type.Optional(Day),
    }),
    reply: Comparison,
    callsPerMinute: 30,
    refusals: {
      versions_not_named: 422,
      no_rule_holds_there: 409,
      rules_conflict_there: 409,
      model_missing: 409,
      limit_reached: 422,
    },
  }),

  listAdoptions: endpoint({
    method: 'GET',
    path: '/rules/adoptions',
    summary: 'Who adopted which version, from when until when',
    rule: 'anyone',
    query: Type.Object({
      ruleSetId: Type.Optional(Id),
      versionId: Type.Optional(Id),
      region: Type.Optional(Several(RegionCode)),
      compactId: Type.Optional(Id),
      /** Only those in force on the day. */
      on: Type.Optional(Day),
      ...Paging,
    }),
    reply: Page(Adoption),
  }),
  adoptVersion: endpoint({
    method: 'POST',
    path: '/rules/adoptions',
    summary: 'Adopts a published version for a region or a compact, signed by its officer',
    rule: makers,
    body: Type.Object(
      {
        ...place,
        versionId: Id,
        startsOn: Day,
        endsOn: Type.Optional(Nullable(Day)),
        /** The digest of what the officer read: signing another content is refused. */
        contentDigest: Digest,
        office: Type.Object(
          {
            nameZh: Line,
            nameEn: Line,
            email: Type.Optional(Nullable(Type.String({ format: 'email', maxLength: 200 }))),
            phone: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
            url: Type.Optional(Nullable(Type.String({ maxLength: 500, pattern: '^https?://' }))),
          },
          exact,
        ),
      },
      exact,
    ),
    reply: Adoption,
    creates: true,
    refusals: {
      ...placeRefusals,
      version_not_published: 409,
      content_is_not_what_was_signed: 409,
      adoption_ends_before_it_starts: 422,
      adoption_outside_effective_period: 422,
      adoption_overlaps: 409,
      office_contact_missing: 422,
    },
  }),
  endAdoption: endpoint({
    method: 'POST',
    path: '/rules/adoptions/{adoptionId}/end',
    summary: 'Sets or moves the day on which an adoption ends; not into the past',
    rule: makers,
    params: adoptionParams,
    body: Type.Object({ endsOn: Day }, exact),
    reply: Adoption,
    edits: true,
    refusals: {
      adoption_ends_before_it_starts: 422,
      adoption_ends_in_the_past: 422,
      adoption_is_over: 409,
      adoption_overlaps: 409,
    },
  }),
  readAdoptionMatrix: endpoint({
    method: 'GET',
    path: '/rules/adoption-matrix',
    summary: 'Regions and compacts × rule sets: what holds where on a day',
    rule: 'anyone',
    query: Type.Object({
      on: Type.Optional(Day),
      /** The compact whose members are the rows; all places that adopted anything unless told. */
      compactId: Type.Optional(Id),
      region: Type.Optional(Several(RegionCode)),
    }),
    reply: AdoptionMatrix,
  }),
  readHoldings: endpoint({
    method: 'GET',
    path: '/rules/holdings',
    summary:
      'Which version of each rule set holds for an organisation or a region on a day, and why',
    rule: 'anyone',
    query: Type.Object({
      organisationId: Type.Optional(Id),
      region: Type.Optional(RegionCode),
      ruleSetId: Type.Optional(Id),
      on: Type.Optional(Day),
    }),
    reply: Type.Object({ on: Day, items: Type.Array(Holding) }),
    refusals: { place_not_named: 422, region_not_known: 422 },
  }),

  decide: endpoint({
    method: 'POST',
    path: '/rules/decisions',
    summary: 'Decides for an organisation by the rule that holds for it on the day, and keeps it',
    rule: ['editor', 'region_officer', 'secretariat'],
    body: Type.Object(
      {
        organisationId: Id,
        ruleSetId: Id,
        /** Where two adoptions contradict: the one the officer decides by. */
        versionId: Type.Optional(Id),
        /** Today unless told. */
        on: Type.Optional(Day),
        inputs: Inputs,
        evidence: Type.Optional(Type.Array(Evidence, { maxItems: 100 })),
        journeyId: Type.Optional(Nullable(Id)),
        /** The region the subject comes from or goes to, for flows between regions. */
        fromRegion: Type.Optional(Nullable(RegionCode)),
        toRegion: Type.Optional(Nullable(RegionCode)),
        /** In minor units of a currency, where the rule's own amount is not the stake. */
        stakeMinor: Type.Optional(Nullable(Type.String({ pattern: '^[0-9]{1,18}$' }))),
        currency: Type.Optional(Nullable(Currency)),
      },
      exact,
    ),
    reply: Decision,
    creates: true,
    refusals: {
      ...runRefusals,
      organisation_has_no_region: 409,
      no_rule_holds_there: 409,
      rules_conflict_there: 409,
      rule_does_not_hold_there: 409,
    },
  }),
  listDecisions: endpoint({
    method: 'GET',
    path: '/rules/decisions',
    summary: 'Decisions about the caller’s organisations, or in the regions the caller serves',
    rule: 'person',
    query: Type.Object({ ...decisionFilters, ...Paging }),
    reply: Page(DecisionSummary),
  }),
  exportDecisions: endpoint({
    method: 'GET',
    path: '/rules/decisions/export',
    summary: 'The same list as a file, up to 50,000 rows',
    rule: 'person',
    query: Type.Object({ ...decisionFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readDecision: endpoint({
    method: 'GET',
    path: '/rules/decisions/{decisionId}',
    summary: 'One decision with its inputs, its explanation and its trace',
    rule: 'person',
    params: decisionParams,
    reply: Decision,
  }),
  recomputeDecision: endpoint({
    method: 'GET',
    path: '/rules/decisions/{decisionId}/recomputation',
    summary: 'Runs a decision again and says whether the same bytes come',
    rule: 'person',
    params: decisionParams,
    reply: Recomputation,
    callsPerMinute: 60,
    refusals: { limit_reached: 422 },
  }),

  uploadCases: endpoint({
    method: 'POST',
    path: '/rules/case-files',
    summary: 'Send a table of cases, CSV or XLSX',
    rule: makers,
    reply: CaseFile,
    upload: true,
    creates: true,
    callsPerMinute: 30,
    refusals: { file_too_large: 413, file_empty: 422, file_cannot_be_read: 422 },
  }),
  inspectCases: endpoint({
    method: 'GET',
    path: '/rules/case-files/{fileId}',
    summary: 'Columns and first rows of a table, and which may be which input of a version',
    rule: makers,
    params: Type.Object({ fileId: Id }),
    query: Type.Object({ versionId: Type.Optional(Id), sheet: Type.Optional(Heading) }),
    reply: CaseFile,
    refusals: { file_cannot_be_read: 422 },
  }),
  startReplay: endpoint({
    method: 'POST',
    path: '/rules/replays',
    summary: 'Runs a candidate version over past decisions or a table of cases',
    rule: makers,
    body: ReplayAsked,
    reply: Replay,
    creates: true,
    refusals: {
      ...placeRefusals,
      replay_source_not_named: 422,
      base_version_missing: 422,
      model_missing: 409,
      outcome_reading_missing: 422,
      file_cannot_be_read: 422,
      file_not_found: 422,
      /** `params.columns` names them. */
      column_not_in_file: 422,
      input_not_in_model: 422,
      decision_not_in_model: 422,
    },
  }),
  listReplays: endpoint({
    method: 'GET',
    path: '/rules/replays',
    summary: 'Replays of the places that the caller serves, the latest first',
    rule: makers,
    query: Type.Object({
      ruleSetId: Type.Optional(Id),
      state: Type.Optional(Several(OneOf(replayStates))),
      ...Paging,
    }),
    reply: Page(Replay),
  }),
  readReplay: endpoint({
    method: 'GET',
    path: '/rules/replays/{replayId}',
    summary: 'One replay with its progress, and who would gain and lose, by region, kind and size',
    rule: makers,
    params: replayParams,
    reply: ReplayResult,
  }),
  listReplayRows: endpoint({
    method: 'GET',
    path: '/rules/replays/{replayId}/rows',
    summary: 'The cases of a replay, those with most at stake first unless told',
    rule: makers,
    params: replayParams,
    query: Type.Object({
      ...rowFilters,
      sort: Type.Optional(OneOf(['-stake', 'number'] as const)),
      ...Paging,
    }),
    reply: Page(ReplayRow),
  }),
  exportReplayRows: endpoint({
    method: 'GET',
    path: '/rules/replays/{replayId}/rows/export',
    summary: 'The same cases as a file',
    rule: makers,
    params: replayParams,
    query: Type.Object({ ...rowFilters, ...exportQuery }),
    reply: Type.Unknown(),
    download: true,
    callsPerMinute: 20,
  }),
  readReplayCase: endpoint({
    method: 'GET',
    path: '/rules/replays/{replayId}/rows/{number}',
    summary: 'One case of a replay with its two explanations',
    rule: makers,
    params: rowParams,
    reply: ReplayCase,
  }),
  cancelReplay: endpoint({
    method: 'POST',
    path: '/rules/replays/{replayId}/cancel',
    summary: 'Stops a replay; what it has worked out stays',
    rule: makers,
    params: replayParams,
    reply: Replay,
    refusals: { replay_is_over: 409 },
  }),
} as const;
