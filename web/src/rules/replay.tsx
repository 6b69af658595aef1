import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import {
  rulesContract as contract,
  type ReplayResult,
  type VersionSummary,
} from 'yunhe/rules/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { queries, useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { ReplayGroups } from './replay-groups.tsx';
import { ReplayProgress } from './replay-progress.tsx';
import { ReplayRows } from './replay-rows.tsx';
import { isUnderWay, ReplayState } from './replay-state.tsx';
import { replayWords } from './replay-words.ts';
import { PlaceName } from './rule-facts.tsx';
import { rulesWords } from './words.ts';
import './rules.css';

const route = getRouteApi('/rules/replays/$replayId');
const lookEveryMs = 1_000;

export function Replay() {
  const { replayId } = route.useParams();
  const read = useRead(
    contract.readReplay,
    { replayId },
    { everyMs: (replay) => (isUnderWay(replay) ? lookEveryMs : false) },
  );
  const state = read.data?.state;
  // The rows that were read while it ran are not all.
  useEffect(() => {
    if (state === 'finished' || state === 'cancelled') void queries.invalidateQueries();
  }, [state]);
  return <Loaded of={read}>{(replay) => <Body replay={replay} />}</Loaded>;
}

function Body({ replay }: { readonly replay: ReplayResult }) {
  const t = useWords(replayWords);
  const format = useFormat();
  return (
    <Page
      title={replay.title}
      marks={<ReplayState of={replay} />}
      above={[{ to: '/rules/replays', label: t('replays') }]}
      actions={<Stop replay={replay} />}
    >
      <Section title={t('result')}>
        <ReplayProgress of={replay} />
      </Section>
      <Section>
        <Facts
          facts={[
            [t('candidate'), <VersionLink key="candidate" version={replay.candidate} />],
            [
              t('base'),
              replay.base === null ? (
                t('asDecided')
              ) : (
                <VersionLink key="base" version={replay.base} />
              ),
            ],
            [t('source'), t(`source_${replay.source}`)],
            [t('forPlace'), <PlaceName key="place" place={replay.place} />],
            [t('who'), replay.startedBy],
            [t('when'), format.instant(replay.createdAt)],
          ]}
        />
      </Section>
      <ReplayGroups replay={replay} />
      <ReplayRows replay={replay} />
    </Page>
  );
}

export function VersionLink({ version }: { readonly version: VersionSummary }) {
  const rules = useWords(rulesWords);
  const language = useLanguage();
  return (
    <Link to="/rules/versions/$versionId" params={{ versionId: version.id }}>
      {nameIn(language, version)} · {rules('versionNumber', { number: version.number })}
    </Link>
  );
}

function Stop({ replay }: { readonly replay: ReplayResult }) {
  const t = useWords(replayWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const cancel = useWrite(contract.cancelReplay);
  if (!replay.may.cancel) return null;
  const stop = async () => {
    const sure = await confirm({ title: t('stopAsk'), content: t('stopHint'), yes: t('stop') });
    if (sure) cancel.mutate({ replayId: replay.id }, { onError: notice.failed });
  };
  return (
    <Button loading={cancel.isPending} onClick={() => void stop()}>
      {t('stop')}
    </Button>
  );
}
