/** A decision table as an officer reads it, with what its analysis found drawn on it. */
import type { Analysis, DecisionTable as Table } from 'yunhe/rules/contract';
import { useLanguage, useWords } from '../ui/words.ts';
import { Cell } from './cell.tsx';
import { Findings } from './findings.tsx';
import { rulesWords } from './words.ts';
import './rules.css';

export type TableFindings = Analysis['tables'][number];

const marks = ['dead', 'overlaps'] as const;
type Mark = (typeof marks)[number];

const hitPolicies = [
  'UNIQUE',
  'ANY',
  'FIRST',
  'PRIORITY',
  'COLLECT',
  'RULE ORDER',
  'OUTPUT ORDER',
] as const;

export function DecisionTable({
  table,
  label,
  findings,
  versionId,
}: {
  readonly table: Table;
  readonly label: string;
  readonly findings: TableFindings | undefined;
  readonly versionId: string;
}) {
  const t = useWords(rulesWords);
  const marked = marksOf(findings);
  const policy = hitPolicies.find((one) => one === table.hitPolicy);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys. */}
      <section className="table-frame" aria-label={label} tabIndex={0}>
        <table className="table rule-table">
          <caption className="unseen">{label}</caption>
          <thead>
            <tr>
              <th scope="col" className="tight">
                {t('rule')}
              </th>
              {table.inputs.map((column) => (
                <Heading key={column.name} column={column} said={t('whenIt')} />
              ))}
              {table.outputs.map((column) => (
                <Heading key={column.name} column={column} said={t('thenIt')} />
              ))}
              {table.annotations.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rules.map((rule) => (
              <tr key={rule.number} id={`rule-${rule.number}`}>
                <th scope="row" className="tight">
                  {rule.number}
                  {(marked.get(rule.number) ?? []).map((mark) => (
                    <span key={mark} className="second-line">
                      <span className="tag tag-warn">{t(`mark_${mark}`)}</span>
                    </span>
                  ))}
                </th>
                {rule.inputs.map((text, at) => (
                  <td key={table.inputs[at]?.name}>
                    <Cell text={text} />
                  </td>
                ))}
                {rule.outputs.map((text, at) => (
                  <td key={table.outputs[at]?.name} className="rule-answer">
                    <Cell text={text} answer />
                  </td>
                ))}
                {rule.annotations.map((text, at) => (
                  <td key={table.annotations[at]} className="quiet">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="quiet rule-foot">
        {policy === undefined ? table.hitPolicy : t(`hit_${policy}`)}
        {table.aggregation === null ? null : ` · ${table.aggregation}`}
      </p>
      <Findings findings={findings} versionId={versionId} />
    </>
  );
}

function Heading({
  column,
  said,
}: {
  readonly column: Table['inputs'][number];
  readonly said: string;
}) {
  const language = useLanguage();
  return (
    <th scope="col">
      <span className="quiet">{said}</span> {column.label[language] || column.name}
      {column.allowed === null ? null : (
        <span className="second-line">
          <code className="feel">{column.allowed}</code>
        </span>
      )}
    </th>
  );
}

function marksOf(findings: TableFindings | undefined): ReadonlyMap<number, readonly Mark[]> {
  const marked = new Map<number, Mark[]>();
  const mark = (rule: number, as: Mark) => {
    const known = marked.get(rule) ?? [];
    if (!known.includes(as)) marked.set(rule, [...known, as]);
  };
  for (const { rule } of findings?.dead ?? []) mark(rule, 'dead');
  for (const { rules, forbidden } of findings?.overlaps ?? []) {
    if (forbidden) for (const rule of rules) mark(rule, 'overlaps');
  }
  return marked;
}
