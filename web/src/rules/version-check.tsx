import type { UseQueryResult } from '@tanstack/react-query';
import type { VersionCheck as Check, RuleVersion } from 'yunhe/rules/contract';
import type { Problem } from '../ui/call.ts';
import { Loaded, Section } from '../ui/page.tsx';
import { sayReason } from '../ui/problem.tsx';
import { useWords } from '../ui/words.ts';
import { Value } from './value.tsx';
import { rulesWords } from './words.ts';

/** The worked cases with what came of each, and what still stands against publishing. */
export function VersionCheck({
  version,
  read,
}: {
  readonly version: RuleVersion;
  readonly read: UseQueryResult<Check, Problem>;
}) {
  const t = useWords(rulesWords);
  return (
    <Section title={t('check')}>
      <Loaded of={read}>
        {({ cases, problems, reasons }) => (
          <>
            {version.state === 'draft' || version.state === 'reviewed' ? (
              reasons.length === 0 ? (
                <p>{t('readyToPublish')}</p>
              ) : (
                <>
                  <p>{t('beforePublishing')}</p>
                  <ul>
                    {reasons.map((reason) => (
                      <li key={`${reason.code} ${reason.pointer} ${reason.detail}`}>
                        {sayReason(reason)}
                      </li>
                    ))}
                  </ul>
                </>
              )
            ) : null}
            {problems.length === 0 ? null : (
              <ul>
                {problems.map((problem) => (
                  <li key={`${problem.element} ${problem.column} ${problem.row} ${problem.code}`}>
                    <span className="tag tag-warn">
                      {[problem.element, problem.column, problem.row].filter(Boolean).join(' · ')}
                    </span>{' '}
                    {problem.detail}
                  </li>
                ))}
              </ul>
            )}
            {cases.length === 0 ? (
              <p className="quiet">{t('noCases')}</p>
            ) : (
              <details className="rule-cases" open={cases.some(({ passed }) => !passed)}>
                <summary>
                  {t('casesPassed', {
                    count: cases.length,
                    passed: cases.filter(({ passed }) => passed).length,
                  })}
                </summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys. */}
                <section className="table-frame" aria-label={t('cases')} tabIndex={0}>
                  <table className="table">
                    <caption className="unseen">{t('cases')}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t('case')}</th>
                        <th scope="col">{t('expected')}</th>
                        <th scope="col">{t('came')}</th>
                        <th scope="col" className="tight">
                          {t('result')}
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {cases.map((one) => (
                        <tr key={`${one.decision} ${one.name}`}>
                          <td>{one.name}</td>
                          <td>
                            <Value value={one.expected} />
                          </td>
                          <td>
                            <Value value={one.came} />
                          </td>
                          <td className="tight">
                            <span className={`tag ${one.passed ? 'tag-good' : 'tag-bad'}`}>
                              {one.passed ? t('passed') : t('failed')}
                            </span>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </section>
              </details>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
