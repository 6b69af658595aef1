import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { statementContract as contract, type Statement } from 'yunhe/outposts/contract';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { ObjectToStatement } from './object-to-statement.tsx';
import { useRecomputation } from './recompute.ts';
import {
  Amount,
  Digest,
  FileMenu,
  NettingState,
  partyName,
  StatementState,
  useStatementTitle,
} from './statement-facts.tsx';
import { Lines, OpenPoints, type Shown, Totals } from './statement-lines.tsx';
import { statementWords } from './statement-words.ts';
import { useAnchor } from './use-anchor.ts';

const route = getRouteApi('/outposts/statements/$statementId');

export function StatementPage() {
  const { statementId } = route.useParams();
  const read = useRead(contract.readStatement, { statementId });
  return <Loaded of={read}>{(statement) => <Body statement={statement} />}</Loaded>;
}

interface About {
  readonly statement: Statement;
}

function Body({ statement }: About) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const titleOf = useStatementTitle();
  useAnchor(statement.id);
  const shown: Shown = { ...statement, agreementId: statement.agreement.id };
  return (
    <Page
      title={titleOf(statement)}
      lead={
        <>
          {statement.agreement.title[language]}
          {statement.isDifference ? (
            <span className="second-line quiet">{t('differenceLead')}</span>
          ) : null}
        </>
      }
      above={[
        { to: '/outposts/statements' as never, label: t('statements') },
        {
          to: `/outposts/agreements/${statement.agreement.id}` as never,
          label: t('agreement'),
        },
      ]}
      marks={
        <>
          <StatementState state={statement.state} />
          <Sample when={statement.sample} />
        </>
      }
      actions={<Files statement={statement} />}
    >
      <Section title={t('lines')}>
        <Lines of={shown} />
      </Section>
      <div className="columns">
        <div>
          <Section title={t('totals')}>
            <Totals of={shown} />
          </Section>
          <OpenPoints of={shown} />
          <Objections statement={statement} />
        </div>
        <aside>
          <Acceptances statement={statement} />
          <Proof statement={statement} />
          <Obligations statement={statement} />
          <SameYear statement={statement} />
        </aside>
      </div>
    </Page>
  );
}

function Files({ statement: { id, isDifference } }: About) {
  const t = useWords(statementWords);
  const formats = (['pdf', 'xlsx', 'csv', 'json'] as const).map((format) => ({
    key: format,
    label: t(`file_${format}`),
    query: { file: 'statement', format },
  }));
  const files = (
    ['terms', 'facts', ...(isDifference ? (['facts-before'] as const) : [])] as const
  ).map((file) => ({ key: file, label: t(`file_${file}`), query: { file } }));
  return (
    <FileMenu
      endpoint={contract.downloadStatement}
      input={{ statementId: id }}
      files={[...formats, ...files]}
    />
  );
}

function Acceptances({ statement }: About) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const format = useFormat();
  const confirm = useConfirm();
  const notice = useNotice();
  const accept = useWrite(contract.acceptStatement, {
    onDone: () => notice.done(t('accepted')),
  });
  const { id, digest, parties, acceptances, acceptsFor } = statement;
  const ask = async (party: string) => {
    const name = partyName(language, parties, party);
    const content = (
      <>
        <p>{t('acceptMeans')}</p>
        <code className="digest-line">{digest}</code>
      </>
    );
    const question = { title: t('acceptQuestion', { party: name }), content, yes: t('accept') };
    if (await confirm(question)) accept.mutate({ statementId: id, digest, speaksFor: party });
  };
  return (
    <Section title={t('acceptances')}>
      <Facts
        facts={parties.map(({ party }) => {
          const done = acceptances.find((one) => one.party === party);
          const said =
            done === undefined ? (
              <span className="quiet">{t('notYet')}</span>
            ) : (
              `${done.person.name} · ${format.instant(done.acceptedAt)}`
            );
          return [partyName(language, parties, party), said] as const;
        })}
      />
      <div className="row below">
        {acceptsFor.map((party) => (
          <Button
            key={party}
            type="primary"
            loading={accept.isPending}
            onClick={() => void ask(party)}
          >
            {t('acceptFor', { party: partyName(language, parties, party) })}
          </Button>
        ))}
        <ObjectToStatement statement={statement} />
      </div>
      <ProblemView problem={accept.error} />
    </Section>
  );
}

/** Anyone who reads it can compute it again, on the own machine, and see that nothing differs. */
function Proof({ statement }: About) {
  const t = useWords(statementWords);
  const format = useFormat();
  const again = useRecomputation(statement);
  const { version, issuedBy, issuedAt, issuedIn } = statement;
  return (
    <Section title={t('proof')}>
      <Facts
        facts={[
          [t('digest'), <Digest key="d" of={statement.digest} />],
          [t('termsDigest'), <Digest key="t" of={statement.termsDigest} />],
          [t('factsDigest'), <Digest key="f" of={statement.factsDigest} />],
          [t('version'), t('versionNumber', { number: version.number })],
          [t('issuedBy'), `${issuedBy.name} · ${format.instant(issuedAt)}`],
          statement.isDifference ? [t('bookedIn'), String(issuedIn)] : null,
        ]}
      />
      <Button className="below" loading={again.isPending} onClick={() => again.mutate()}>
        {t('recompute')}
      </Button>
      <div role="status">
        {again.data === undefined ? null : (
          <>
            <p>
              <span className={again.data.same ? 'tag tag-good' : 'tag tag-bad'}>
                {t(again.data.same ? 'same' : 'unequal')}
              </span>
            </p>
            <code className="digest-line">
              {again.data.digest ?? again.data.problems.join('; ')}
            </code>
          </>
        )}
      </div>
      <ProblemView problem={again.error} />
      <p className="quiet">{t('proofHint')}</p>
    </Section>
  );
}

function Obligations({ statement: { obligations, nettings } }: About) {
  const t = useWords(statementWords);
  const language = useLanguage();
  return (
    <Section title={t('obligations')}>
      {obligations.length === 0 ? <p className="quiet">{t('noObligations')}</p> : null}
      <ul className="rows">
        {obligations.map((one) => (
          <li key={one.line}>
            <div>
              <p>
                <Amount of={one.amount} /> {one.unit}{' '}
                <span className={one.isPaid ? 'tag tag-good' : 'tag'}>
                  {one.kind === 'statistic'
                    ? t('statistic')
                    : t(one.isPaid ? 'state_paid' : 'held')}
                </span>
              </p>
              <p className="quiet">
                {t('pays', {
                  payer: nameIn(language, one.payer),
                  receiver: nameIn(language, one.receiver),
                })}{' '}
                · {t('lineNumber', { line: one.line })}
              </p>
              {one.transactionId === null ? null : (
                <Link
                  className="apart"
                  to={'/ledger/transactions/$transactionId' as string}
                  params={{ transactionId: one.transactionId } as never}
                >
                  {t('booking')}
                </Link>
              )}
            </div>
          </li>
        ))}
      </ul>
      {nettings.map(({ id, state }) => (
        <p key={id} className="row">
          <Link
            className="apart"
            to={'/outposts/nettings/$nettingId' as string}
            params={{ nettingId: id } as never}
          >
            {t('netting')}
          </Link>
          <NettingState state={state} />
        </p>
      ))}
    </Section>
  );
}

function SameYear({ statement: { id, year, sameYear } }: About) {
  const t = useWords(statementWords);
  const titleOf = useStatementTitle();
  const others = sameYear.filter((one) => one.id !== id);
  if (others.length === 0) return null;
  return (
    <Section title={t('sameYear')}>
      <ul className="rows">
        {others.map((one) => (
          <li key={one.id}>
            <Link
              to={'/outposts/statements/$statementId' as string}
              params={{ statementId: one.id } as never}
            >
              {titleOf({ year, number: one.number })}
            </Link>
            <StatementState state={one.state} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Objections({ statement }: About) {
  const t = useWords(statementWords);
  const language = useLanguage();
  const format = useFormat();
  const withdraw = useWrite(contract.withdrawObjection);
  if (statement.objections.length === 0) return null;
  return (
    <Section title={t('objections')}>
      <ul className="rows">
        {statement.objections.map((one) => (
          <li key={one.id}>
            <div>
              <p>
                {one.line === null ? t('whole') : t('lineNumber', { line: one.line })} ·{' '}
                {t(`reason_${one.reason}`)}{' '}
                <span className="tag">
                  {one.withdrawnAt !== null
                    ? t('withdrawn')
                    : one.answeredBy !== null
                      ? t('answered')
                      : t('stillOpen')}
                </span>
              </p>
              {one.note === null ? null : <p>{one.note}</p>}
              <p className="quiet">
                {partyName(language, statement.parties, one.party)} · {one.raisedBy} ·{' '}
                {format.instant(one.raisedAt)}
              </p>
            </div>
            {one.mayWithdraw ? (
              <Button
                loading={withdraw.isPending}
                onClick={() => withdraw.mutate({ objectionId: one.id })}
              >
                {t('withdraw')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemView problem={withdraw.error} />
    </Section>
  );
}
