import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { roundContract as contract, type Round } from 'yunhe/platforms/contract';
import type { Input } from '../ui/call.ts';
import { Field, Form } from '../ui/form.tsx';
import { Empty, Loaded, Page } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { RoundFields, RoundTitleFields } from './round-form.tsx';
import { useRoundTitle } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/rounds/$roundId/edit');

type Body = Input<typeof contract.editRound>;

/** A draft is changed: its days, who takes part, its panel and what follows of which grades. */
export function EditRound() {
  const { roundId } = route.useParams();
  const read = useRead(contract.readRound, { roundId });
  return <Loaded of={read}>{(round) => <Body key={round.revision} round={round} />}</Loaded>;
}

function Body({ round }: { readonly round: Round }) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const titleOf = useRoundTitle();
  const { id: roundId, revision } = round;
  const edit = useWrite(contract.editRound, {
    onDone: () => void navigate({ to: '/platforms/rounds/$roundId', params: { roundId } }),
  });
  const { titleZh, titleEn, dataFrom, dataUntil, calendar, sharing, seats } = round;
  const initial: Partial<Body> = {
    ...{ titleZh, titleEn, dataFrom, dataUntil, calendar, sharing, seats },
    ...{ mostLoad: round.mostLoad, draws: round.draws, seed: round.seed },
    lowGrades: round.lowGrades,
    schemeVersionId: round.scheme.versionId,
    platformIds: round.reports.map(({ platform }) => platform.id),
  };
  return (
    <Page
      title={t('editRound')}
      width="narrow"
      above={[
        { to: '/platforms/rounds', label: t('rounds') },
        { to: `/platforms/rounds/${roundId}` as never, label: titleOf(round) },
      ]}
    >
      {round.may.edit ? (
        <Form<Body>
          schema={contract.editRound.body}
          initial={initial}
          problem={edit.error}
          busy={edit.isPending}
          submit={t('create')}
          onSubmit={(body) => edit.mutate({ ...body, roundId, revision })}
        >
          <RoundTitleFields />
          <RoundFields type={round.type.code} />
          <Field name="lowGrades" label={t('lowGrades')}>
            <Select
              mode="multiple"
              options={round.grades.map(({ id, name }) => ({ value: id, label: name[language] }))}
            />
          </Field>
        </Form>
      ) : (
        <Empty title={t('notEditable')} />
      )}
    </Page>
  );
}
