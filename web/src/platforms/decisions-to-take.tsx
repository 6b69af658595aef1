import { Link } from '@tanstack/react-router';
import { motionContract as contract } from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { governanceWords } from './governance-words.ts';
import { PlatformsTabs } from './platform-tabs.tsx';

/** What waits for the person who looks: votes, motions to count, charters to adopt. */
export function DecisionsToTake() {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const read = useRead(contract.listDecisionsToTake, {});
  const zh = language === 'zh';
  return (
    <Page title={t('toDo')} lead={t('toDoLead')}>
      <PlatformsTabs />
      <Section>
        <Loaded of={read}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('nothingToDo')} hint={t('nothingToDoHint')} />
            ) : (
              <ul className="rows">
                {items.map((one) => (
                  <li key={`${one.what} ${one.id}`}>
                    <Link
                      to={
                        (one.what === 'adopt'
                          ? `/platforms/${one.platformId}/charter`
                          : `/platforms/motions/${one.id}`) as string
                      }
                      className="strong"
                    >
                      {one.what === 'adopt'
                        ? t('charterFrom', { day: format.day(one.title) })
                        : one.title}
                    </Link>{' '}
                    <Sample when={one.sample} />
                    <span className="quiet second-line">
                      {t(`todo_${one.what}`)} ·{' '}
                      {(zh ? one.platformNameZh : one.platformNameEn) ?? one.platformNameZh}
                      {one.bodyNameZh === null ? '' : ` · ${zh ? one.bodyNameZh : one.bodyNameEn}`}
                      {one.dueAt === null
                        ? ''
                        : ` · ${t('until', { when: format.instant(one.dueAt) })}`}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}
