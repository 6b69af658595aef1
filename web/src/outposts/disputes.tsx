import { Link } from '@tanstack/react-router';
import { factContract as contract, type Dispute } from 'yunhe/outposts/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { Amount, type Names } from './fact-parts.tsx';
import { factWords } from './fact-words.ts';

const tones = { open: 'tag-bad', answered: 'tag-warn', upheld: 'tag-bad', resolved: '' } as const;

export function DisputeState({ dispute }: { readonly dispute: Dispute }) {
  const t = useWords(factWords);
  const { state, outcome, overdue } = dispute;
  return (
    <>
      <span className={`tag ${tones[state]}`}>
        {outcome === null ? t(`dstate_${state}`) : t(`outcome_${outcome}`)}
      </span>{' '}
      {overdue ? <span className="tag tag-bad">{t('overdue')}</span> : null}
    </>
  );
}

/** The disputes of an agreement; each is carried on at its fact. */
export function Disputes({
  agreementId,
  names,
}: {
  readonly agreementId: string;
  readonly names: Names;
}) {
  const t = useWords(factWords);
  return (
    <Section title={t('disputes')} plain>
      <List
        prefix="disputes."
        endpoint={contract.listDisputes}
        input={{ agreementId }}
        label={t('disputes')}
        columns={useDisputeColumns(names)}
        rowKey={({ id }) => id}
        empty={{ title: t('noDisputes') }}
      />
    </Section>
  );
}

function useDisputeColumns(names: Names): Column<Dispute>[] {
  const t = useWords(factWords);
  const format = useFormat();
  return [
    {
      key: 'fact',
      title: t('fact'),
      render: ({ factId, fact }) => (
        <>
          <Link to="/outposts/facts/$factId" params={{ factId }} className="strong">
            {names.measure(fact.measure)} · {fact.period}
          </Link>
          <span className="quiet second-line">
            {names.party(fact.party)} · <Amount of={fact} />
          </span>
        </>
      ),
    },
    {
      key: 'ground',
      title: t('ground'),
      render: ({ ground, note }) => (
        <>
          {t(`ground_${ground}`)}
          <span className="quiet second-line">{note}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: (dispute) => (
        <>
          <DisputeState dispute={dispute} />
          {dispute.state === 'open' ? (
            <span className="quiet second-line">
              {t('answerDue', { day: format.day(dispute.answerDueOn) })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'raised',
      title: t('dispute'),
      render: ({ raisedFor, raisedAt }) => (
        <>
          {names.party(raisedFor)}
          <span className="quiet second-line">{format.instant(raisedAt)}</span>
        </>
      ),
    },
  ];
}
