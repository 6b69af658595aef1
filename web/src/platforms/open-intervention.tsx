import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { AutoComplete, Input } from 'antd';
import { interventionContract as contract, resultContract } from 'yunhe/platforms/contract';
import type { Input as InputOf } from '../ui/call.ts';
import { DayInput } from '../ui/day-input.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { LinesInput, useRoundTitle } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/reports/$reportId/interventions/new');

type Body = InputOf<typeof contract.openIntervention>;

/** An intervention for a target that was missed: whose it is, what is done, and until when. */
export function OpenIntervention() {
  const t = useWords(roundWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const titleOf = useRoundTitle();
  const { reportId } = route.useParams();
  const read = useRead(resultContract.readEvaluation, { reportId });
  const open = useWrite(contract.openIntervention, {
    onDone: ({ id: interventionId }) =>
      void navigate({ to: '/platforms/interventions/$interventionId', params: { interventionId } }),
  });
  return (
    <Loaded of={read}>
      {({ platform, round, nodes }) => (
        <Page
          title={t('openIntervention')}
          lead={nameIn(language, platform)}
          width="narrow"
          above={[
            { to: '/platforms/rounds', label: t('rounds') },
            { to: `/platforms/rounds/${round.id}` as never, label: titleOf(round) },
            { to: `/platforms/reports/${reportId}/evaluation` as never, label: t('evaluation') },
          ]}
        >
          <Form<Body>
            schema={contract.openIntervention.body}
            initial={{ owner: nameIn(language, platform) }}
            problem={open.error}
            busy={open.isPending}
            submit={t('openIntervention')}
            onSubmit={(body) => open.mutate({ ...body, reportId })}
          >
            <Field name="target" label={t('target')} hint={t('targetHint')}>
              <AutoComplete
                maxLength={300}
                options={nodes
                  .filter(({ depth }) => depth > 0)
                  .map(({ name }) => ({ value: name[language] }))}
              />
            </Field>
            <Field name="owner" label={t('owner')} hint={t('ownerHint')}>
              <Input maxLength={200} />
            </Field>
            <Field name="dueOn" label={t('dueOn')}>
              <DayInput />
            </Field>
            <Field name="measures" label={t('measures')} hint={t('measuresHint')}>
              <LinesInput />
            </Field>
          </Form>
        </Page>
      )}
    </Loaded>
  );
}
