import type { Paragraph } from 'yunhe/outposts/contract';
import { type Language, useLanguage, useWords } from '../ui/words.ts';
import { agreementWords } from './agreement-words.ts';
import { articleNumber } from './article-words.ts';

/** Where a clause stands on the page of its agreement: statement lines link to it. */
export function anchorOf(clause: string): string {
  return `clause-${clause}`;
}

/** Terms as people read and sign them: numbered articles that can be linked to. */
export function Clauses({
  prose,
  anchored = false,
  both = false,
}: {
  readonly prose: readonly Paragraph[];
  /** On the page of one agreement, where nothing else has these anchors. */
  readonly anchored?: boolean;
  /** Each article in both languages, one below the other. */
  readonly both?: boolean;
}) {
  const language = useLanguage();
  const languages: readonly Language[] = both
    ? [language, language === 'zh' ? 'en' : 'zh']
    : [language];
  return (
    <div className="clauses">
      {prose.map(({ clause, number, text }, at) => (
        <div
          key={clause ?? `opening ${at}`}
          className="clause"
          {...(anchored && clause !== null ? { id: anchorOf(clause) } : {})}
        >
          {clause === null ? null : (
            <ArticleNumber number={number ?? 0} clause={anchored ? clause : null} />
          )}
          {languages.map((each, order) => (
            <p
              key={each}
              lang={each === 'zh' ? 'zh-CN' : 'en'}
              className={order > 0 ? 'quiet' : ''}
            >
              {text[each]}
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}

function ArticleNumber({
  number,
  clause,
}: {
  readonly number: number;
  readonly clause: string | null;
}) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  const text = t('article', { number: articleNumber(language, number) });
  if (clause === null) return <span className="clause-number">{text}</span>;
  return (
    <a className="clause-number" href={`#${anchorOf(clause)}`} title={t('linkToClause')}>
      {text}
    </a>
  );
}
