import { getRouteApi, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Switch } from 'antd';
import { useState } from 'react';
import {
  type Agreement as AgreementData,
  type AgreementVersion,
  agreementContract as contract,
} from 'yunhe/outposts/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { AgreementActions } from './agreement-actions.tsx';
import { AgreementState, GradeTag, PartyName, YearsInForce } from './agreement-facts.tsx';
import { AgreementHistory } from './agreement-history.tsx';
import { agreementWords } from './agreement-words.ts';
import { anchorOf, Clauses } from './clauses.tsx';
import { SimulationsOf } from './simulations-of.tsx';
import { sayTermsProblem } from './terms-problems.ts';
import { useAnchor } from './use-anchor.ts';
import './agreements.css';

const route = getRouteApi('/outposts/agreements/$agreementId');

/** One agreement by the version that the address names, else the one that stands for it. */
export function Agreement() {
  const { agreementId } = route.useParams();
  const search = useSearch({ strict: false }) as Search;
  const read = useRead(contract.readAgreement, { agreementId });
  return (
    <Loaded of={read}>
      {(agreement) => (
        <WithVersion
          agreement={agreement}
          versionId={[search.version].flat()[0] ?? agreement.version.id}
        />
      )}
    </Loaded>
  );
}

function WithVersion({
  agreement,
  versionId,
}: {
  readonly agreement: AgreementData;
  readonly versionId: string;
}) {
  const read = useRead(contract.readAgreementVersion, { versionId });
  return (
    <Loaded of={read}>{(version) => <Shown agreement={agreement} version={version} />}</Loaded>
  );
}

function Shown({
  agreement,
  version,
}: {
  readonly agreement: AgreementData;
  readonly version: AgreementVersion;
}) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  const own = agreement.actsFor.length > 0 || Object.values(version.may).some(Boolean);
  return (
    <Page
      title={version.title[language] || version.title.zh || t('untitled')}
      marks={
        <>
          <AgreementState state={agreement.state} /> <Sample when={agreement.sample} />
        </>
      }
      lead={
        <span className="tags">
          {version.document} <GradeTag grade={version.grade} />
          <span>{t('versionNumber', { number: version.number })}</span>
          {version.state === agreement.state ? null : <AgreementState state={version.state} />}
        </span>
      }
      above={[{ to: '/outposts/agreements', label: t('agreements') }]}
      actions={<AgreementActions agreement={agreement} version={version} />}
    >
      <Returned version={version} />
      <Problems version={version} />
      <div className="columns">
        <div>
          <Text version={version} />
        </div>
        <div>
          <About agreement={agreement} version={version} />
          <Signatures version={version} />
          <Versions agreement={agreement} shown={version} />
          {own ? <SimulationsOf agreementId={agreement.id} /> : null}
          {own ? <AgreementHistory agreementId={agreement.id} /> : null}
        </div>
      </div>
    </Page>
  );
}

function Returned({ version: { returned, state } }: { readonly version: AgreementVersion }) {
  const t = useWords(agreementWords);
  if (returned === null) return null;
  const { by, note } = returned;
  const reason = t(`reason_${returned.reason as 'other'}`);
  return (
    <div className="notice" role="status">
      <p className="strong">
        {state === 'withdrawn' ? t('withdrawn', { by, reason }) : t('returned', { by, reason })}
      </p>
      {note === null ? null : <p>{note}</p>}
    </div>
  );
}

/** What speaks against sending it, each with a way to its clause. */
function Problems({ version }: { readonly version: AgreementVersion }) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  const { problems, prose, parties } = version;
  const nameOf = (party: string) =>
    parties.find((one) => one.party === party)?.name[language] || party;
  if (problems.length === 0) return null;
  const numberOf = (clause: string | null) =>
    prose.find((one) => one.clause !== null && one.clause === clause)?.number ?? null;
  return (
    <Section title={t('problems', { count: problems.length })}>
      <ul className="plain-list">
        {problems.map((problem) => {
          const number = numberOf(problem.clause);
          return (
            <li key={`${problem.code} ${problem.pointer}`}>
              {number === null || problem.clause === null ? null : (
                <a href={`#${anchorOf(problem.clause)}`}>{t('problemIn', { number })} </a>
              )}
              {sayTermsProblem(problem, nameOf)} <code className="quiet">{problem.pointer}</code>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Text({ version }: { readonly version: AgreementVersion }) {
  const t = useWords(agreementWords);
  const [both, setBoth] = useState(false);
  useAnchor(version.id);
  return (
    <Section
      title={t('clauses')}
      actions={
        <span className="switch-label">
          <Switch
            id="both-languages"
            size="small"
            checked={both}
            onChange={setBoth}
            aria-label={t('bothLanguages')}
          />
          <label htmlFor="both-languages">{t('bothLanguages')}</label>
        </span>
      }
    >
      {version.prose.length === 0 ? (
        <p className="quiet">{t('noClauses')}</p>
      ) : (
        <Clauses prose={version.prose} anchored both={both} />
      )}
    </Section>
  );
}

function About({
  agreement,
  version,
}: {
  readonly agreement: AgreementData;
  readonly version: AgreementVersion;
}) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  const notice = useNotice();
  const { compact, begunBy, isPublic } = agreement;
  return (
    <Section>
      <Facts
        facts={[
          [
            t('parties'),
            version.parties.map((party) => (
              <span key={party.party} className="second-line">
                {party.name[language] || party.party}
                {party.place === null ||
                nameIn(language, party.place) === party.name[language] ? null : (
                  <>
                    {' · '}
                    <PartyName party={party} />
                  </>
                )}
              </span>
            )),
          ],
          [t('inForce'), <YearsInForce key="years" version={version} />],
          [t('begunBy'), nameIn(language, begunBy) || begunBy.id],
          compact === null ? null : [t('compact'), nameIn(language, compact)],
          [t('openness'), t(isPublic ? 'openToAll' : 'openToParties')],
          version.termsDigest === null
            ? null
            : [
                t('digest'),
                <code key="digest" className="digest" title={t('digestMeaning')}>
                  {version.termsDigest}
                </code>,
              ],
        ]}
      />
      <Button
        onClick={() =>
          download(contract.downloadAgreementTerms, { versionId: version.id }).catch(notice.failed)
        }
      >
        {t('downloadTerms')}
      </Button>
    </Section>
  );
}

function Signatures({ version }: { readonly version: AgreementVersion }) {
  const t = useWords(agreementWords);
  const format = useFormat();
  if (version.state !== 'in_review' && version.state !== 'signed') return null;
  return (
    <Section title={t('signatures')}>
      <ul className="plain-list">
        {version.parties.map((party) => {
          const signature = version.signatures.find((one) => one.party === party.party);
          return (
            <li key={party.party}>
              <span className="strong">
                <PartyName party={party} />
              </span>
              {signature === undefined ? (
                <span className="second-line quiet">{t('notSignedYet')}</span>
              ) : (
                <>
                  <span className="second-line">
                    {t('signedAs', {
                      person: signature.person.name,
                      office: t(`office_${signature.office.office as 'manager'}`),
                    })}
                    {' · '}
                    {format.instant(signature.signedAt)}
                  </span>
                  <code className="digest second-line">{signature.termsDigest}</code>
                  {signature.holds ? null : (
                    <span className="tag tag-bad">{t('signatureBroken')}</span>
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Versions({
  agreement,
  shown,
}: {
  readonly agreement: AgreementData;
  readonly shown: AgreementVersion;
}) {
  const t = useWords(agreementWords);
  const navigate = useNavigate();
  if (agreement.versions.length < 2) return null;
  const before = agreement.versions.find(({ number }) => number < shown.number);
  return (
    <Section
      title={t('versions')}
      actions={
        before === undefined ? null : (
          <Button
            size="small"
            onClick={() =>
              void navigate({
                to: '/outposts/agreement-comparison',
                search: { left: before.id, right: shown.id },
              })
            }
          >
            {t('compareBefore', { number: before.number })}
          </Button>
        )
      }
    >
      <ul className="plain-list">
        {agreement.versions.map((version) => (
          <li key={version.id} className="tags">
            <Link
              to="/outposts/agreements/$agreementId"
              params={{ agreementId: agreement.id }}
              search={{ version: version.id }}
            >
              {t('versionNumber', { number: version.number })}
            </Link>
            <AgreementState state={version.state} />
            <YearsInForce version={version} />
            {version.id === shown.id ? <span className="quiet">{t('showing')}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
