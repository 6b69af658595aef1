/** A scheme as people read it: its tree or its streams, its grades and its vetoes. */
import type { CSSProperties } from 'react';
import type { SchemeRow, SchemeVersion } from 'yunhe/platforms/contract';
import { groupedDigits } from '../ui/grouped-digits.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { schemeFieldWords } from './scheme-field-words.ts';
import { schemeWords } from './scheme-words.ts';
import './schemes.css';

export function SchemeTree({
  kind,
  rows,
}: {
  readonly kind: SchemeVersion['kind'];
  readonly rows: readonly SchemeRow[];
}) {
  const t = useWords(schemeWords);
  const funds = kind === 'funding';
  const label = t(funds ? 'streams' : 'tree');
  const heads = [
    t('level'),
    t(funds ? 'share' : 'weight'),
    t(funds ? 'amount' : 'points'),
    t('says'),
  ];
  return (
    <TableFrame label={label}>
      <table className="table table-cards scheme-tree">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={head} scope="col" className={at === 1 || at === 2 ? 'end' : ''}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.pointer} row={row} heads={heads} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Row({ row, heads }: { readonly row: SchemeRow; readonly heads: readonly string[] }) {
  const t = useWords(schemeFieldWords);
  const language = useLanguage();
  const { id, kind, name, depth, clause, weight, weighs, points, says, note } = row;
  const key = `v_${kind}`;
  const said = key in schemeFieldWords.phrases ? t(key as 'v_group') : kind;
  return (
    <tr>
      <th scope="row" style={{ '--depth': depth } as CSSProperties}>
        <span className={kind === 'group' ? 'strong' : ''}>{name[language] || name.zh || id}</span>
        <span className="quiet second-line">
          {said} · <code>{id}</code>
          {clause === null ? null : ` · ${clause}`}
        </span>
      </th>
      <td className="end" data-label={heads[1]}>
        {weighs === null ? weight : <span className="scheme-cases">{weighs[language]}</span>}
      </td>
      <td className="end" data-label={heads[2]}>
        {kind === 'fixed' ? groupedDigits(points ?? '') : points}
      </td>
      <td>
        {says[language]}
        {note === null || note[language] === '' ? null : (
          <span className="quiet second-line">{note[language]}</span>
        )}
      </td>
    </tr>
  );
}

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** Of a document that may be incomplete, the entries that say something. */
function entriesOf<Entry extends Named>(list: unknown): readonly Entry[] {
  return (Array.isArray(list) ? list : []).filter(
    (one) => typeof one === 'object' && one !== null && typeof one.name?.zh === 'string',
  );
}

export function GradesAndVetoes({
  document,
  vetoes: said,
}: Pick<SchemeVersion, 'document' | 'vetoes'>) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const grades = entriesOf<Named & { least?: string; above?: string }>(document.grades);
  const vetoes = entriesOf<Named & { when: string; grade: string }>(document.vetoes);
  const nameOf = (id: string) => grades.find((one) => one.id === id)?.name[language] ?? id;
  return (
    <>
      {grades.length === 0 ? null : (
        <>
          <h3>{t('grades')}</h3>
          <ul>
            {grades.map(({ id, name, least, above }) => (
              <li key={id}>
                {least !== undefined
                  ? t('gradeFrom', { name: name[language], bound: least })
                  : above !== undefined
                    ? t('gradeAbove', { name: name[language], bound: above })
                    : t('gradeRest', { name: name[language] })}
              </li>
            ))}
          </ul>
        </>
      )}
      {vetoes.length === 0 ? null : (
        <>
          <h3>{t('vetoes')}</h3>
          <ul>
            {vetoes.map(({ id, name, when, grade }) => (
              <li key={id}>
                {t('vetoTo', { name: name[language], grade: nameOf(grade) })}
                <span className="quiet second-line">
                  {said.find((one) => one.id === id)?.says[language] ?? when}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
