import { Link } from '@tanstack/react-router';
import { motionContract as contract } from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { PlatformsTabs } from './platform-tabs.tsx';
import {
  addressOfWaiting,
  isAboutMeeting,
  isMeetingAhead,
  useWaitingName,
  type Waiting,
} from './waiting.ts';
import './platforms.css';

/** What waits for the person who looks, and the meetings that they are called to. */
export function DecisionsToTake() {
  const t = useWords(governanceWords);
  const read = useRead(contract.listDecisionsToTake, {});
  return (
    <Page title={t('toDo')} lead={t('toDoLead')}>
      <PlatformsTabs />
      <Loaded of={read}>
        {({ items }) => {
          const meetings = items.filter(isMeetingAhead);
          const decisions = items.filter((one) => !isMeetingAhead(one));
          return (
            <>
              <Section {...(meetings.length === 0 ? {} : { title: t('toDecide') })}>
                {decisions.length === 0 ? (
                  <Empty title={t('nothingToDo')} hint={t('nothingToDoHint')} />
                ) : (
                  <Rows items={decisions} />
                )}
              </Section>
              {meetings.length === 0 ? null : (
                <Section title={t('toAttend')}>
                  <Rows items={meetings} />
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

const tones = {
  ...{ vote: 'tag-warn', count: 'tag-warn', adopt: 'tag-warn', minutes: 'tag-warn' },
  ...{ attend: 'tag-accent', cancelled: 'tag-bad' },
} as const;

function Rows({ items }: { readonly items: readonly Waiting[] }) {
  const t = useWords(governanceWords);
  const nameOf = useWaitingName();
  const format = useFormat();
  return (
    <ul className="waiting">
      {items.map((one) => (
        <li key={`${one.what} ${one.id}`}>
          <p>
            <span className={`tag ${tones[one.what]}`}>{t(`todo_${one.what}`)}</span>{' '}
            <Link to={addressOfWaiting(one) as string} className="strong">
              {nameOf(one)}
            </Link>{' '}
            <Sample when={one.sample} />
          </p>
          <p className="quiet">
            <About one={one} />
            {one.dueAt === null ? null : (
              <>
                {' · '}
                {isAboutMeeting(one)
                  ? format.instant(one.dueAt)
                  : t('until', { when: format.instant(one.dueAt) })}
              </>
            )}
          </p>
          {one.note === null ? null : <p className="quiet">{t('because', { reason: one.note })}</p>}
        </li>
      ))}
    </ul>
  );
}

function About({ one }: { readonly one: Waiting }) {
  const zh = useLanguage() === 'zh';
  const platform = (zh ? one.platformNameZh : one.platformNameEn) ?? one.platformNameZh;
  const body = zh ? one.bodyNameZh : one.bodyNameEn;
  return <>{[platform, body].filter((part) => part !== null).join(' · ')}</>;
}
