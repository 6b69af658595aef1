import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import {
  factContract as contract,
  type FactsOutline,
  type ReportedFact,
} from 'yunhe/outposts/contract';
import { download } from '../ui/call.ts';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import type { Filter } from '../ui/filters.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Empty, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { Disputes } from './disputes.tsx';
import { Amount, FactState, type Names, useNames, WaitsFor } from './fact-parts.tsx';
import { factWords } from './fact-words.ts';
import { ReportFact } from './report-fact.tsx';
import './outposts.css';

const route = getRouteApi('/outposts/agreements/$agreementId/facts');

/** The facts of an agreement, for its parties. */
export function FactsOfAgreement() {
  const t = useWords(factWords);
  const { agreementId } = route.useParams();
  const read = useRead(contract.readFactsOutline, { agreementId });
  const unsigned = read.error?.code === 'agreement_is_not_signed';
  return (
    <Page
      title={t('facts')}
      lead={t('factsLead')}
      above={[
        { to: '/outposts/agreements', label: t('agreements') },
        { to: `/outposts/agreements/${agreementId}` as never, label: t('agreement') },
      ]}
      actions={read.data === undefined ? null : <Actions outline={read.data} of={agreementId} />}
    >
      {unsigned ? (
        <Empty title={t('notSigned')} hint={t('notSignedHint')} />
      ) : (
        <Loaded of={read}>
          {(outline) => <Body outline={outline} agreementId={agreementId} />}
        </Loaded>
      )}
    </Page>
  );
}

function Actions({ outline, of: agreementId }: { readonly outline: FactsOutline; of: string }) {
  const t = useWords(factWords);
  const notice = useNotice();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() =>
          void download(contract.downloadFactsTemplate, { agreementId }).catch(notice.failed)
        }
      >
        {t('template')}
      </Button>
      {outline.actsFor.length === 0 ? null : (
        <>
          <Link
            to="/outposts/agreements/$agreementId/facts/import"
            params={{ agreementId }}
            className="link-button link-button-plain"
          >
            {t('importFile')}
          </Link>
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('report')}
          </Button>
          <ReportFact
            open={open}
            onClose={() => setOpen(false)}
            agreementId={agreementId}
            outline={outline}
          />
        </>
      )}
    </>
  );
}

function Body({
  outline,
  agreementId,
}: {
  readonly outline: FactsOutline;
  readonly agreementId: string;
}) {
  const t = useWords(factWords);
  const format = useFormat();
  const names = useNames(outline);
  const { counts, closedThrough, actsFor } = outline;
  return (
    <>
      <Section>
        <Facts
          facts={[
            [
              t('speaksAs'),
              actsFor.length === 0 ? t('nobody') : actsFor.map(names.party).join(t('comma')),
            ],
            [t('standing'), format.number(counts.standing)],
            [t('waiting'), format.number(counts.waiting)],
            [t('disputed'), format.number(counts.disputed)],
          ]}
        />
        {closedThrough === null ? null : (
          <p className="quiet">{t('closedThrough', { year: closedThrough })}</p>
        )}
        {counts.waiting > 0 && actsFor.length > 0 ? (
          <ConfirmAll agreementId={agreementId} party={actsFor[0]!} />
        ) : null}
      </Section>
      <List
        endpoint={contract.listFacts}
        input={{ agreementId }}
        label={t('facts')}
        filters={useFactFilters(outline, names)}
        columns={useFactColumns(names, agreementId)}
        rowKey={({ id }) => id}
        sorts={[
          { value: 'period', label: t('sort_period') },
          { value: '-reportedAt', label: t('sort_reported') },
        ]}
        exports={{ endpoint: contract.exportFacts }}
        empty={{ title: t('noFacts'), hint: t('noFactsHint') }}
      />
      <Open agreementId={agreementId} />
      <Disputes agreementId={agreementId} names={names} />
    </>
  );
}

/** All that waits for a party, up to what one call takes. */
function ConfirmAll({ agreementId, party }: { readonly agreementId: string; party: string }) {
  const t = useWords(factWords);
  const ask = useConfirm();
  const notice = useNotice();
  const waiting = useRead(contract.listFacts, { agreementId, waiting: party, limit: 100 });
  const confirm = useWrite(contract.confirmFacts, { onDone: () => notice.done(t('confirmed')) });
  const factIds = (waiting.data?.items ?? []).filter(({ may }) => may.confirm).map(({ id }) => id);
  if (factIds.length === 0) return null;
  const start = async () => {
    const title = t('confirmAllAsk', { count: factIds.length });
    if (!(await ask({ title, yes: t('confirm') }))) return;
    confirm.mutate({ agreementId, speaksFor: party, factIds }, { onError: notice.failed });
  };
  return (
    <Button loading={confirm.isPending} onClick={() => void start()}>
      {t('confirmAll')}
    </Button>
  );
}

function useFactFilters(outline: FactsOutline, names: Names): Filter[] {
  const t = useWords(factWords);
  const ids = (list: readonly { id: string }[], nameOf: (id: string) => string) =>
    list.map(({ id }) => ({ value: id, label: nameOf(id) }));
  const choices = (values: readonly string[], nameOf: (id: string) => string) =>
    values.map((value) => ({ value, label: nameOf(value) }));
  return [
    {
      ...{ kind: 'choices', name: 'year', label: t('year') },
      options: outline.years.map((year) => ({ value: String(year), label: String(year) })),
    },
    {
      ...{ kind: 'choices', name: 'measure', label: t('measure') },
      options: ids(outline.measures, names.measure),
    },
    {
      ...{ kind: 'choices', name: 'party', label: t('party') },
      options: ids(outline.parties, names.party),
    },
    ...(outline.actsFor.length === 0
      ? []
      : [
          {
            ...({ kind: 'choice', name: 'waiting', label: t('waitingFor') } as const),
            options: choices(outline.actsFor, names.party),
          },
        ]),
    {
      ...{ kind: 'choice', name: 'disputed', label: t('onlyDisputed') },
      options: [
        { value: 'true', label: t('disputed_true') },
        { value: 'false', label: t('disputed_false') },
      ],
    },
    {
      ...{ kind: 'choice', name: 'all', label: t('old') },
      options: [{ value: 'true', label: t('old_true') }],
    },
  ];
}

function useFactColumns(names: Names, agreementId: string): Column<ReportedFact>[] {
  const t = useWords(factWords);
  const format = useFormat();
  const notice = useNotice();
  const confirm = useWrite(contract.confirmFacts, { onDone: () => notice.done(t('confirmed')) });
  return [
    {
      key: 'measure',
      title: t('fact'),
      render: (fact) => (
        <>
          <Link to="/outposts/facts/$factId" params={{ factId: fact.id }} className="strong">
            {names.measure(fact.measure)}
          </Link>{' '}
          <Sample when={fact.sample} />
          <span className="quiet second-line">
            {names.party(fact.party)}
            {fact.source === '' ? '' : ` · ${fact.source}`}
          </span>
        </>
      ),
    },
    { key: 'period', title: t('period'), tight: true, render: ({ period }) => period },
    {
      key: 'amount',
      title: t('amount'),
      tight: true,
      align: 'end',
      render: (fact) => <Amount of={fact} />,
    },
    {
      key: 'state',
      title: t('state'),
      render: (fact) => (
        <>
          <FactState fact={fact} />
          <WaitsFor fact={fact} names={names} />
        </>
      ),
    },
    {
      key: 'reported',
      title: t('reportedBy'),
      render: ({ reportedFor, reportedAt }) => (
        <>
          {names.party(reportedFor)}
          <span className="quiet second-line">{format.instant(reportedAt)}</span>
        </>
      ),
    },
    {
      key: 'evidence',
      title: t('evidence'),
      optional: true,
      render: ({ evidence, files }) => (
        <>
          {evidence}
          {files.length === 0 ? null : (
            <span className="quiet second-line">{t('filesAttached', { count: files.length })}</span>
          )}
        </>
      ),
    },
    {
      key: 'actions',
      title: t('actions'),
      unseenTitle: true,
      tight: true,
      render: ({ id, may }) =>
        may.confirm ? (
          <Button
            size="small"
            onClick={() =>
              confirm.mutate({ agreementId, factIds: [id] }, { onError: notice.failed })
            }
          >
            {t('confirm')}
          </Button>
        ) : null,
    },
  ];
}

/** What the facts still leave open: said before anything is settled. */
function Open({ agreementId }: { readonly agreementId: string }) {
  const t = useWords(factWords);
  const language = useLanguage();
  const read = useRead(contract.readFactsOpen, { agreementId });
  return (
    <Section title={t('open')}>
      <p className="quiet">{t('openHint')}</p>
      <Loaded of={read}>
        {({ covered, reasons, open }) => (
          <>
            {covered ? null : <p className="strong">{t('notCovered')}</p>}
            <ul className="record-lines">
              {reasons.map(({ clause, code, detail }) => (
                <li key={`${clause} ${code} ${detail}`}>
                  {clause === null ? null : <code>{clause}</code>} {detail}
                </li>
              ))}
              {open.map(({ clause, period, what }) => (
                <li key={`${clause} ${period} ${what.en}`}>
                  <code>{clause}</code> {period === null ? '' : `${period} · `}
                  {what[language]}
                </li>
              ))}
            </ul>
            {reasons.length + open.length === 0 ? <p>{t('nothingOpen')}</p> : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}
