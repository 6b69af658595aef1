import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { contract as matchingContract, watchContract } from 'yunhe/matching/contract';
import { nettingContract } from 'yunhe/outposts/contract';
import { motionContract, roundContract } from 'yunhe/platforms/contract';
import { registryContract } from 'yunhe/registry/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import type { Answer } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded, Section, useTitle } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { homeWords } from './words.ts';
import './home.css';

export function Home() {
  const t = useWords(homeWords);
  const viewer = useViewer();
  useTitle(t('home'));
  return (
    <article className="page">
      <Ask />
      {viewer?.organisationId === null ? <NoOrganisation /> : null}
      <div className="columns">
        <Section title={t('waiting')}>
          <Waiting />
        </Section>
        <div>
          <Begin />
          <CompactAtAGlance />
        </div>
      </div>
    </article>
  );
}

const examples = ['example1', 'example2', 'example3', 'example4'] as const;

/** One box: what it finds is shown by matching. */
function Ask() {
  const t = useWords(homeWords);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const find = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') {
      void navigate({ to: '/matches' as string, search: { q: text.trim() } as never });
    }
  };
  return (
    <section className="ask">
      <h1 tabIndex={-1}>
        <label htmlFor="ask">{t('ask')}</label>
      </h1>
      <p id="ask-hint" className="ask-hint">
        {t('askHint')}
      </p>
      <form onSubmit={find}>
        <Input.TextArea
          id="ask"
          aria-describedby="ask-hint"
          value={text}
          placeholder={t('askPlaceholder')}
          autoSize={{ minRows: 3, maxRows: 6 }}
          maxLength={1_000}
          onChange={({ target }) => setText(target.value)}
          onPressEnter={(event) => {
            if (!event.shiftKey && !event.nativeEvent.isComposing) find(event);
          }}
        />
        <Button type="primary" size="large" htmlType="submit">
          {t('find')}
        </Button>
      </form>
      <p className="ask-examples">
        <span>{t('examples')}</span>
        {examples.map((key) => (
          <Link key={key} to={'/matches' as string} search={{ q: t(key) } as never}>
            {t(key)}
          </Link>
        ))}
      </p>
    </section>
  );
}

function NoOrganisation() {
  const t = useWords(homeWords);
  return (
    <div className="note">
      <p className="strong">{t('noOrganisation')}</p>
      <p>{t('noOrganisationHint')}</p>
    </div>
  );
}

function Begin() {
  const t = useWords(homeWords);
  const viewer = useViewer();
  const edits = mayActFor(viewer, viewer?.organisationId ?? null, 'editor');
  const doors = edits
    ? ([
        ['/needs/new', t('postNeed')],
        ['/technologies/new', t('postTechnology')],
      ] as const)
    : ([
        ['/technologies', t('browseTechnologies')],
        ['/organisations', t('browseOrganisations')],
        ['/network', t('seeNetwork')],
      ] as const);
  return (
    <Section title={t('begin')}>
      <div className="row">
        {doors.map(([to, label]) => (
          <Link key={to} to={to as string} className="link-button link-button-plain">
            {label}
          </Link>
        ))}
      </div>
    </Section>
  );
}

type Inbox = Answer<typeof matchingContract.readInbox>;

interface Waits {
  readonly key: string;
  readonly to: string;
  readonly title: string;
  readonly what: string;
  readonly urgent?: boolean;
  readonly sample?: boolean;
  readonly onOpen?: () => void;
  readonly action?: ReactNode;
}

function useWaits(inbox: Inbox): readonly Waits[] {
  const t = useWords(homeWords);
  const language = useLanguage();
  const format = useFormat();
  const seen = useWrite(watchContract.markFindsSeen);
  const about = (one: Inbox['toAnswer'][number]) =>
    one.need?.title ?? one.technology?.title ?? t('untitled');
  const named = (one: { nameZh: string | null; nameEn: string | null; name: string }) =>
    nameIn(language, one) || one.name;
  const record = (one: Inbox['drafts'][number]) =>
    one.kind === 'need' ? `/needs/${one.id}` : `/technologies/${one.id}`;
  const separator = language === 'zh' ? '' : ' ';
  return [
    ...inbox.toAnswer.map((one) => ({
      key: `answer ${one.id}`,
      sample: one.sample,
      to: `/introductions/${one.id}`,
      title: about(one),
      what: `${named(one.asker)}${separator}${t('toAnswer')} · ${t('toAnswerDue', {
        when: format.date(one.answerDueAt),
      })}`,
      urgent: one.reminderDue,
    })),
    ...(['toPick', 'toMeet', 'toConfirm'] as const).flatMap((list) =>
      inbox[list].map((one) => ({
        key: `${list} ${one.id}`,
        sample: one.sample,
        to: list === 'toConfirm' ? `/deals/${one.deal?.id}` : `/introductions/${one.id}`,
        title: about(one),
        what: `${named(one.side === 'asker' ? one.asked : one.asker)} · ${t(list, {
          when: format.instant(one.clock?.dueAt),
        })}`,
        urgent: one.reminderDue,
      })),
    ),
    ...inbox.toConclude.map((one) => ({
      key: `conclude ${one.id}`,
      sample: one.sample,
      to: `/introductions/${one.id}`,
      title: about(one),
      what: `${named(one.side === 'asker' ? one.asked : one.asker)} · ${t('toConclude', {
        when: format.date(one.clock?.dueAt),
      })}`,
      urgent: one.reminderDue,
    })),
    ...inbox.answered.map((one) => ({
      key: `answered ${one.id}`,
      sample: one.sample,
      to: `/introductions/${one.id}`,
      title: about(one),
      what: `${named(one.asked)}${separator}${
        one.state === 'accepted' || one.state === 'declined'
          ? t(`answered_${one.state}`)
          : t('answered_other')
      }`,
    })),
    ...inbox.toReview.map((one) => ({
      key: `review ${one.id}`,
      sample: one.sample,
      to: `/reviews/${one.id}`,
      title: one.title || t('untitled'),
      what: `${named(one.organisation)} · ${
        one.state === 'submitted' ? t('toReview_submitted') : t('toReview_approved')
      }`,
    })),
    ...inbox.toMend.map((one) => ({
      key: `mend ${one.id}`,
      to: record(one),
      title: one.title || t('untitled'),
      what: `${t(one.kind)} · ${t('toMend')}`,
      urgent: true,
    })),
    ...inbox.found.map((one) => ({
      key: `found ${one.watchId} ${one.recordId}`,
      sample: one.sample,
      to: one.kind === 'need' ? `/needs/${one.recordId}` : `/technologies/${one.recordId}`,
      title: one.title,
      what: `${named(one.organisation)} · ${t('found', { name: one.watchName })}`,
      onOpen: () => seen.mutate({ recordId: one.recordId }),
    })),
    ...inbox.expiring.map((one) => ({
      key: `expiring ${one.id}`,
      to: record(one),
      title: one.title || t('untitled'),
      what: `${t(one.kind)} · ${
        one.state === 'expired'
          ? t('expired', { when: format.day(one.expiresOn) })
          : t('expiring', { when: format.day(one.expiresOn) })
      }`,
      urgent: one.state === 'expired',
      action: <Renew record={one} />,
    })),
    ...inbox.drafts.map((one) => ({
      key: `draft ${one.id}`,
      to: record(one),
      title: one.title || t('untitled'),
      what: `${t(one.kind)} · ${t('draft')}`,
    })),
  ];
}

type Duty = Answer<typeof nettingContract.listDuties>['items'][number];

/** What agreements ask of a party; it counts in money, so it stands first. */
function useDuties(duties: readonly Duty[]): readonly Waits[] {
  const t = useWords(homeWords);
  const language = useLanguage();
  const format = useFormat();
  const today = new Date().toISOString().slice(0, 10);
  const placeOf = ({ kind, subjectId, agreement }: Duty) => {
    if (kind === 'accept_statement') return `/outposts/statements/${subjectId}`;
    if (kind === 'agree_to_netting' || kind === 'mark_payment') {
      return `/outposts/nettings/${subjectId}`;
    }
    return `/outposts/agreements/${agreement?.id}/facts`;
  };
  return duties.map((one) => ({
    key: `${one.kind} ${one.subjectId ?? one.agreement?.id}`,
    to: placeOf(one),
    title: one.agreement?.title[language] ?? t('netting'),
    what:
      one.kind === 'accept_statement'
        ? t('accept_statement', { year: one.year ?? '' })
        : one.kind === 'answer_dispute'
          ? t('answer_dispute', { when: format.day(one.dueOn) })
          : t(one.kind, { count: one.count }),
    urgent: one.dueOn !== null && one.dueOn < today,
    sample: one.sample,
  }));
}

type Decision = Answer<typeof motionContract.listDecisionsToTake>['items'][number];

/** What a platform waits for, and the meetings of its bodies. */
function useDecisions(decisions: readonly Decision[]): readonly Waits[] {
  const t = useWords(homeWords);
  const language = useLanguage();
  const format = useFormat();
  return decisions.map((one) => {
    const zh = language === 'zh';
    const platform = (zh ? one.platformNameZh : one.platformNameEn) ?? one.platformNameZh ?? '';
    const body = (zh ? one.bodyNameZh : one.bodyNameEn) ?? '';
    const when = one.dueAt === null ? null : format.date(one.dueAt);
    const about = {
      adopt: { to: `/platforms/${one.platformId}/charter`, title: platform },
      motion: { to: `/platforms/motions/${one.id}`, title: one.title },
      meeting: {
        to: `/platforms/meetings/${one.id}`,
        title: t('meetingNumber', { body, number: one.title }),
      },
    };
    const kind = one.what === 'adopt' ? 'adopt' : isMotion(one) ? 'motion' : 'meeting';
    const due = when === null || kind === 'meeting' ? when : t('decisionDue', { when });
    const what = [t(`decision_${one.what}`), kind === 'adopt' ? null : platform, due];
    return {
      ...{ key: `${one.what} ${one.id}`, ...about[kind], sample: one.sample },
      what: what.filter((part) => part !== null).join(' · '),
    };
  });
}

function isMotion({ what }: Decision): boolean {
  return what === 'vote' || what === 'count';
}

type Task = Answer<typeof roundContract.listRoundTasks>['items'][number];

const soonDays = 3;

/** What rounds of evaluation wait for: reports, checks, scores, results to read, what is to mend. */
function useTasks(tasks: readonly Task[]): readonly Waits[] {
  const t = useWords(homeWords);
  const language = useLanguage();
  const format = useFormat();
  const soon = new Date(Date.now() + soonDays * 86_400_000).toISOString().slice(0, 10);
  const placeOf = ({ task, roundId, reportId, interventionId }: Task) => {
    if (interventionId !== null) return `/platforms/interventions/${interventionId}`;
    if (reportId === null) {
      const page = { seat_panel: '/panel', decide_appeal: '/appeals' }[task as string] ?? '';
      return `/platforms/rounds/${roundId}${page}`;
    }
    const page =
      { read_result: '/evaluation', score: '/scoring', expect_scoring: '/scoring' }[
        task as string
      ] ?? '';
    return `/platforms/reports/${reportId}${page}`;
  };
  return tasks.map((one) => {
    const round = language === 'zh' ? one.titleZh : one.titleEn;
    const due = one.until === null ? '' : ` · ${t('decisionDue', { when: format.day(one.until) })}`;
    return {
      key: `round ${one.task} ${one.roundId} ${one.reportId} ${one.interventionId}`,
      to: placeOf(one),
      title: one.platform === null ? round : nameIn(language, one.platform),
      what: `${t(`task_${one.task}`, { count: one.count } as never)}${
        one.platform === null ? '' : ` · ${round}`
      }${due}`,
      urgent: one.until !== null && one.until <= soon,
      sample: one.sample,
    };
  });
}

function Waiting() {
  const tasks = useRead(roundContract.listRoundTasks, {});
  const inbox = useRead(matchingContract.readInbox, {});
  const duties = useRead(nettingContract.listDuties, {});
  const decisions = useRead(motionContract.listDecisionsToTake, {});
  return (
    <Loaded of={inbox}>
      {(found) => (
        <WaitingList
          inbox={found}
          duties={duties.data?.items ?? []}
          decisions={decisions.data?.items ?? []}
          tasks={tasks.data?.items ?? []}
        />
      )}
    </Loaded>
  );
}

const shownAtMost = 8;

function WaitingList({
  inbox,
  duties,
  decisions,
  tasks,
}: {
  readonly inbox: Inbox;
  readonly duties: readonly Duty[];
  readonly decisions: readonly Decision[];
  readonly tasks: readonly Task[];
}) {
  const t = useWords(homeWords);
  const waits = [
    ...useTasks(tasks),
    ...useDecisions(decisions),
    ...useDuties(duties),
    ...useWaits(inbox),
  ];
  const [all, setAll] = useState(false);
  if (waits.length === 0) {
    return <Empty title={t('waitingNothing')} hint={t('waitingNothingHint')} />;
  }
  const shown = all ? waits : waits.slice(0, shownAtMost);
  return (
    <>
      <ul className="rows">
        {shown.map(({ key, to, title, what, urgent, sample, onOpen, action }) => (
          <li key={key}>
            <div>
              <p className="rows-title">
                <Link to={to} {...(onOpen === undefined ? {} : { onClick: onOpen })}>
                  {title}
                </Link>{' '}
                <Sample when={sample} />
              </p>
              <p className={urgent === true ? 'urgent' : 'quiet'}>{what}</p>
            </div>
            {action}
          </li>
        ))}
      </ul>
      {waits.length > shown.length ? (
        <Button type="link" className="rows-more" onClick={() => setAll(true)}>
          {t('more', { count: waits.length - shown.length })}
        </Button>
      ) : null}
    </>
  );
}

/** One click and it stands for another year; a deadline that has passed is mended on its page. */
function Renew({ record }: { readonly record: Inbox['expiring'][number] }) {
  const t = useWords(homeWords);
  const format = useFormat();
  const notice = useNotice();
  const day = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
  const onDone = () => notice.done(t('renewed', { day: format.day(day) }));
  const need = useWrite(matchingContract.renewNeed, { onDone });
  const technology = useWrite(matchingContract.renewTechnology, { onDone });
  const { id, kind, revision } = record;
  const renew = () =>
    kind === 'need'
      ? need.mutateAsync({ needId: id, expiresOn: day, revision })
      : technology.mutateAsync({ technologyId: id, expiresOn: day, revision });
  return (
    <Button
      size="small"
      loading={need.isPending || technology.isPending}
      onClick={() => void renew().catch(notice.failed)}
    >
      {t('renew')}
    </Button>
  );
}

function CompactAtAGlance() {
  const t = useWords(homeWords);
  const language = useLanguage();
  const compacts = useRead(registryContract.listCompacts, {});
  const compact = compacts.data?.items[0];
  const regions = (compact?.regions ?? []).map(({ code }) => code);
  if (compact === undefined) return null;
  return (
    <Section title={nameIn(language, compact)}>
      <p className="quiet">
        {t('compactRegions')}: {compact.regions.map((one) => nameIn(language, one)).join(' · ')}
      </p>
      <Figures compactId={compact.id} regions={regions} />
    </Section>
  );
}

function Figures({
  compactId,
  regions,
}: {
  readonly compactId: string;
  readonly regions: readonly string[];
}) {
  const t = useWords(homeWords);
  const format = useFormat();
  const region = [...regions];
  const counts = [
    [
      t('organisations'),
      '/organisations',
      useRead(registryContract.listOrganisations, { compactId, limit: 1 }),
    ],
    [t('needs'), '/needs', useRead(matchingContract.listNeeds, { region, limit: 1 })],
    [
      t('technologies'),
      '/technologies',
      useRead(matchingContract.listTechnologies, { region, limit: 1 }),
    ],
  ] as const;
  return (
    <dl className="figures">
      {counts.map(([name, to, { data }]) => (
        <div key={to}>
          <dt>{name}</dt>
          <dd>
            <Link to={to as string}>
              {data === undefined
                ? '…'
                : data.total === null
                  ? '10,000+'
                  : format.number(data.total)}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}
