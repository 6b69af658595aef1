import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { contract, type LoggedEvent } from 'yunhe/identity/contract';
import type { Answer } from '../ui/call.ts';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Facts, Page } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { administrationWords } from './administration-words.ts';
import { eventWords } from './event-words.ts';
import './administration.css';

const capabilities = ['identity', 'registry', 'matching'] as const;

export function Events() {
  const t = useWords(administrationWords);
  const [opened, setOpened] = useState<LoggedEvent | null>(null);
  const columns = useEventColumns(setOpened);
  // Asked for by hand: it reads the whole log.
  const [asked, setAsked] = useState(false);
  const verified = useRead(contract.verifyEvents, {}, { enabled: asked });
  return (
    <Page
      title={t('events')}
      lead={t('eventsLead')}
      actions={
        <Button
          loading={verified.isFetching}
          onClick={() => (asked ? void verified.refetch() : setAsked(true))}
        >
          {t('verify')}
        </Button>
      }
    >
      <div aria-live="polite">
        <ProblemView problem={verified.error} />
        {verified.data === undefined ? null : <Verdict of={verified.data} />}
      </div>
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

function Verdict({ of }: { readonly of: Answer<typeof contract.verifyEvents> }) {
  const t = useWords(administrationWords);
  return (
    <div className={of.holds ? 'note verdict' : 'problem verdict'}>
      <p className="strong">
        {of.holds
          ? t('verifyHolds', { count: of.events })
          : t('verifyBroken', { at: of.brokenAt ?? 0 })}
      </p>
      {of.head === null ? null : (
        <p>
          {t('head')} <code className="digest">{of.head}</code>
          <br />
          <span className="quiet">{t('headHint')}</span>
        </p>
      )}
    </div>
  );
}

/** In words where we have them; types of later capabilities say themselves. */
function EventName({ type }: { readonly type: string }) {
  const t = useWords(eventWords);
  const isKnown = (name: string): name is keyof typeof eventWords.phrases =>
    name in eventWords.phrases;
  if (!isKnown(type)) return <code>{type}</code>;
  return (
    <>
      {t(type)} <code className="quiet">{type}</code>
    </>
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
        <button
          type="button"
          className="link"
          aria-label={t('showDetails', { sequence: event.sequence })}
          onClick={() => open(event)}
        >
          {event.sequence}
        </button>
      ),
    },
    { key: 'at', title: t('at'), tight: true, render: ({ at }) => format.instant(at) },
    { key: 'actor', title: t('actor'), render: ({ actorName }) => actorName },
    { key: 'type', title: t('type'), render: ({ type }) => <EventName type={type} /> },
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
