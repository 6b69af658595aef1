import { getRouteApi, Link } from '@tanstack/react-router';
import { rulesContract as contract, type Model, type RuleVersion } from 'yunhe/rules/contract';
import { useFormat } from '../ui/format.ts';
import { Empty, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Adoptions } from './adoptions.tsx';
import { DecisionTable } from './decision-table.tsx';
import { ModelWords, useModelWord } from './model-words.ts';
import { GradeTag, PlaceName, VersionState } from './rule-facts.tsx';
import { TableFiles } from './table-files.tsx';
import { VersionActions } from './version-actions.tsx';
import { VersionCheck } from './version-check.tsx';
import { rulesWords } from './words.ts';
import './rules.css';

const route = getRouteApi('/rules/versions/$versionId');

export function Version() {
  const { versionId } = route.useParams();
  const read = useRead(contract.readVersion, { versionId });
  return <Loaded of={read}>{(version) => <Body version={version} />}</Loaded>;
}

function Body({ version }: { readonly version: RuleVersion }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const { id: versionId, modelDigest } = version;
  return (
    <Page
      title={nameIn(language, version) || t('unnamed')}
      lead={nameIn(language === 'zh' ? 'en' : 'zh', version)}
      above={[{ to: '/rules', label: t('rules') }]}
      marks={
        <>
          <VersionState state={version.state} />
          <Sample when={version.sample} />
        </>
      }
      actions={
        <>
          <VersionActions version={version} />
          {modelDigest === null ? null : (
            <Link
              to="/rules/versions/$versionId/try"
              params={{ versionId }}
              className="link-button"
            >
              {t('tryIt')}
            </Link>
          )}
        </>
      }
    >
      <div className="columns">
        <div>
          <Source version={version} />
          {modelDigest === null ? (
            <Section title={t('tables')}>
              <Empty title={t('noModel')} hint={t('noModelHint')} />
            </Section>
          ) : (
            <ModelContent version={version} />
          )}
        </div>
        <aside>
          <Section title={t('facts')}>
            <VersionFacts version={version} />
          </Section>
        </aside>
      </div>
      <Adoptions version={version} />
    </Page>
  );
}

/** The text, what is left out of it, and the warning that goes with how it was seen. */
function Source({ version }: { readonly version: RuleVersion }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const [text, limits] =
    language === 'zh'
      ? [version.textZh || version.textEn, version.limitsZh || version.limitsEn]
      : [version.textEn || version.textZh, version.limitsEn || version.limitsZh];
  return (
    <Section title={t('whatItSays')}>
      {text === '' ? <p className="quiet">{t('noText')}</p> : <p className="rule-text">{text}</p>}
      {limits === '' ? null : (
        <>
          <h3>{t('limits')}</h3>
          <p className="rule-text">{limits}</p>
        </>
      )}
      {version.grade === null ? null : <p className="quiet">{t('openTheDocument')}</p>}
    </Section>
  );
}

function VersionFacts({ version }: { readonly version: RuleVersion }) {
  const t = useWords(rulesWords);
  const format = useFormat();
  const { effectiveFrom, effectiveUntil, sourceUrl, reviewedBy, reviewedAt, grade } = version;
  const day = (instant: string | null) => (instant === null ? null : format.instant(instant));
  return (
    <Facts
      facts={[
        [t('version'), t('versionNumber', { number: version.number })],
        version.documentNumber === null ? null : [t('documentNumber'), version.documentNumber],
        version.issuer === null ? null : [t('issuer'), version.issuer],
        grade === null ? null : [t('grade'), <GradeTag key="grade" grade={grade} />],
        sourceUrl === null
          ? null
          : [
              t('source'),
              <a key="source" href={sourceUrl} rel="noreferrer" target="_blank">
                {t('openSource')}
              </a>,
            ],
        [t('keeper'), <PlaceName key="keeper" place={version.keeper} />],
        [
          t('effective'),
          effectiveFrom === null && effectiveUntil === null
            ? t('noEnd')
            : t('period', {
                from: effectiveFrom === null ? '…' : format.day(effectiveFrom),
                until: effectiveUntil === null ? '…' : format.day(effectiveUntil),
              }),
        ],
        [t('authors'), version.authors.map(({ name }) => name).join(t('comma'))],
        reviewedBy === null
          ? null
          : [t('reviewedBy'), `${reviewedBy.name} · ${day(reviewedAt) ?? ''}`],
        version.publishedAt === null ? null : [t('publishedOn'), day(version.publishedAt)],
        version.withdrawnAt === null
          ? null
          : [
              t('withdrawnOn'),
              <>
                {day(version.withdrawnAt)}
                {version.withdrawnBecause === null ? null : (
                  <span className="second-line">{t(`because_${version.withdrawnBecause}`)}</span>
                )}
                {version.withdrawalNote === null ? null : (
                  <span className="quiet second-line">{version.withdrawalNote}</span>
                )}
              </>,
            ],
        [
          t('digest'),
          <span key="digest" className="digest">
            {version.contentDigest}
          </span>,
        ],
      ]}
    />
  );
}

function ModelContent({ version }: { readonly version: RuleVersion }) {
  const { id: versionId } = version;
  const model = useRead(contract.readModel, { versionId });
  const check = useRead(contract.checkVersion, { versionId });
  return (
    <ModelWords value={version.words}>
      <Loaded of={model}>
        {(content) => (
          <Decisions
            model={content}
            version={version}
            findings={check.data?.analysis.tables ?? []}
          />
        )}
      </Loaded>
      <VersionCheck version={version} read={check} />
    </ModelWords>
  );
}

function Decisions({
  model,
  version,
  findings,
}: {
  readonly model: Model;
  readonly version: RuleVersion;
  readonly findings: readonly Parameters<typeof DecisionTable>[0]['findings'][];
}) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const word = useModelWord();
  return (
    <>
      {model.decisions.map((decision) => {
        const label = decision.label[language] || decision.name;
        return (
          <Section
            key={decision.name}
            title={label}
            actions={
              decision.table === null ? null : (
                <TableFiles version={version} decision={decision.name} />
              )
            }
          >
            {decision.table !== null ? (
              <DecisionTable
                table={decision.table}
                label={label}
                findings={findings.find((one) => one?.decision === decision.name)}
                versionId={version.id}
              />
            ) : decision.expression !== null ? (
              <pre className="feel-block">{decision.expression}</pre>
            ) : (
              <p className="quiet">{decision.logic}</p>
            )}
            {decision.requires.length === 0 ? null : (
              <p className="quiet">
                {t('standsOn')} {decision.requires.map(word).join(t('comma'))}
              </p>
            )}
          </Section>
        );
      })}
    </>
  );
}
