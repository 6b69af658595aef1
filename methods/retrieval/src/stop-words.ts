/** English words that bind a sentence and say nothing of its subject. */
const ENGLISH = `
  a about above after again against all also am among an and any are as at be because been before
  being between both but by can could did do does doing done during each etc few for from further
  had has have having he her here his how however i if in into is it its itself just may me might
  more most must my no nor not now of off on once only or other our out over own per same shall she
  should since so some such than that the their them then there therefore these they this those
  through thus to too under until up upon us very via was we were what when where whether which
  while who whom why will with within without would you your s t`;

/** What every technology and every need says of itself, whatever it is about. */
const ENGLISH_GENRE = `
  aim aims based develop developed developing development need needed needs new novel paper
  presented problem project projects propose proposed provide provides research result results
  seek seeking show shown shows solution solutions study studied technologies technology using use
  used`;

const CHINESE = `
  一 是 在 了 和 有 与 为 对 中 及 其 以 等 于 并 从 由 到 将 上 下 不 可 这 该 本 个 种 而 或 因 此 所 也 之 被 把 则
  一个 一种 一些 以及 以上 以下 及其 及时 之间 之后 之一 为了 为此 主要 也是 于是 仍然 从而 他们
  但是 作为 例如 具有 其中 其他 其它 具体 分别 利用 包括 即可 可以 各种 同时 因此 因而 基于 基本
  如何 如果 存在 对于 将其 已经 并且 并对 开展 我们 所以 所有 提供 提出 方面 是否 有关 有效 本文
  根据 此外 没有 然而 用于 由于 目前 相关 相应 而且 能够 能力 虽然 表明 认为 许多 这些 这种 进行
  进而 通过 采用 需要 非常`;

const CHINESE_GENRE = `
  研究 技术 开发 项目 成果 需求 问题 方法 结果 结论 目的 意义 解决 解决方案 方案 实现 应用 分析 设计 探讨 寻求
  希望 拟`;

/**
 * The stop words taken where a caller names none: Chinese and English function words, and the words
 * of the genre that stand in every technology and need (研究, 技术, project, proposed).
 *
 * Compared with terms before stemming, in lower case and simplified characters.
 */
export const DEFAULT_STOP_WORDS: ReadonlySet<string> = new Set(
  [ENGLISH, ENGLISH_GENRE, CHINESE, CHINESE_GENRE].join(' ').trim().split(/\s+/),
);
