import { Link } from '@tanstack/react-router';
import { platformContract as contract } from 'yunhe/platforms/contract';
import { useFieldName } from '../matching/choices.tsx';
import { Loaded } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { platformWords } from './platform-words.ts';

/** Which fields have platforms in which provinces; where two or more stand, it says so. */
export function PlatformLayout() {
  const t = useWords(platformWords);
  const language = useLanguage();
  const nameOf = useFieldName();
  const read = useRead(contract.readPlatformLayout, {});
  return (
    <Loaded of={read}>
      {({ items }) => {
        const all = items.flatMap(({ regions }) => regions.map(({ region }) => region));
        const provinces = [...new Map(all.map((one) => [one.id, one])).values()].toSorted((a, b) =>
          a.id.localeCompare(b.id),
        );
        if (items.length === 0) return null;
        return (
          <details className="platforms-by-region">
            <summary>{t('byField')}</summary>
            <TableFrame label={t('byField')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('fields')}</th>
                    {provinces.map((one) => (
                      <th key={one.id} scope="col" className="number">
                        {nameIn(language, one) || one.id}
                      </th>
                    ))}
                    <th scope="col" className="number">
                      {t('platforms')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ field, platforms, regions }) => (
                    <tr key={field}>
                      <th scope="row">
                        <Link to="/platforms" search={{ field } as never}>
                          {nameOf(field)}
                        </Link>{' '}
                        {platforms > 1 && regions.length > 1 ? (
                          <span className="tag tag-warn">{t('severalStand')}</span>
                        ) : null}
                      </th>
                      {provinces.map(({ id }) => (
                        <td key={id} className="number">
                          {regions.find(({ region }) => region.id === id)?.count ?? ''}
                        </td>
                      ))}
                      <td className="number">{platforms}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          </details>
        );
      }}
    </Loaded>
  );
}
