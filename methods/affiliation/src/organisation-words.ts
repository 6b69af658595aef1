/**
 * What kind of body a name stands for, as far as its words tell. It decides which parts of it are
 * departments (and stand for it) and which are bodies of their own (and do not).
 */
export type BodyKind = 'university' | 'hospital' | 'institute' | 'academy' | 'laboratory';

// By the last word of a Chinese name, in the order of caution: of a body with two names, the one
// that lets fewer parts stand for it counts.
const BY_LAST_WORD: readonly (readonly [BodyKind, RegExp])[] = [
  ['laboratory', /实验室$/u],
  ['hospital', /医院$/u],
  [
    'academy',
    /(?:科学院|社科院|总院|[农林]业科学研究院|集团|公司|[局部署会厅]|政府|解放军|兵团|研究总院)$/u,
  ],
  ['university', /(?:大学|学院|学校)$/u],
];
// By the first such word of an English name: Institute of X, Chinese Academy of Sciences.
const BY_FIRST_WORD: readonly (readonly [BodyKind, RegExp])[] = [
  ['laboratory', /\blab(?:orator(?:y|ies))?\b/iu],
  ['hospital', /hospital|clinic/iu],
  ['academy', /academy|academia|group|corporation|ministry|commission|administration|bureau/iu],
  ['university', /universit|college|school/iu],
  ['institute', /institut|cent(?:er|re)\b/iu],
];

/** Judges a body by its names, given as written. */
export function bodyKindOf(names: readonly string[]): BodyKind {
  const chinese = names.filter((name) => /\p{Script=Han}/u.test(name));
  const bare = chinese.map((name) => name.replace(/\s*[(（].*$/u, ''));
  for (const [kind, word] of BY_LAST_WORD) if (bare.some((name) => word.test(name))) return kind;
  if (chinese.length > 0) return 'institute';
  let first: { kind: BodyKind; at: number } | null = null;
  for (const [kind, word] of BY_FIRST_WORD) {
    const at = (names[0] ?? '').search(word);
    if (at >= 0 && (first === null || at < first.at)) first = { kind, at };
  }
  return first?.kind ?? 'institute';
}

// What may stand behind (in English before) a name and is a body of its own.
const OWN_BODY: Readonly<Record<BodyKind, RegExp>> = {
  university:
    /医院(?!管理)|公司|分校|校区|附属|附中|附小|幼儿园|中学|出版社|独立学院|珠江学院|hospital|\bltd\b|company|press\b|affiliated/iu,
  hospital: /公司|分院|医院|分部|\bltd\b|company/iu,
  institute: /公司|医院|分院|分所|hospital|\bltd\b|company/iu,
  academy:
    /研究所|研究院|研究生院|[^究]院|中心|学院|大学|医院|分院|植物园|天文台|图书馆(?!$)|[台站馆园所局厅司处]|公司|有限|集团|institute|cent(?:er|re)\b|college|universit|observator|garden|museum|library|hospital|school|branch/iu,
  laboratory: /公司|医院/u,
};

// A laboratory of an academy belongs to one of its institutes, which the text does not name.
const LABORATORY_WITHIN = /实验室|laborator|key lab/iu;

// 中国铁道科学研究院集团有限公司 is the academy in its later legal form and no company of it.
const LEGAL_FORM = /^(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司/u;

/** True if the rest of the text beside the name speaks of a body of its own, not a department. */
export function namesOwnBody(kind: BodyKind, rest: string): boolean {
  const parts = kind === 'university' ? rest : rest.replace(LEGAL_FORM, '');
  if (OWN_BODY[kind].test(parts)) return true;
  return kind === 'academy' && LABORATORY_WITHIN.test(parts);
}

/** Names that begin like this are whole: what stands before them is another name or an author. */
export const WHOLE_FROM_HERE = /^(?:中国|国家|中央|全国|中共|中华|解放军|首都|国立)/u;

/** Words of organisations in what precedes a name: then the name is perhaps only its end. */
export const ORGANISATION_WORD =
  /大学|学院|医院|研究|中心|公司|集团|实验|[省市县区][^,]{0,4}$|附属/u;

/** Words that say that a text names a body that may be the host of a laboratory. */
export const BODY_WORD =
  /大学|学院|研究院|研究所|科学院|医院|公司|中心|universit|institut|academ|college|hospital/iu;
