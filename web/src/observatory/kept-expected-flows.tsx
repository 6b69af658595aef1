import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import {
  expectedFlowsContract as contract,
  type KeptExpectedFlows as Kept,
} from 'yunhe/observatory/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { ExportMenu } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { PairsShown, ShownExpected, shownOf, useExpectedTitle } from './expected-flows.tsx';
import { networkWords } from './network-words.ts';
import { Verdict } from './verdict.tsx';
import { observatoryWords } from './words.ts';

const route = getRouteApi('/observatory/flows/expected/$expectedId');

/** Expected flows as they were kept; they can be worked out again from what was kept with them. */
export function KeptExpectedFlows() {
  const { expectedId } = route.useParams();
  const state = useListState();
  const input = { expectedId, ...shownOf(state) };
  const read = useRead(contract.readKeptExpectedFlows, input, { keepLast: true });
  return (
    <Loaded of={read}>
      {(kept) => (
        <Shown kept={kept}>
          <div className="row">
            <PairsShown state={state} />
            <ExportMenu
              endpoint={contract.exportKeptExpectedFlows}
              formats={['csv', 'xlsx', 'jsonl']}
              query={input}
            />
          </div>
        </Shown>
      )}
    </Loaded>
  );
}

function Shown({ kept, children }: { readonly kept: Kept; readonly children: ReactNode }) {
  const t = useWords(networkWords);
  const o = useWords(observatoryWords);
  const format = useFormat();
  const titleOf = useExpectedTitle();
  const { id: expectedId, madeBy, madeAt, resultDigest } = kept;
  return (
    <Page
      title={titleOf(kept)}
      marks={<Sample when={kept.sample} />}
      lead={t('keptExpectedLead')}
      above={[{ to: '/observatory/flows' as never, label: o('flows') }]}
      actions={kept.may.remove ? <Remove expectedId={expectedId} /> : undefined}
    >
      <Section title={t('expectedTitle')}>
        {children}
        <ShownExpected expected={kept} />
        <p className="quiet">
          {t('keptSaid', {
            result: resultDigest.slice(0, 12),
            by: madeBy,
            at: format.instant(madeAt),
          })}
        </p>
        <Recompute expectedId={expectedId} />
      </Section>
    </Page>
  );
}

function Recompute({ expectedId }: { readonly expectedId: string }) {
  const t = useWords(networkWords);
  const again = useWrite(contract.recomputeExpectedFlows, { quiet: true });
  return (
    <div role="status">
      <p>
        <Button loading={again.isPending} onClick={() => again.mutate({ expectedId })}>
          {t('recompute')}
        </Button>
      </p>
      <ProblemView problem={again.error} />
      {again.data === undefined ? null : <Verdict of={again.data} />}
    </div>
  );
}

function Remove({ expectedId }: { readonly expectedId: string }) {
  const t = useWords(networkWords);
  const confirm = useConfirm();
  const notice = useNotice();
  const navigate = useNavigate();
  const remove = useWrite(contract.removeExpectedFlows, {
    quiet: true,
    onDone: () => void navigate({ to: '/observatory/flows' }),
  });
  const ask = async () => {
    const question = { title: t('remove'), content: t('removeAsked') };
    if (await confirm({ ...question, yes: t('remove'), danger: true })) {
      remove.mutate({ expectedId }, { onError: notice.failed });
    }
  };
  return (
    <Button danger loading={remove.isPending} onClick={() => void ask()}>
      {t('remove')}
    </Button>
  );
}
