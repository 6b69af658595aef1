import { platformContract as contract } from 'yunhe/platforms/contract';
import { Loaded } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { usePlatformTypes } from './platform-facts.tsx';
import { platformWords } from './platform-words.ts';

/** How many platforms of each type stand in each province; closed ones are not counted. */
export function PlatformsByRegion() {
  const t = useWords(platformWords);
  const language = useLanguage();
  const types = usePlatformTypes();
  const stage: ('planned' | 'under_construction' | 'running' | 'reorganised')[] = [
    ...(['planned', 'under_construction', 'running', 'reorganised'] as const),
  ];
  const read = useRead(contract.countPlatforms, { stage });
  return (
    <Loaded of={read}>
      {({ items }) => {
        const regions = [...new Map(items.map(({ region }) => [region.id, region])).values()];
        const count = (id: string, type: string | null) =>
          items
            .filter((one) => one.region.id === id && (type === null || one.type === type))
            .reduce((sum, one) => sum + one.count, 0);
        if (regions.length === 0) return null;
        return (
          <details open className="platforms-by-region">
            <summary>{t('byRegion')}</summary>
            <TableFrame label={t('byRegion')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('region')}</th>
                    {types.options.map(({ value, label }) => (
                      <th key={value} scope="col" className="number">
                        {label}
                      </th>
                    ))}
                    <th scope="col" className="number">
                      {t('all')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {regions.map((region) => (
                    <tr key={region.id}>
                      <th scope="row">{nameIn(language, region) || region.id}</th>
                      {types.options.map(({ value }) => (
                        <td key={value} className="number">
                          {count(region.id, value)}
                        </td>
                      ))}
                      <td className="number">{count(region.id, null)}</td>
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
