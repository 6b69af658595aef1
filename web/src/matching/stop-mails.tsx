import { Button } from 'antd';
import { useState } from 'react';
import { watchContract } from 'yunhe/matching/contract';
import { Empty, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { watchWords } from './watch-words.ts';

/** The token stands behind `#`, so it reaches no server's log; a click is asked for all the same. */
export function StopMails() {
  const t = useWords(watchWords);
  const [token] = useState(() => location.hash.slice(1));
  const stop = useWrite(watchContract.stopMails, { quiet: true });
  return (
    <Page title={t('stopMails')} width="narrow">
      {token.length < 20 ? (
        <Empty title={t('stopNoToken')} hint={t('stopNoTokenHint')} />
      ) : stop.isSuccess ? (
        <Empty title={t('stopped')} hint={t('stoppedHint')} />
      ) : (
        <Section>
          <p>{t('stopMailsLead')}</p>
          <ProblemView problem={stop.error} />
          <Button type="primary" loading={stop.isPending} onClick={() => stop.mutate({ token })}>
            {t('stop')}
          </Button>
        </Section>
      )}
    </Page>
  );
}
