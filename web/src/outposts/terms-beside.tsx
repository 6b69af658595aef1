/** Beside the editor: the prose that follows from the terms, and what they mean in example years. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import {
  agreementContract as contract,
  type Fact,
  type Preview,
  type TermsData,
  type TermsInspection,
  type TermsProblem,
} from 'yunhe/outposts/contract';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useAfterPause } from '../ui/use-after-pause.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { Clauses } from './clauses.tsx';
import { useTermsNames } from './terms-names.ts';
import { sayTermsProblem } from './terms-problems.ts';
import { termsWords } from './terms-words.ts';

export function TermsBeside({
  terms,
  left,
}: {
  readonly terms: TermsData;
  /** What stood against the terms when they were last saved: the parties and days too. */
  readonly left: readonly TermsProblem[];
}) {
  const t = useWords(termsWords);
  const [facts, setFacts] = useState<readonly Fact[] | null>(null);
  const asked = useAfterPause(terms);
  const read = useRead(
    contract.inspectTerms,
    { terms: asked, ...(facts === null ? {} : { facts: [...facts] }) },
    { keepLast: true },
  );
  return (
    <Loaded of={read}>
      {(inspection) => (
        <>
          <p role="status" className={left.length === 0 ? 'quiet' : 'strong'}>
            {left.length === 0 ? t('noProblems') : t('problemsLeft', { count: left.length })}
          </p>
          <Section title={t('prose')}>
            <Clauses prose={inspection.prose} />
          </Section>
          <Section title={t('exampleYears')}>
            <p className="quiet">{t('exampleHint')}</p>
            {inspection.preview === null ? (
              <p className="quiet">{t('noPreview')}</p>
            ) : (
              <PreviewOf terms={terms} preview={inspection.preview} />
            )}
            <FactsOf
              terms={terms}
              inspection={inspection}
              changed={facts !== null}
              onFacts={setFacts}
            />
          </Section>
        </>
      )}
    </Loaded>
  );
}

function PreviewOf({ terms, preview }: { readonly terms: TermsData; readonly preview: Preview }) {
  const t = useWords(termsWords);
  const language = useLanguage();
  const { party, unit } = useTermsNames(terms);
  if (!preview.covered) {
    return (
      <>
        <p>{t('notCovered')}</p>
        <ul>
          {preview.reasons.map((reason) => (
            <li key={`${reason.code} ${reason.pointer}`}>{sayTermsProblem(reason, party)}</li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      {preview.lines.length === 0 ? (
        <p className="quiet">{t('noLines')}</p>
      ) : (
        <TableFrame label={t('exampleYears')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('year')}</th>
                <th scope="col">{t('payer')}</th>
                <th scope="col">{t('receiver')}</th>
                <th scope="col" className="preview-amount">
                  {t('amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {preview.lines.map((line, at) => (
                <tr key={at}>
                  <td>{line.period}</td>
                  <td>{party(line.payer)}</td>
                  <td>{line.payer === line.receiver ? t('keeps') : party(line.receiver)}</td>
                  <td className="preview-amount">
                    {groupedDigits(line.amount)} {unit(line.unit)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {preview.undefined.length === 0 ? null : (
        <>
          <p className="strong">{t('undefinedParts')}</p>
          <ul>
            {preview.undefined.map((open) => (
              <li key={`${open.clause} ${open.code} ${open.period}`}>
                {open.period} {open.what[language]}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The amounts may be changed; what is counted where follows from the terms. */
function FactsOf({
  terms,
  inspection: { facts },
  changed,
  onFacts,
}: {
  readonly terms: TermsData;
  readonly inspection: TermsInspection;
  readonly changed: boolean;
  readonly onFacts: (facts: readonly Fact[] | null) => void;
}) {
  const t = useWords(termsWords);
  const { party, measure } = useTermsNames(terms);
  if (facts.length === 0) return null;
  const write = (at: number, column: 'period' | 'amount', text: string) =>
    onFacts(facts.with(at, { ...facts[at], [column]: text } as Fact));
  const cell = (fact: Fact, at: number, column: 'period' | 'amount') => (
    <Input
      size="small"
      aria-label={`${t(column === 'period' ? 'year' : 'amount')} ${at + 1}`}
      value={fact[column] ?? ''}
      onChange={({ target }) => write(at, column, target.value.replaceAll(/[,，\s]/g, ''))}
    />
  );
  return (
    <details>
      <summary>{t('exampleFacts')}</summary>
      {changed ? (
        <Button size="small" type="link" onClick={() => onFacts(null)}>
          {t('resetFacts')}
        </Button>
      ) : null}
      <TableFrame label={t('exampleFacts')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('year')}</th>
              <th scope="col">{t('f_party')}</th>
              <th scope="col">{t('f_measure')}</th>
              <th scope="col">{t('amount')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact, at) => (
              <tr key={at}>
                <td>{cell(fact, at, 'period')}</td>
                <td>{party(fact.party ?? '')}</td>
                <td>{measure(fact.measure ?? '')}</td>
                <td>{cell(fact, at, 'amount')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}
