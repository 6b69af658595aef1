import { Link } from '@tanstack/react-router';
import {
  type Comparison,
  rulesContract as contract,
  type Inputs,
  type VersionSummary,
} from 'yunhe/rules/contract';
import { NameOfRegion } from '../registry/choices.tsx';
import { Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Cell } from './cell.tsx';
import { TryIt, Where } from './findings.tsx';
import { ModelWords } from './model-words.ts';
import { rulesWords } from './words.ts';
import './rules.css';

interface Side {
  readonly at: 'left' | 'right';
  readonly version: VersionSummary;
  /** Whose rule it is; null where the versions themselves were chosen. */
  readonly region: string | null;
}

type Sides = readonly [left: Side, right: Side];
type Difference = Comparison['tables'][number]['differences'][number];

export function ComparisonView({
  comparison,
  regions,
}: {
  readonly comparison: Comparison;
  readonly regions: readonly [left: string, right: string] | null;
}) {
  const t = useWords(rulesWords);
  const { left, right, tables, expressions, onlyLeft, onlyRight } = comparison;
  const { data } = useRead(contract.readVersion, { versionId: left.id });
  const sides: Sides = [
    { at: 'left', version: left, region: regions?.[0] ?? null },
    { at: 'right', version: right, region: regions?.[1] ?? null },
  ];
  const differing = tables.filter(({ count, complete }) => count > 0 || !complete);
  const alike = [differing, expressions, onlyLeft, onlyRight].every((list) => list.length === 0);
  return (
    <ModelWords value={data?.words ?? {}}>
      <div className="columns columns-even">
        {sides.map((side) => (
          <SideCard key={side.at} side={side} />
        ))}
      </div>
      {left.id === right.id ? (
        <p className="rule-sound">{t('sameVersion')}</p>
      ) : (
        <>
          {alike ? <p className="rule-sound">{t('noDifference')}</p> : null}
          {differing.map((table) => (
            <TableDifferences key={table.decision} table={table} sides={sides} />
          ))}
          <OtherLogic comparison={comparison} sides={sides} />
          <CommonRule sides={sides} />
        </>
      )}
    </ModelWords>
  );
}

function SideName({ side: { version, region } }: { readonly side: Side }) {
  const t = useWords(rulesWords);
  if (region !== null) return <NameOfRegion code={region} />;
  return <>{t('versionNumber', { number: version.number })}</>;
}

function SideCard({ side }: { readonly side: Side }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const { version } = side;
  return (
    <Section>
      <h2>
        <SideName side={side} />
      </h2>
      <p>
        <Link to="/rules/versions/$versionId" params={{ versionId: version.id }}>
          {nameIn(language, version)} · {t('versionNumber', { number: version.number })}
        </Link>{' '}
        <Sample when={version.sample} />
        <span className="quiet second-line">{version.documentNumber}</span>
      </p>
    </Section>
  );
}

/** The parts of the input space in which the two answer differently. */
function TableDifferences({
  table,
  sides,
}: {
  readonly table: Comparison['tables'][number];
  readonly sides: Sides;
}) {
  const t = useWords(rulesWords);
  const label = table.label[useLanguage()] || table.decision;
  const shown = table.differences.length;
  return (
    <Section title={label}>
      {shown === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys.
        <section className="table-frame" aria-label={label} tabIndex={0}>
          <table className="table rule-table">
            <caption className="unseen">{label}</caption>
            <thead>
              <tr>
                <th scope="col">{t('whenIt')}</th>
                {sides.map((side) => (
                  <th key={side.at} scope="col">
                    <SideName side={side} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.differences.map((one, at) => (
                <tr key={at}>
                  <td>
                    <Where where={one.where} />
                  </td>
                  {sides.map((side) => (
                    <td key={side.at}>
                      <SideAnswer difference={one} at={side.at} />
                      <TryIt versionId={side.version.id} inputs={one.example} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {table.count > shown ? <p className="rule-foot">{t('moreDifferences', { shown })}</p> : null}
      {table.complete ? null : <p className="rule-foot">{t('notFullyCompared')}</p>}
      {table.problems.map(({ element, column, row, detail }) => (
        <p key={`${element} ${column} ${row} ${detail}`} className="quiet">
          {detail}
        </p>
      ))}
    </Section>
  );
}

function SideAnswer({
  difference,
  at,
}: {
  readonly difference: Difference;
  readonly at: Side['at'];
}) {
  const t = useWords(rulesWords);
  const kind = difference[`${at}Kind`];
  const rules = difference[`${at}Rules`];
  return (
    <>
      <span className="rule-answer">
        {kind === 'answer' ? <Cell text={difference[at]} answer /> : t(`answer_${kind}`)}
      </span>
      {rules.length === 0 ? null : (
        <span className="quiet second-line">{t('byRules', { rules: rules.join(t('comma')) })}</span>
      )}
    </>
  );
}

/** What is no table cannot be taken apart into regions: both texts stand side by side. */
function OtherLogic({
  comparison,
  sides,
}: {
  readonly comparison: Comparison;
  readonly sides: Sides;
}) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const { tables, expressions, onlyLeft, onlyRight } = comparison;
  const [first] = tables.flatMap(({ differences }) => differences);
  const example: Inputs = first?.example ?? {};
  return (
    <>
      {expressions.map((one) => (
        <Section key={one.decision} title={one.label[language] || one.decision}>
          <p className="quiet">{t('writtenDifferently')}</p>
          <div className="columns columns-even">
            {sides.map((side) => (
              <div key={side.at}>
                <h3>
                  <SideName side={side} />
                </h3>
                <pre className="feel-block">{one[side.at] ?? t('noPlainExpression')}</pre>
                <TryIt versionId={side.version.id} inputs={example} />
              </div>
            ))}
          </div>
        </Section>
      ))}
      {sides.map((side) => {
        const names = side.at === 'left' ? onlyLeft : onlyRight;
        return names.length === 0 ? null : (
          <p key={side.at}>
            <SideName side={side} /> {t('onlyHere')} {names.join(t('comma'))}
          </p>
        );
      })}
    </>
  );
}

/** From where they differ to what one rule for both would change for cases that were decided. */
function CommonRule({ sides: [left, right] }: { readonly sides: Sides }) {
  const t = useWords(rulesWords);
  const ways = [
    { candidate: left.version, base: right.version },
    { candidate: right.version, base: left.version },
  ];
  return (
    <Section title={t('commonRule')}>
      <p>{t('commonRuleHint')}</p>
      <p className="rule-links">
        {ways.map(({ candidate, base }) => (
          <Link
            key={candidate.id}
            to={'/rules/replays/new' as string}
            search={{ candidateVersionId: candidate.id, baseVersionId: base.id } as never}
            className="link-button link-button-plain"
          >
            {t('ifAllTook', { number: candidate.number })}
          </Link>
        ))}
      </p>
    </Section>
  );
}
