export { type Analysis, type AnalysisOptions, analyse, type Token } from './analyse.ts';
export { createIndex, type IndexOptions, loadIndex } from './create-index.ts';
export { createMatcher, loadMatcher, type MatcherOptions } from './create-matcher.ts';
export type { Field, Query, TextDocument } from './document.ts';
export type { EmbeddingProvider } from './embedding-provider.ts';
export {
  type Answered,
  type FeedbackChange,
  feedbackChange,
  weightsAfterRefusals,
} from './feedback.ts';
export {
  type Example,
  type LearnedWeights,
  type LearningOptions,
  learnWeights,
} from './feedback-learning.ts';
export {
  type Fit,
  fitOf,
  type PartScore,
  type Shortfall,
  shortfallOf,
  type WeighedPart,
} from './fit.ts';
export { deadlineFit, maturityFit, moneyFit } from './fit-facts.ts';
export {
  createFieldNearness,
  type FieldMap,
  type FieldNearness,
  type NearestFields,
} from './fit-fields.ts';
export { type Spreadable, spreadOver } from './fit-spread.ts';
export { groupTwins, likenessOf, type Sketch, sketchOf } from './fit-twins.ts';
export { DEFAULT_FUSION, type FusionSettings, type TextScores } from './fusion.ts';
export { learnSpace, type SpaceOptions } from './learn-space.ts';
export { discoverWords, type Lexicon, type LexiconOptions } from './lexicon.ts';
export type { Explanation, Matcher, MatchHit, MatchOptions } from './matcher.ts';
export type { Neighbour } from './neighbours.ts';
export { loadSpace, type SemanticSpace } from './semantic-space.ts';
export { DEFAULT_SETTINGS, type Settings } from './settings.ts';
export { stem } from './stem.ts';
export { DEFAULT_STOP_WORDS } from './stop-words.ts';
export type { Hit, Reader, SavedIndex, SearchOptions, TextIndex } from './text-index.ts';
export type { Reason } from './why.ts';
