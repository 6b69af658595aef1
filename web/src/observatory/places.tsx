import type { BarrierSummary } from 'yunhe/observatory/contract';
import { nameIn, useLanguage, useWords, writtenSentences } from '../ui/words.ts';
import { reasonName } from './reason-name.ts';
import { observatoryWords } from './words.ts';

type Region = BarrierSummary['from'];

/** The name of a region, also where it has none in the reader's language. */
export function useRegionName(): (region: Region) => string {
  const t = useWords(observatoryWords);
  const language = useLanguage();
  return (region) =>
    region === null ? t('unknownRegion') : nameIn(language, region) || region.code;
}

/** “北京市 → 河北省”, or within one. */
export function useWay(): (from: Region, to: Region) => string {
  const t = useWords(observatoryWords);
  const nameOf = useRegionName();
  return (from, to) =>
    from?.code === to?.code
      ? from === null
        ? t('unknownRegion')
        : t('within', { region: nameOf(from) })
      : t('between', { from: nameOf(from), to: nameOf(to) });
}

const capabilities = [
  'identity',
  'registry',
  'matching',
  'rules',
  'ledger',
  'outposts',
  'platforms',
  'observatory',
] as const;

export function useCapabilityName(): (capability: string) => string {
  const t = useWords(observatoryWords);
  return (word) => {
    const known = capabilities.find((one) => one === word);
    return known === undefined ? word : t(`capability_${known}`);
  };
}

export function useCapabilityOptions() {
  const nameOf = useCapabilityName();
  return capabilities.map((value) => ({ value, label: nameOf(value) }));
}

/** Reasons are worded by the capabilities that give them; one that has no words keeps its code. */
export function useReasonName(): (code: string) => string {
  const language = useLanguage();
  return (code) => {
    const sentence = writtenSentences().get(code);
    return sentence === undefined ? code : reasonName(sentence[language]);
  };
}
