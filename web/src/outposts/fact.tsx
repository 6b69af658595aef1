import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import {
  factContract as contract,
  type EvidenceFile,
  type FactWithHistory,
  type ReportedFact,
} from 'yunhe/outposts/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useWords } from '../ui/words.ts';
import { DisputeOfFact } from './dispute-of-fact.tsx';
import { FactActions } from './fact-actions.tsx';
import { Amount, FactState, type Names, useNames, WaitsFor } from './fact-parts.tsx';
import { factWords } from './fact-words.ts';
import './outposts.css';

const route = getRouteApi('/outposts/facts/$factId');

export function Fact() {
  const { factId } = route.useParams();
  const read = useRead(contract.readFact, { factId });
  return <Loaded of={read}>{(fact) => <Body fact={fact} />}</Loaded>;
}

function Body({ fact }: { readonly fact: FactWithHistory }) {
  const t = useWords(factWords);
  const { agreementId } = fact;
  const outline = useRead(contract.readFactsOutline, { agreementId });
  const names = useNames(outline.data);
  return (
    <Page
      title={`${names.measure(fact.measure)} · ${fact.period}`}
      lead={names.party(fact.party)}
      above={[
        { to: '/outposts/agreements', label: t('agreements') },
        { to: `/outposts/agreements/${agreementId}/facts` as never, label: t('facts') },
      ]}
      marks={
        <>
          <FactState fact={fact} />
          <Sample when={fact.sample} />
        </>
      }
      actions={<FactActions fact={fact} names={names} actsFor={outline.data?.actsFor ?? []} />}
    >
      <div className="columns">
        <div>
          <Overview fact={fact} names={names} />
          {fact.disputes.length === 0 ? null : (
            <Section title={t('disputes')}>
              {fact.disputes.map((dispute) => (
                <DisputeOfFact key={dispute.id} dispute={dispute} names={names} />
              ))}
            </Section>
          )}
        </div>
        <div>
          <Confirmations fact={fact} names={names} />
          {fact.revisions.length < 2 ? null : <Revisions fact={fact} names={names} />}
        </div>
      </div>
    </Page>
  );
}

function Overview({ fact, names }: { readonly fact: FactWithHistory; readonly names: Names }) {
  const t = useWords(factWords);
  const { evidence, evidenceUrl, files, clauses, moveId, reason, source, columns } = fact;
  return (
    <Section title={t('fact')}>
      <Facts
        facts={[
          [t('period'), fact.period],
          [t('party'), names.party(fact.party)],
          [t('measure'), names.measure(fact.measure)],
          fact.unit === 'event' ? null : [t('amount'), <Amount of={fact} />],
          source === '' ? null : [t('source'), source],
          ...Object.entries(columns).map(([name, value]) => [name, value] as const),
          evidence === '' ? null : [t('evidence'), evidence],
          evidenceUrl === null
            ? null
            : [
                t('evidenceUrl'),
                <a href={evidenceUrl} target="_blank" rel="noreferrer">
                  {evidenceUrl.replace(/^https?:\/\//, '')}
                </a>,
              ],
          files.length === 0 ? null : [t('evidenceFile'), <Files files={files} />],
          clauses.length === 0
            ? null
            : [
                t('clauses'),
                <span className="tags">
                  {clauses.map((clause) => (
                    <code key={clause} className="tag">
                      {clause}
                    </code>
                  ))}
                </span>,
              ],
          reason === null ? null : [t('reason'), reason],
        ]}
      />
      {moveId === null ? null : (
        <p className="section-foot">
          <Link to="/outposts/moves/$moveId" params={{ moveId }}>
            {t('fromMove')}
          </Link>
        </p>
      )}
    </Section>
  );
}

function Files({ files }: { readonly files: readonly EvidenceFile[] }) {
  const notice = useNotice();
  return (
    <ul className="record-lines">
      {files.map(({ id, name, digest }) => (
        <li key={id}>
          <Button
            type="link"
            size="small"
            onClick={() =>
              void download(contract.downloadEvidence, { fileId: id }).catch(notice.failed)
            }
          >
            {name}
          </Button>
          <span className="digest second-line">{digest}</span>
        </li>
      ))}
    </ul>
  );
}

function Confirmations({ fact, names }: { readonly fact: ReportedFact; readonly names: Names }) {
  const t = useWords(factWords);
  const format = useFormat();
  return (
    <Section title={t('confirmations')}>
      <ul className="record-lines">
        {fact.confirmations.map(({ party, by, at }) => (
          <li key={party}>
            {names.party(party)}
            <span className="quiet second-line">
              {by} · {format.instant(at)}
            </span>
          </li>
        ))}
      </ul>
      <WaitsFor fact={fact} names={names} />
    </Section>
  );
}

function Revisions({ fact, names }: { readonly fact: FactWithHistory; readonly names: Names }) {
  const t = useWords(factWords);
  const format = useFormat();
  return (
    <Section title={t('revisions')}>
      <ul className="record-lines">
        {fact.revisions.map((one) => (
          <li key={one.id}>
            <Link to="/outposts/facts/$factId" params={{ factId: one.id }} className="strong">
              {t(`kind_${one.kind}`)} · <Amount of={one} />
            </Link>{' '}
            <FactState fact={one} />
            <span className="quiet second-line">
              {names.party(one.reportedFor)} · {one.reportedBy} · {format.instant(one.reportedAt)}
            </span>
            {one.reason === null ? null : <span className="quiet second-line">{one.reason}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
