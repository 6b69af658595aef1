import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { contract, type LoggedEvent } from 'yunhe/identity/contract';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Facts, Page } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { administrationWords } from './administration-words.ts';
import './administration.css';

const capabilities = ['identity', 'registry', 'matching'] as const;

export function Events() {
  const t = useWords(administrationWords);
  const [opened, setOpened] = useState<LoggedEvent | null>(null);
  const columns = useEventColumns(setOpened);
  return (
    <Page title={t('events')} lead={t('eventsLead')}>
      <Verification />
      <List
        endpoint={contract.events}
        label={t('events')}
        columns={columns}
        rowKey={({ sequence }) => String(sequence)}
        exports={{ endpoint: contract.exportEvents, formats: ['csv', 'jsonl'] }}
        filters={[
          {
            kind: 'choice',
            name: 'capability',
            label: t('capability'),
            options: capabilities.map((value) => ({ value, label: t(`capability_${value}`) })),
          },
          { kind: 'moment', name: 'since', label: t('since_') },
          { kind: 'moment', name: 'until', label: t('until') },
        ]}
        empty={{ title: t('noEvents') }}
      />
      <EventDialog event={opened} onClose={() => setOpened(null)} />
    </Page>
  );
}

/** Asked for by hand: it reads the whole log. */
function Verification() {
  const t = useWords(administrationWords);
  const [asked, setAsked] = useState(false);
  const verified = useRead(contract.verifyEvents, {}, { enabled: asked });
  const { data } = verified;
  return (
    <section className="sheet section verification" aria-live="polite">
      <Button
        loading={verified.isFetching}
        onClick={() => (asked ? void verified.refetch() : setAsked(true))}
      >
        {t('verify')}
      </Button>
      <ProblemView problem={verified.error} />
      {data === undefined ? null : (
        <div>
          <p className={data.holds ? 'verdict-good' : 'verdict-bad'}>
            {data.holds
              ? t('verifyHolds', { count: data.events })
              : t('verifyBroken', { at: data.brokenAt ?? 0 })}
          </p>
          {data.head === null ? null : (
            <p className="quiet">
              {t('head')} <code className="digest">{data.head}</code> {t('headHint')}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function useEventColumns(open: (event: LoggedEvent) => void): Column<LoggedEvent>[] {
  const t = useWords(administrationWords);
  const format = useFormat();
  return [
    {
      key: 'sequence',
      title: t('sequence'),
      tight: true,
      render: (event) => (
        <Button
          type="link"
          size="small"
          className="plain-link"
          aria-label={t('showDetails', { sequence: event.sequence })}
          onClick={() => open(event)}
        >
          {event.sequence}
        </Button>
      ),
    },
    { key: 'at', title: t('at'), tight: true, render: ({ at }) => format.instant(at) },
    { key: 'actor', title: t('actor'), render: ({ actorName }) => actorName },
    { key: 'type', title: t('type'), render: ({ type }) => <code>{type}</code> },
    {
      key: 'regions',
      title: t('regions'),
      render: ({ fromRegion, toRegion }) =>
        fromRegion === null && toRegion === null ? '' : `${fromRegion ?? '—'} → ${toRegion ?? '—'}`,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      tight: true,
      optional: true,
      render: ({ amountMinor, unit }) =>
        amountMinor === null ? '' : `${amountMinor} ${unit ?? ''}`,
    },
  ];
}

function EventDialog({
  event,
  onClose,
}: {
  readonly event: LoggedEvent | null;
  readonly onClose: () => void;
}) {
  const t = useWords(administrationWords);
  const format = useFormat();
  return (
    <Modal
      open={event !== null}
      onCancel={onClose}
      footer={null}
      width={680}
      title={event === null ? '' : `${event.sequence} · ${event.type}`}
    >
      {event === null ? null : (
        <>
          <Facts
            facts={[
              [t('at'), format.instant(event.at)],
              [t('actor'), event.actorName],
              event.requestId === null
                ? null
                : [t('request'), <code key="r">{event.requestId}</code>],
              event.journeyId === null
                ? null
                : [
                    t('journey'),
                    <Link key="j" to={`/journeys/${event.journeyId}` as string}>
                      {event.journeyId}
                    </Link>,
                  ],
            ]}
          />
          <h3 className="section-gap">{t('details')}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by key */}
          <pre className="payload" tabIndex={0}>
            {JSON.stringify(event.payload, null, 2)}
          </pre>
        </>
      )}
    </Modal>
  );
}
