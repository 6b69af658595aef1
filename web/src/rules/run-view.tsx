/** What came of running a rule: the answer, why, and the record of how it was worked out. */
import { Collapse } from 'antd';
import type { Run } from 'yunhe/rules/contract';
import { Facts, Section } from '../ui/page.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { useModelWord } from './model-words.ts';
import { MoneyOf } from './rule-facts.tsx';
import { Value } from './value.tsx';
import { rulesWords } from './words.ts';

const tones = { granted: 'tag-good', refused: 'tag-bad', undetermined: 'tag-warn' } as const;

export function OutcomeTag({ outcome }: { readonly outcome: Run['outcome'] }) {
  const t = useWords(rulesWords);
  if (outcome === null) return null;
  return <span className={`tag ${tones[outcome]}`}>{t(`outcome_${outcome}`)}</span>;
}

export function RunView({ run }: { readonly run: Run }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const word = useModelWord();
  return (
    <>
      <Section title={t('answer')}>
        {run.outcome === null ? null : (
          <p>
            <OutcomeTag outcome={run.outcome} />
            {run.amount === null ? null : (
              <>
                {' '}
                <strong>
                  <MoneyOf amount={run.amount} />
                </strong>
              </>
            )}
          </p>
        )}
        {run.reasons.length === 0 ? null : (
          <>
            <h3>{t('whyNot')}</h3>
            <ul>
              {run.reasons.map((reason) => (
                <li key={`${reason.decision} ${reason.rule} ${reason.en}`}>{reason[language]}</li>
              ))}
            </ul>
          </>
        )}
        <Facts
          facts={Object.entries(run.results).map(
            ([name, value]) => [word(name), <Value key={name} value={value} />] as const,
          )}
        />
      </Section>
      <Section title={t('how')}>
        <ol className="run-steps">
          {run.explanation.map((sentence, at) => (
            <li key={at} className={`run-${sentence.kind}`}>
              {sentence[language]}
            </li>
          ))}
        </ol>
        {run.missing.length === 0 ? null : (
          <p>
            {t('missing')} {run.missing.map(word).join(t('comma'))}
          </p>
        )}
        {run.problems.map((problem) => (
          <p key={`${problem.code} ${problem.element} ${problem.detail}`}>
            <span className="tag tag-warn">
              {[problem.element, problem.column].filter(Boolean).join(' · ')}
            </span>{' '}
            {problem.detail}
          </p>
        ))}
        <Collapse
          ghost
          items={[
            {
              key: 'trace',
              label: t('trace'),
              children: <pre className="feel-block">{JSON.stringify(run.trace, null, 2)}</pre>,
            },
          ]}
        />
        <p className="quiet">
          {t('engine', { version: run.engineVersion })} · {t('digest')}{' '}
          <span className="digest">{run.digest}</span>
        </p>
      </Section>
    </>
  );
}
