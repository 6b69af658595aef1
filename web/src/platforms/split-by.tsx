/** From an evaluation to the formulas that split a budget by its grades. */
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { schemeContract as contract } from 'yunhe/platforms/contract';
import { useServedPlaces } from '../registry/choices.tsx';
import { useRead } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { schemeWords } from './scheme-words.ts';

/** Offered to those who keep a formula; one is gone to at once, several are chosen from. */
export function SplitBy({ of }: { readonly of: { preview: string } | { round: string } }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const served = useServedPlaces();
  const read = useRead(
    contract.listSchemes,
    { kind: 'funding', limit: 100 },
    { enabled: served.length > 0 },
  );
  const kept = (read.data?.items ?? []).filter(({ keeper }) =>
    served.some((place) => Object.values(place).includes(keeper.id)),
  );
  const go = (schemeId: string) =>
    void navigate({ to: '/platforms/schemes/$schemeId', params: { schemeId }, search: of });
  const [only, ...more] = kept;
  if (only === undefined) return null;
  if (more.length === 0) return <Button onClick={() => go(only.id)}>{t('splitByIt')}</Button>;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: kept.map(({ id, version }) => ({
          key: id,
          label: version.title[language] || version.title.zh || t('scheme'),
        })),
        onClick: ({ key }) => go(key),
      }}
    >
      <Button>{t('splitByIt')}</Button>
    </Dropdown>
  );
}
