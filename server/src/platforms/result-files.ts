/** Results as files: what `yunhe evaluate` takes and gives, tables, and one platform's evaluation. */
import { canonicalText } from '@yunhe/exact';
import { dayOf } from '../runtime/day.ts';
import { cells, type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, Download, UseCase } from '../runtime/module.ts';
import { type PdfPart, pdfFile } from '../runtime/pdf/index.ts';
import { Refusal } from '../runtime/refusal.ts';
import { commandFor } from './result.ts';
import type { MyEvaluation, resultContract, StepShown } from './result-contract.ts';
import { unitsIn } from './result-store.ts';
import { resultWords, stepName } from './result-words.ts';
import { seesAll } from './round-rights.ts';
import { cohortNamed } from './scheme-preview.ts';
import { evaluationAnswer, type ShownResult, shownResult } from './show-result.ts';
import { schemeFor } from './show-round.ts';

type Contract = typeof resultContract;
type Lang = 'zh' | 'en';

function textFile(filename: string, mediaType: string, text: string): Download {
  async function* bytes() {
    yield Buffer.from(text);
  }
  return { filename, mediaType, bytes: bytes() };
}

export const downloadResult: UseCase<Contract['downloadResult']> = async (ctx, input) => {
  const shown = await shownResult(ctx, input.resultId);
  const { round, result } = shown;
  const { draws, seed } = result;
  if (input.file === 'scheme') {
    const { document } = await schemeFor(ctx, round);
    return textFile('scheme.json', 'application/json', `${canonicalText(document)}\n`);
  }
  if (input.file === 'options') {
    const command = commandFor(result);
    const text = JSON.stringify({ draws, seed, command, digest: result.digest }, null, 2);
    return textFile('options.json', 'application/json', `${text}\n`);
  }
  if (!shown.seesData) {
    const day = round.calendar.publication;
    const detail = `Values of others are shown when the round is published, from ${day} on.`;
    throw new Refusal('data_not_shared_yet', detail, { params: { day } });
  }
  if (input.file === 'data') return textFile('data.csv', 'text/csv; charset=utf-8', result.data);
  // The very bytes that the command prints, with the line end that a terminal gets.
  if (input.file === 'report')
    return textFile('report.json', 'application/json', `${result.report}\n`);
  return await tableFile(ctx, shown, input.format ?? 'xlsx', input.lang ?? 'zh');
};

const tableHeadings: readonly Heading[] = [
  ['place', '名次', 'Place', 'number'],
  ['platform', '平台', 'Platform'],
  ['within', '组别', 'Within'],
  ['score', '得分', 'Score'],
  ['grade', '等级', 'Grade'],
  ['low5', '名次下限 5%', '5 % of places', 'number'],
  ['high95', '名次上限 95%', '95 % of places', 'number'],
];

async function tableFile(
  ctx: Context,
  { round, result }: ShownResult,
  format: 'csv' | 'xlsx' | 'pdf',
  lang: Lang,
): Promise<Download> {
  const named = round.state === 'published' || (await seesAll(ctx, round));
  const { read } = await schemeFor(ctx, round);
  const gradeName = new Map((read.scheme.grades ?? []).map(({ id, name }) => [id, name[lang]]));
  const units = (await unitsIn(ctx.tx, round.id)).filter(({ resultId }) => resultId === result.id);
  const rows = units.map((one) => {
    const { nameZh, nameEn } = one.platform;
    const name = lang === 'en' ? (nameEn ?? nameZh) : (nameZh ?? nameEn);
    return {
      place: one.place,
      platform: named ? (name ?? one.code) : one.code,
      within: cohortNamed(read.scheme, one.within)?.[lang] ?? '',
      score: one.score ?? '',
      grade: one.grade === null ? '' : (gradeName.get(one.grade) ?? one.grade),
      low5: one.low5,
      high95: one.high95,
    };
  });
  const title = lang === 'zh' ? round.titleZh : round.titleEn;
  if (format !== 'pdf') {
    async function* each() {
      yield* rows;
    }
    return listFile(
      ctx,
      { format, lang },
      [title, title],
      tableHeadings,
      cells(each(), (row) => row),
    );
  }
  const columns = tableHeadings.map(([key, zh, en, type]) => ({
    title: lang === 'zh' ? zh : en,
    width: key === 'platform' ? 4 : 1.4,
    ...(type === 'number' ? { align: 'right' as const } : {}),
  }));
  const say = resultWords(lang);
  const parts: PdfPart[] = [
    {
      facts: [
        [say('digest'), result.digest],
        [say('command'), commandFor(result)],
      ],
    },
    {
      table: {
        columns,
        rows: rows.map((row) => Object.values(row).map((one) => String(one ?? ''))),
      },
    },
  ];
  return pdfFile(title, {
    title,
    lang,
    madeAt: new Date(result.computedAt),
    landscape: true,
    parts,
  });
}

// One platform ------------------------------------------------------------------------------------

export const downloadEvaluation: UseCase<Contract['downloadEvaluation']> = async (ctx, input) => {
  const { format, lang = 'zh', reportId, number } = input;
  const evaluation = await evaluationAnswer(ctx, reportId, number);
  return format === 'pdf'
    ? evaluationPdf(evaluation, lang)
    : evaluationSheet(ctx, evaluation, lang);
};

function nameOf({ nameZh, nameEn }: MyEvaluation['platform'], lang: Lang): string {
  return (lang === 'zh' ? (nameZh ?? nameEn) : (nameEn ?? nameZh)) ?? '';
}

const sheetHeadings: readonly Heading[] = [
  ['level', '级次', 'Level', 'number'],
  ['clause', '条款', 'Clause'],
  ['name', '指标', 'Indicator'],
  ['score', '得分', 'Score', 'number'],
  ['points', '满分', 'Points', 'number'],
  ['step', '步骤', 'Step'],
  ['of', '对象', 'Of'],
  ['value', '数值', 'Value', 'number'],
  ['text', '原值', 'As it was given or computed'],
  ['weight', '权重', 'Weight', 'number'],
  ['evidence', '依据', 'Evidence'],
];

/** A row a step, so that the whole way to the score can be followed in a table. */
function evaluationSheet(ctx: Context, evaluation: MyEvaluation, lang: Lang): Download {
  const title = nameOf(evaluation.platform, lang);
  async function* rows() {
    for (const node of evaluation.nodes) {
      const own = {
        level: node.depth,
        clause: node.clause ?? node.id,
        name: node.name[lang],
        score: decimal(node.score),
        points: decimal(node.points ?? ''),
      };
      for (const step of node.steps) {
        const { value: text, weight = '', evidence = '' } = step;
        const value = decimal(text);
        yield {
          ...{ ...own, step: stepName(step.step, lang), of: subjectOf(evaluation, step, lang) },
          ...{ value, text, weight: decimal(weight), evidence },
        };
      }
    }
  }
  return listFile(ctx, { format: 'xlsx', lang }, [title, title], sheetHeadings, rows());
}

function subjectOf({ nodes, measures }: MyEvaluation, { of }: StepShown, lang: Lang): string {
  const named = [...nodes, ...measures].find(({ id }) => id === of);
  return named?.name[lang] ?? of ?? '';
}

function evaluationPdf(evaluation: MyEvaluation, lang: Lang): Download {
  const say = resultWords(lang);
  const { platform, round, result, gradeNames, improvements, nodes } = evaluation;
  const title = nameOf(platform, lang);
  const grade = (id: string | null) =>
    gradeNames.find((one) => one.id === id)?.name[lang] ?? id ?? '—';
  const percent = (part: string) => `${Math.round(Number(part) * 1000) / 10} %`;
  const sure = gradeNames.flatMap(({ id, name }) => {
    const part = evaluation.grades[id];
    return part === undefined ? [] : [`${name[lang]} ${percent(part)}`];
  });
  const parts: PdfPart[] = [
    {
      facts: [
        [say('round'), lang === 'zh' ? round.titleZh : round.titleEn],
        [
          say('scheme'),
          `${lang === 'zh' ? round.scheme.titleZh : round.scheme.titleEn} v${round.scheme.number}`,
        ],
        [say('resultNumber'), `${result.number} · ${dayOf(new Date(result.computedAt))}`],
        [say('score'), evaluation.score ?? '—'],
        [say('grade'), grade(evaluation.grade)],
        ...(evaluation.withinName === null
          ? []
          : [[say('within'), evaluation.withinName[lang]] as const]),
        [say('place'), `${evaluation.place ?? '—'} / ${evaluation.of}`],
        ...(evaluation.low5 === null
          ? []
          : [[say('rankRange'), `${evaluation.low5}–${evaluation.high95}`] as const]),
        ...(sure.length === 0 ? [] : [[say('gradeOdds'), sure.join(' · ')] as const]),
        ...(round.sample ? [[say('sample'), say('sampleOnly')] as const] : []),
        [say('digest'), result.digest],
      ],
    },
    { heading: say('clauses') },
    {
      table: {
        columns: [
          { title: say('indicator'), width: 5 },
          { title: say('clause'), width: 3 },
          { title: say('score'), width: 2, align: 'right' },
          { title: say('points'), width: 2, align: 'right' },
        ],
        rows: nodes.map(({ depth, name, clause, score, points }) => [
          `${'  '.repeat(depth)}${name[lang]}`,
          clause ?? '',
          shortened(score),
          points ?? '',
        ]),
      },
    },
    { heading: say('improvements') },
    ...(improvements.length === 0
      ? [{ paragraph: say('noImprovements') }]
      : [
          {
            table: {
              columns: [
                { title: say('indicator'), width: 5 },
                { title: say('from'), width: 2, align: 'right' as const },
                { title: say('to'), width: 2, align: 'right' as const },
                { title: say('score'), width: 2, align: 'right' as const },
                { title: say('grade'), width: 2 },
              ],
              rows: improvements.map((one) => [
                one.name[lang],
                shortened(one.from),
                shortened(one.to),
                one.score,
                grade(one.grade),
              ]),
            },
          },
        ]),
    { heading: say('steps') },
    {
      table: {
        columns: [
          { title: say('indicator'), width: 3.5 },
          { title: say('step'), width: 2 },
          { title: say('of'), width: 3 },
          { title: say('value'), width: 2.5, align: 'right' },
          { title: say('evidence'), width: 3 },
        ],
        rows: nodes.flatMap((node) =>
          node.steps.map((step) => [
            node.name[lang],
            stepName(step.step, lang),
            subjectOf(evaluation, step, lang),
            shortened(step.value),
            step.evidence ?? '',
          ]),
        ),
      },
    },
    { paragraph: `${say('recompute')} ${evaluation.command}` },
  ];
  return pdfFile(title, { title, lang, madeAt: new Date(result.computedAt), parts });
}

/** A fraction or a decimal as a number of so many digits; null where it is none. */
function decimal(text: string, digits = 6): number | null {
  if (text === '') return null;
  const [above = '', below = '1'] = text.split('/');
  const value = Number(above) / Number(below);
  return Number.isFinite(value) ? Number(value.toFixed(digits)) : null;
}

/** As people read it; an answer of a choice stays as it is. */
function shortened(text: string): string {
  return String(decimal(text, 3) ?? text);
}
