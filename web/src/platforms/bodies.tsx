/** The bodies of the charter that is in force: to choose one, and to tell its name. */
import { Select } from 'antd';
import { charterContract as contract } from 'yunhe/platforms/contract';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';

export function useBodies(platformId: string) {
  const { data } = useRead(contract.readCharters, { platformId });
  return data?.items.find(({ id }) => id === data.inForceId)?.content.bodies ?? [];
}

export function useBodyName(platformId: string): (code: string) => string {
  const language = useLanguage();
  const bodies = useBodies(platformId);
  return (code) => {
    const body = bodies.find((one) => one.code === code);
    return body === undefined ? code : nameIn(language, body);
  };
}

export function BodyChoice({
  platformId,
  ...rest
}: {
  readonly platformId: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string) => void;
}) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  return (
    <Select
      {...rest}
      aria-label={t('body')}
      options={useBodies(platformId).map((body) => ({
        value: body.code,
        label: nameIn(language, body),
      }))}
    />
  );
}
