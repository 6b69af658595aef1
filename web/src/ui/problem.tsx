import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Problem, type Reason } from './call.ts';
import { uiWords } from './ui-words.ts';
import { sentenceOf, useLanguage, useWords } from './words.ts';

export function sayReason(reason: Pick<Reason, 'code' | 'detail' | 'params'>): string {
  return sentenceOf(reason.code, reason.params) ?? reason.detail;
}

export function sayProblem(problem: Problem): string {
  return sentenceOf(problem.code, problem.params) ?? problem.message;
}

/** A "no" beside what it concerns: the sentence, every reason, and the number to quote. */
export function ProblemView({
  problem,
  except = [],
  retry,
}: {
  readonly problem: Error | null | undefined;
  /** Pointers of reasons that are shown at their fields. */
  readonly except?: readonly string[];
  readonly retry?: (() => void) | undefined;
}) {
  const t = useWords(uiWords);
  useLanguage();
  if (problem === null || problem === undefined) return null;
  const known = problem instanceof Problem ? problem : null;
  const reasons = (known?.reasons ?? []).filter(
    (reason) => reason.pointer === undefined || !except.includes(reason.pointer),
  );
  const fault = known === null || known.status >= 500;
  return (
    <div className={`problem${fault ? ' problem-fault' : ''}`} role="alert">
      <p className="problem-title">{known === null ? t('faultTitle') : sayProblem(known)}</p>
      {fault && known?.status === 500 ? <p>{t('faultHint')}</p> : null}
      {reasons.length > 0 ? (
        <ul>
          {reasons.map((reason) => (
            <li key={`${reason.code} ${reason.pointer ?? ''} ${reason.detail}`}>
              {sayReason(reason)}
              {reason.rule === undefined ? null : <code className="quiet"> {reason.rule}</code>}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="problem-foot">
        {retry === undefined ? null : (
          <Button size="small" onClick={retry}>
            {t('retry')}
          </Button>
        )}
        {known?.requestId ? (
          <span className="quiet">
            {t('requestId')} <code>{known.requestId}</code>
          </span>
        ) : null}
      </div>
    </div>
  );
}

/** What a page says instead of its content. */
export function Missing({ children }: { readonly children?: ReactNode }) {
  const t = useWords(uiWords);
  return (
    <div className="missing">
      <h1>{t('pageMissing')}</h1>
      <p>{t('pageMissingHint')}</p>
      {children ?? (
        <Link to="/" className="link-button">
          {t('goHome')}
        </Link>
      )}
    </div>
  );
}
