import { importContract } from 'yunhe/registry/contract';
import { useRead } from '../ui/query.ts';
import { useLanguage } from '../ui/words.ts';

export interface ImportKindNames {
  kind(name: string): string;
  column(kind: string, name: string): string;
}

/** What people call the kinds of import and their columns; until that is known, their codes. */
export function useImportKindNames(): ImportKindNames {
  const language = useLanguage();
  const { data } = useRead(importContract.listImportKinds, {});
  const find = (name: string) => data?.items.find((one) => one.name === name);
  return {
    kind: (name) => find(name)?.title[language] ?? name,
    column: (kind, name) =>
      find(kind)?.columns.find((one) => one.name === name)?.title[language] ?? name,
  };
}
