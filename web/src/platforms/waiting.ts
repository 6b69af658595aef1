/** What waits for a person: its name, and the page on which it is dealt with. */
import type { motionContract } from 'yunhe/platforms/contract';
import type { Answer } from '../ui/call.ts';
import { useFormat } from '../ui/format.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';

export type Waiting = Answer<typeof motionContract.listDecisionsToTake>['items'][number];

/** What is to be known, and not to be decided. */
export function isMeetingAhead({ what }: Waiting): boolean {
  return what === 'attend' || what === 'cancelled';
}

export function isAboutMeeting(one: Waiting): boolean {
  return isMeetingAhead(one) || one.what === 'minutes';
}

export function addressOfWaiting(one: Waiting): string {
  if (one.what === 'adopt') return `/platforms/${one.platformId}/charter`;
  return `/platforms/${isAboutMeeting(one) ? 'meetings' : 'motions'}/${one.id}`;
}

export function useWaitingName(): (one: Waiting) => string {
  const t = useWords(governanceWords);
  const format = useFormat();
  const zh = useLanguage() === 'zh';
  return (one) => {
    if (one.what === 'adopt') return t('charterFrom', { day: format.day(one.title) });
    if (!isAboutMeeting(one)) return one.title;
    const body = (zh ? one.bodyNameZh : one.bodyNameEn) ?? '';
    return t('meetingNumber', { body, number: one.title });
  };
}
