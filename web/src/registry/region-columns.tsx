import type { Region } from 'yunhe/registry/contract';
import { useFormat } from '../ui/format.ts';
import type { Column } from '../ui/list.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';

export function useRegionColumns(): Column<Region>[] {
  const t = useWords(registryWords);
  const format = useFormat();
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('name'),
      render: (region) => {
        const other = nameIn(language === 'zh' ? 'en' : 'zh', region);
        return (
          <>
            <RegionName region={region} linked />
            {other === nameIn(language, region) ? null : (
              <span className="quiet second-line">{other}</span>
            )}
          </>
        );
      },
    },
    {
      key: 'code',
      title: t('code'),
      tight: true,
      render: ({ code }) => <span className="code">{code}</span>,
    },
    { key: 'level', title: t('level'), tight: true, render: ({ level }) => t(`level_${level}`) },
    {
      key: 'scheme',
      title: t('regionScheme'),
      optional: true,
      render: ({ scheme }) => t(`regionScheme_${scheme}`),
    },
    {
      key: 'from',
      title: t('validFrom'),
      tight: true,
      optional: true,
      render: ({ validFrom }) => format.day(validFrom),
    },
    {
      key: 'until',
      title: t('validUntil'),
      tight: true,
      render: ({ validUntil, successorCode }) =>
        validUntil === null ? null : (
          <>
            {format.day(validUntil)}
            {successorCode === null ? null : (
              <>
                {' → '}
                <RegionName region={{ code: successorCode, nameZh: null, nameEn: null }} linked />
              </>
            )}
          </>
        ),
    },
  ];
}
