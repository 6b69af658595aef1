/** A self-report as a sheet to fill in, which `uploadValues` takes back. */
import { type Heading, listFile } from '../runtime/list-file.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import type { roundContract } from './round-contract.ts';
import { reportAnswer } from './show-report.ts';

const headings: readonly Heading[] = [
  ['indicator', '指标', 'indicator'],
  ['name', '名称', 'name'],
  ['unit', '单位', 'unit'],
  ['choices', '可选项', 'choices'],
  ['value', '数值', 'value'],
];

export async function downloadReportSheet(
  ctx: Context,
  input: InputOf<(typeof roundContract)['downloadReportSheet']>,
) {
  const { reportId, format = 'xlsx', lang = 'zh' } = input;
  const { measures, values, platform } = await reportAnswer(ctx, reportId);
  const given = new Map(values.map(({ measure, value }) => [measure, value]));
  async function* rows() {
    for (const { id, name, unit, choices, choiceNames, scored } of measures) {
      if (scored) continue;
      yield {
        ...{ indicator: id, name: name[lang], unit: unit ?? '' },
        ...{
          choices: choices.map((one, at) => said(one, choiceNames[at]![lang])).join(' | '),
          value: given.get(id) ?? '',
        },
      };
    }
  }
  const title = [
    platform.nameZh ?? platform.nameEn ?? '',
    platform.nameEn ?? platform.nameZh ?? '',
  ];
  return listFile(ctx, { format, lang }, [title[0]!, title[1]!], headings, rows());
}

function said(answer: string, name: string): string {
  return answer === name ? answer : `${answer} (${name})`;
}
