import { useSearch } from '@tanstack/react-router';
import { agreementContract as contract, type Paragraph } from 'yunhe/outposts/contract';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { agreementWords } from './agreement-words.ts';
import { articleNumber } from './article-words.ts';
import './agreements.css';

/** Two versions of an agreement side by side: what reads differently, and what differs in data. */
export function CompareVersions() {
  const t = useWords(agreementWords);
  const search = useSearch({ strict: false }) as Search;
  const [leftId = '', rightId = ''] = [search.left, search.right].map((one) => [one].flat()[0]);
  const read = useRead(contract.compareAgreementVersions, { leftId, rightId });
  return (
    <Page title={t('comparison')} above={[{ to: '/outposts/agreements', label: t('agreements') }]}>
      <Loaded of={read}>
        {({ left, right, prose, differences }) =>
          differences.length === 0 ? (
            <Empty title={t('noDifferences')} />
          ) : (
            <>
              <Section title={t('wordingChanged')}>
                <TableFrame label={t('wordingChanged')}>
                  <table className="table table-prose">
                    <thead>
                      <tr>
                        {[left, right].map(({ id, number }) => (
                          <th key={id} scope="col">
                            {t('versionNumber', { number })}
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {prose.map((pair, at) => (
                        <tr key={pair.clause ?? `opening ${at}`}>
                          <Side paragraph={pair.left} />
                          <Side paragraph={pair.right} />
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </TableFrame>
              </Section>
              <Section title={t('fieldsChanged')}>
                <TableFrame label={t('fieldsChanged')}>
                  <table className="table">
                    <thead>
                      <tr>
                        <th scope="col">{t('field')}</th>
                        <th scope="col">{t('versionNumber', { number: left.number })}</th>
                        <th scope="col">{t('versionNumber', { number: right.number })}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {differences.map((one) => (
                        <tr key={one.pointer}>
                          <td>
                            <code>{one.pointer}</code>
                          </td>
                          <td>{one.left ?? <span className="quiet">{t('absent')}</span>}</td>
                          <td>{one.right ?? <span className="quiet">{t('absent')}</span>}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </TableFrame>
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Side({ paragraph }: { readonly paragraph: Paragraph | null }) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  if (paragraph === null) {
    return (
      <td>
        <span className="quiet">{t('absent')}</span>
      </td>
    );
  }
  const { number, text } = paragraph;
  return (
    <td>
      <span className="clause-number">
        {number === null ? t('opening') : t('article', { number: articleNumber(language, number) })}
      </span>
      <p>{text[language]}</p>
    </td>
  );
}
