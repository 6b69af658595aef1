import { useSearch } from '@tanstack/react-router';
import { schemeContract as contract, type SchemeDifference } from 'yunhe/platforms/contract';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { schemeFieldWords } from './scheme-field-words.ts';
import { schemeWords } from './scheme-words.ts';

/** Two versions side by side: what was added, taken out and changed, with every field. */
export function CompareSchemes() {
  const t = useWords(schemeWords);
  const search = useSearch({ strict: false }) as Search;
  const [leftId = '', rightId = ''] = [search.left, search.right].map((one) => [one].flat()[0]);
  const read = useRead(contract.compareSchemeVersions, { leftId, rightId });
  return (
    <Page title={t('comparison')} above={[{ to: '/platforms/schemes', label: t('schemes') }]}>
      <Loaded of={read}>
        {({ left, right, differences }) =>
          differences.length === 0 ? (
            <Empty title={t('noDifferences')} />
          ) : (
            <Section>
              <TableFrame label={t('comparison')}>
                <table className="table">
                  <caption className="unseen">{t('comparison')}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('part')}</th>
                      <th scope="col">{t('field')}</th>
                      <th scope="col">{t('versionNumber', { number: left.number })}</th>
                      <th scope="col">{t('versionNumber', { number: right.number })}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {differences.map((one) => (
                      <Difference key={`${one.part} ${one.id}`} difference={one} />
                    ))}
                  </tbody>
                </table>
              </TableFrame>
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}

function Difference({ difference }: { readonly difference: SchemeDifference }) {
  const t = useWords(schemeWords);
  const field = useWords(schemeFieldWords);
  const language = useLanguage();
  const { part, id, name, change, fields } = difference;
  const said = (word: string) => {
    const key = `f_${word}`;
    return key in schemeFieldWords.phrases ? field(key as 'f_title') : word;
  };
  return fields.map((one, at) => (
    <tr key={one.field}>
      {at > 0 ? null : (
        <th scope="row" rowSpan={fields.length}>
          {name[language] || (part === 'setting' ? said(id) : id)}{' '}
          <span className="tag">{t(`change_${change}`)}</span>
          <span className="quiet second-line">
            {t(`part_${part}`)} · <code>{id}</code>
          </span>
        </th>
      )}
      <td>{said(one.field)}</td>
      <td>{one.left}</td>
      <td>{one.right}</td>
    </tr>
  ));
}
