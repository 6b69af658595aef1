import { Link, type LinkProps } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { Problem } from './call.ts';
import { Missing, ProblemView } from './problem.tsx';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface PageProps {
  /** Also the title of the browser's tab. */
  readonly title: string;
  /** Beside the title: badges, a state. */
  readonly marks?: ReactNode;
  readonly lead?: ReactNode;
  /** The way back up: `[{to: '/needs', label: t('needs')}]`. */
  readonly above?: readonly { readonly to: LinkProps['to']; readonly label: string }[];
  readonly actions?: ReactNode;
  /** `narrow` for forms and reading, `wide` for lists and pictures. */
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
}

export function Page(props: PageProps) {
  const t = useWords(uiWords);
  const { title, marks, lead, above = [], actions, width = 'wide', children } = props;
  useTitle(title);
  return (
    <article className={`page page-${width}`}>
      <header className="page-head">
        {above.length === 0 ? null : (
          <nav className="page-above" aria-label={t('breadcrumb')}>
            {above.map(({ to, label }) => (
              <Link key={label} to={to ?? '/'}>
                {label}
              </Link>
            ))}
          </nav>
        )}
        <div className="page-title">
          <h1 tabIndex={-1}>{title}</h1>
          {marks === undefined ? null : <span className="page-marks">{marks}</span>}
          {actions === undefined ? null : <div className="page-actions">{actions}</div>}
        </div>
        {lead === undefined ? null : <div className="page-lead">{lead}</div>}
      </header>
      {children}
    </article>
  );
}

export function useTitle(title: string): void {
  const t = useWords(uiWords);
  useEffect(() => {
    document.title = title === '' ? t('productName') : `${title} · ${t('productName')}`;
  }, [title, t]);
}

/** A titled part of a page. */
export function Section({
  title,
  actions,
  children,
  plain = false,
}: {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Without its own sheet of paper. */
  readonly plain?: boolean;
}) {
  return (
    <section className={plain ? 'section' : 'section sheet'}>
      {title === undefined ? null : (
        <div className="section-head">
          <h2>{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

/** Names and values, for the facts of one record. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode] | null)[];
}) {
  return (
    <dl className="facts">
      {facts.map((fact) =>
        fact === null ? null : (
          <div key={fact[0]}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** What a place says that has nothing in it: what is missing and what to do next. */
export function Empty({
  title,
  hint,
  action,
}: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <svg viewBox="0 0 120 40" aria-hidden="true" className="empty-mark">
        <path d="M4 14c9-8 19-8 28 0s19 8 28 0 19-8 28 0 19 8 28 0" />
        <path d="M4 28c9-8 19-8 28 0s19 8 28 0 19-8 28 0 19 8 28 0" />
      </svg>
      <p className="empty-title">{title}</p>
      {hint === undefined ? null : <p className="empty-hint">{hint}</p>}
      {action}
    </div>
  );
}

/**
 * Shows what was read once it is there; before that its outline, and a problem in its place.
 * `of` is the answer of `useRead`.
 */
export function Loaded<Data>({
  of,
  children,
}: {
  readonly of: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly children: (data: Data) => ReactNode;
}) {
  const t = useWords(uiWords);
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error instanceof Problem && of.error.status === 404) return <Missing />;
  if (of.error !== null) return <ProblemView problem={of.error} retry={() => of.refetch()} />;
  return (
    <div role="status" aria-label={t('loading')} className="outline">
      <Skeleton active title={false} paragraph={{ rows: 4 }} />
    </div>
  );
}
