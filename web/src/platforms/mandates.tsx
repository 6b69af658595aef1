import { getRouteApi, Link } from '@tanstack/react-router';
import { Form as AntForm, Input, Select } from 'antd';
import {
  type Act,
  budgetContract,
  actContract as contract,
  platformActKinds,
  platformActStates,
  platformActSubjects,
} from 'yunhe/platforms/contract';
import { OrganisationChoice } from '../registry/choices.tsx';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { MoneyInput } from '../ui/money-input.tsx';
import { Loaded, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { useBodies, useBodyName } from './bodies.tsx';
import { governanceWords } from './governance-words.ts';
import { PlatformPage } from './platform-page.tsx';
import { Powers } from './powers.tsx';
import { SettleAct } from './settle-act.tsx';
import './platforms.css';

const route = getRouteApi('/platforms/$platformId/mandates');

/** What was done by mandates, and, for who has a seat, the way to use one. */
export function Mandates() {
  const { platformId } = route.useParams();
  return (
    <PlatformPage platformId={platformId}>
      {() => (
        <>
          <Use platformId={platformId} />
          <Acts platformId={platformId} />
        </>
      )}
    </PlatformPage>
  );
}

function Use({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  const nameOf = useBodyName(platformId);
  const bodies = useBodies(platformId);
  const read = useRead(contract.readMandates, { platformId });
  // A council decides by motions, and not by a mandate.
  const mayUse = (code: string) =>
    bodies.some((body) => body.code === code && body.kind !== 'council');
  return (
    <Loaded of={read}>
      {(mandates) => {
        const { year, seats } = mandates;
        return (
          <>
            <Powers mandates={mandates} nameOf={nameOf} />
            {bodies.length === 0 ? null : seats.some(({ body }) => mayUse(body)) ? (
              <MakeAct
                platformId={platformId}
                bodies={seats.map(({ body }) => body).filter(mayUse)}
                year={year}
              />
            ) : (
              <p className="quiet">{t('noSeatHere')}</p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

interface ActBody {
  body: string;
  kind: (typeof platformActKinds)[number];
  title: string;
  subject: (typeof platformActSubjects)[number];
  amountMinor: string;
}

function MakeAct({
  platformId,
  bodies,
  year,
}: {
  readonly platformId: string;
  readonly bodies: readonly string[];
  readonly year: number;
}) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const notice = useNotice();
  const nameOf = useBodyName(platformId);
  const [form] = AntForm.useForm();
  const budget = useRead(budgetContract.readBudget, { platformId, year });
  const make = useWrite(contract.makeAct, {
    onDone: ({ state }) => {
      notice.done(state === 'made' ? t('madeAtOnce') : t('wasRouted'));
      form.resetFields();
    },
  });
  return (
    <Section title={t('useMandate')}>
      <p className="quiet">{t('useMandateHint')}</p>
      <Form<ActBody>
        form={form}
        schema={contract.makeAct.body}
        initial={{ body: bodies[0]!, kind: 'pay', subject: 'ordinary' }}
        problem={make.error}
        busy={make.isPending}
        submit={t('decide')}
        onSubmit={(body) => make.mutate({ ...body, platformId, year })}
      >
        <Field name="title" label={t('title')}>
          <Input />
        </Field>
        <div className="form-pair">
          <Field name="body" label={t('asBody')}>
            <Select
              aria-label={t('asBody')}
              options={[...new Set(bodies)].map((value) => ({ value, label: nameOf(value) }))}
            />
          </Field>
          <Field name="kind" label={t('kind')}>
            <Select
              aria-label={t('kind')}
              options={platformActKinds.map((value) => ({ value, label: t(`act_${value}`) }))}
            />
          </Field>
          <Field name="subject" label={t('subject')}>
            <Select
              aria-label={t('subject')}
              options={platformActSubjects.map((value) => ({
                value,
                label: t(`subject_${value}`),
              }))}
            />
          </Field>
          <Field name="amountMinor" label={t('amount')}>
            <MoneyInput currency="CNY" />
          </Field>
          <Field name="heading" label={t('heading')} hint={t('headingHint')}>
            <Select
              aria-label={t('heading')}
              allowClear
              options={(budget.data?.lines ?? []).map((line) => ({
                value: line.heading,
                label: nameIn(language, line),
              }))}
            />
          </Field>
          <Field name="organisationId" label={t('otherSide')}>
            <OrganisationChoice label={t('otherSide')} />
          </Field>
        </div>
        <Field name="note" label={t('note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Field>
      </Form>
    </Section>
  );
}

function Acts({ platformId }: { readonly platformId: string }) {
  const t = useWords(governanceWords);
  return (
    <Section title={t('acts')} plain>
      <List
        prefix="acts."
        endpoint={contract.listActs}
        input={{ platformId }}
        label={t('acts')}
        filters={[
          {
            kind: 'choices',
            name: 'state',
            label: t('state'),
            options: platformActStates.map((value) => ({ value, label: t(`actState_${value}`) })),
          },
          {
            kind: 'choices',
            name: 'kind',
            label: t('kind'),
            options: platformActKinds.map((value) => ({ value, label: t(`act_${value}`) })),
          },
        ]}
        columns={useActColumns(platformId)}
        rowKey={({ id }) => id}
        exports={{ endpoint: contract.exportActs }}
        empty={{ title: t('noActs') }}
      />
    </Section>
  );
}

function useActColumns(platformId: string): Column<Act>[] {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const format = useFormat();
  const nameOf = useBodyName(platformId);
  return [
    {
      key: 'title',
      title: t('title'),
      render: (act) => (
        <>
          <span className="strong">{act.title}</span>
          <span className="quiet second-line">
            {nameOf(act.body)} · {t(`act_${act.kind}`)} · {act.actedBy.name} ·{' '}
            {format.instant(act.actedAt)}
          </span>
        </>
      ),
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      tight: true,
      render: ({ amountMinor }) => format.money(amountMinor, 'CNY'),
    },
    {
      key: 'answer',
      title: t('why'),
      render: ({ answer, motionId }) => (
        <>
          {answer.within
            ? t('insideMandate')
            : answer.reasons.map((one) => one[language]).join('; ')}
          <span className="quiet second-line">{answer.clause ?? answer.rule}</span>
          {motionId === null ? null : (
            <Link to="/platforms/motions/$motionId" params={{ motionId }}>
              {t('toMotion')}
            </Link>
          )}
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      tight: true,
      render: (act) => (
        <>
          <ActState state={act.state} />
          {act.paidMinor === '0' ? null : (
            <span className="quiet second-line">
              {t('paidSoFar', { amount: format.money(act.paidMinor, 'CNY') })}
            </span>
          )}
          {act.settled?.as === 'released' ? (
            <span className="quiet second-line">{t('settled_released')}</span>
          ) : null}
          {act.may.settle ? <SettleAct act={act} /> : null}
        </>
      ),
    },
  ];
}

const tones = {
  made: 'tag-good',
  routed: 'tag-warn',
  approved: 'tag-good',
  rejected: 'tag-bad',
  lapsed: '',
} as const;

function ActState({ state }: { readonly state: Act['state'] }) {
  const t = useWords(governanceWords);
  return <span className={`tag ${tones[state]}`}>{t(`actState_${state}`)}</span>;
}
