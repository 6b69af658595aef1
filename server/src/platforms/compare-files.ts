/** A comparison as a table: who stands where, and how sure that is. */
import { cells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, Download, SheetFormat } from '../runtime/module.ts';
import type { PlatformOfUnit, Standing } from './compare-contract.ts';

const headings: readonly Heading[] = [
  ['within', '比较组', 'Compared within'],
  ['place', '名次', 'Place', 'number'],
  ['unit', '单位', 'Unit'],
  ['platform', '平台', 'Platform'],
  ['score', '得分', 'Score', 'number'],
  ['grade', '等级', 'Grade'],
  ['vetoes', '一票否决', 'Vetoes'],
  ['low5', '名次 5% 分位', 'Place, 5 %', 'number'],
  ['median', '名次中位数', 'Place, median', 'number'],
  ['high95', '名次 95% 分位', 'Place, 95 %', 'number'],
  ['moved', '平均变动名次', 'Places moved on average', 'number'],
];

/** One line a unit; then the part of the draws in each grade, and the scores of the tree. */
export function standingFile(
  ctx: Context,
  wish: { readonly format?: SheetFormat; readonly lang?: 'zh' | 'en' },
  name: readonly [zh: string, en: string],
  standing: Standing | null,
  platforms: readonly PlatformOfUnit[],
): Download {
  const lang = wish.lang ?? 'zh';
  const nameOf = new Map(
    platforms.map(({ unit, nameZh, nameEn }) => [
      unit,
      lang === 'zh' ? (nameZh ?? nameEn) : (nameEn ?? nameZh),
    ]),
  );
  const { grades = [], nodes = [], cohorts = [] } = standing ?? {};
  const ofGrades = grades.map(
    ({ id, name: { zh, en } }): Heading => [
      `grade ${id}`,
      `${zh}的概率`,
      `Probability of ${en}`,
      'number',
    ],
  );
  const ofNodes = nodes
    .slice(1)
    .map(({ id, name: { zh, en } }): Heading => [`node ${id}`, zh, en, 'number']);
  const gradeCalled = (grade: string | null) =>
    grades.find(({ id }) => id === grade)?.name[lang] || grade;
  async function* everyRow() {
    for (const { within: answer, withinName, units } of cohorts) {
      const within = withinName?.[lang] || answer;
      for (const { places, vetoes, grades: drawn, nodes: scores, ...one } of units) {
        yield {
          within,
          ...{ place: one.place, unit: one.unit, platform: nameOf.get(one.unit) ?? null },
          ...{ score: one.score, grade: gradeCalled(one.grade) },
          vetoes: vetoes.join('; '),
          ...(places ?? {}),
          ...prefixed('grade', drawn),
          ...prefixed('node', scores),
        };
      }
    }
  }
  const columns = [...headings, ...ofGrades, ...ofNodes];
  return listFile(
    ctx,
    wish,
    name,
    columns,
    cells(everyRow(), (row) => row),
  );
}

function prefixed(name: string, values: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [`${name} ${id}`, inDecimals(value)]),
  );
}

/** A fraction, which the arithmetic keeps exact, with twelve digits: a table knows no fractions. */
function inDecimals(value: string): string {
  const [above = '', below] = value.split('/');
  return below === undefined
    ? value
    : String(Number((Number(above) / Number(below)).toPrecision(12)));
}
