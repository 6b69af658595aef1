import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  interventionContract as contract,
  type Intervention,
  interventionOutcomes,
} from 'yunhe/platforms/contract';
import { DayInput } from '../ui/day-input.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { InterventionState } from './interventions.tsx';
import { LinesInput, WithReason, wasDone } from './round-parts.tsx';
import { roundWords } from './round-words.ts';

const route = getRouteApi('/platforms/interventions/$interventionId');

interface About {
  readonly one: Intervention;
}

export function InterventionPage() {
  const { interventionId } = route.useParams();
  const read = useRead(contract.readIntervention, { interventionId });
  return <Loaded of={read}>{(one) => <Body one={one} />}</Loaded>;
}

function Body({ one }: About) {
  const t = useWords(roundWords);
  const language = useLanguage();
  const format = useFormat();
  const { outcome, note, closedBy } = one;
  return (
    <Page
      title={`${nameIn(language, one.platform)} · ${t('interventions')}`}
      above={[{ to: '/platforms/interventions', label: t('interventions') }]}
      marks={
        <>
          <InterventionState of={one} />
          <Sample when={one.sample} />
        </>
      }
      actions={
        <>
          {one.may.plan ? <PlanIt one={one} /> : null}
          {one.may.close ? <CloseIt one={one} /> : null}
        </>
      }
    >
      <Section>
        <Facts
          facts={[
            [t('cause'), `${t(`cause_${one.cause}`)} · ${one.subject[language]}`],
            [
              t('title'),
              <Link key="r" to="/platforms/rounds/$roundId" params={{ roundId: one.roundId }}>
                {language === 'zh' ? one.roundZh : one.roundEn}
              </Link>,
            ],
            [t('owner'), one.owner],
            [t('dueOn'), format.day(one.dueOn)],
            outcome === null ? null : [t('outcome'), t(`outcome_${outcome}`)],
            note === null ? null : [t('note'), `${note} · ${closedBy?.name ?? ''}`],
          ]}
        />
      </Section>
      <Section title={t('measures')}>
        {one.measures.length === 0 ? <p className="quiet">{t('noMeasures')}</p> : null}
        <ol>
          {one.measures.map((measure) => (
            <li key={measure}>{measure}</li>
          ))}
        </ol>
      </Section>
      <Section title={t('stepsDone')}>
        <ul className="rows">
          {one.steps.map(({ id, text, writtenAt, writtenBy }) => (
            <li key={id}>
              <div>
                <p>{text}</p>
                <p className="quiet">
                  {writtenBy.name} · {format.instant(writtenAt)}
                </p>
              </div>
            </li>
          ))}
        </ul>
        {one.may.write ? <WriteStep one={one} /> : null}
      </Section>
    </Page>
  );
}

function WriteStep({ one }: About) {
  const t = useWords(roundWords);
  const write = useWrite(contract.writeInterventionStep);
  return (
    <WithReason
      label={t('writeStep')}
      reason={t('stepsDone')}
      busy={write.isPending}
      problem={write.error}
      onSay={(text) => wasDone(write.mutateAsync({ interventionId: one.id, text }))}
    />
  );
}

function PlanIt({ one }: About) {
  const t = useWords(roundWords);
  const [open, setOpen] = useState(false);
  const [owner, setOwner] = useState(one.owner);
  const [dueOn, setDueOn] = useState<string>(one.dueOn);
  const [measures, setMeasures] = useState<string[]>([...one.measures]);
  const plan = useWrite(contract.planIntervention, { onDone: () => setOpen(false) });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('plan')}
      </Button>
      <Modal
        open={open}
        title={t('plan')}
        okText={t('plan')}
        okButtonProps={{
          loading: plan.isPending,
          disabled: measures.length === 0 || owner.trim() === '',
        }}
        onOk={() =>
          plan.mutate({ interventionId: one.id, revision: one.revision, owner, dueOn, measures })
        }
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <div className="stack">
          <label htmlFor="plan-owner">{t('owner')}</label>
          <Input
            id="plan-owner"
            value={owner}
            maxLength={200}
            onChange={({ target }) => setOwner(target.value)}
          />
          <label htmlFor="plan-due">{t('dueOn')}</label>
          <DayInput id="plan-due" value={dueOn} onChange={(day) => day !== null && setDueOn(day)} />
          <label htmlFor="plan-measures">
            {t('measures')} <span className="quiet">{t('measuresHint')}</span>
          </label>
          <LinesInput id="plan-measures" value={measures} onChange={setMeasures} />
        </div>
        <ProblemView problem={plan.error} />
      </Modal>
    </>
  );
}

function CloseIt({ one }: About) {
  const t = useWords(roundWords);
  const [outcome, setOutcome] = useState<(typeof interventionOutcomes)[number]>('improved');
  const close = useWrite(contract.closeIntervention);
  const { id: interventionId, revision } = one;
  return (
    <WithReason
      label={t('close')}
      reason={t('note')}
      busy={close.isPending}
      problem={close.error}
      onSay={(note) => wasDone(close.mutateAsync({ interventionId, revision, outcome, note }))}
    >
      <Select
        aria-label={t('outcome')}
        value={outcome}
        options={interventionOutcomes.map((value) => ({ value, label: t(`outcome_${value}`) }))}
        onChange={setOutcome}
      />
    </WithReason>
  );
}
