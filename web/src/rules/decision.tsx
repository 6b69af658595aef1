import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { rulesContract as contract, type Decision as Kept } from 'yunhe/rules/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { ModelWords, useModelWord } from './model-words.ts';
import { PlaceName, RegionOf } from './rule-facts.tsx';
import { OutcomeTag, RunView } from './run-view.tsx';
import { Value } from './value.tsx';
import { rulesWords } from './words.ts';
import './rules.css';

const route = getRouteApi('/rules/decisions/$decisionId');

export function Decision() {
  const { decisionId } = route.useParams();
  const read = useRead(contract.readDecision, { decisionId });
  return <Loaded of={read}>{(decision) => <Body decision={decision} />}</Loaded>;
}

function Body({ decision }: { readonly decision: Kept }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const { organisation, version, outcome, sample } = decision;
  const rule = useRead(contract.readVersion, { versionId: version.id });
  return (
    <ModelWords value={rule.data?.words ?? {}}>
      <Page
        title={nameIn(language, organisation) || organisation.displayName}
        lead={nameIn(language, version)}
        above={[
          { to: '/rules', label: t('rules') },
          { to: '/rules/decisions', label: t('decisions') },
        ]}
        marks={
          <>
            <OutcomeTag outcome={outcome} />
            <Sample when={sample} />
          </>
        }
      >
        <div className="columns">
          <div>
            <RunView run={decision.run} />
            <Recompute decision={decision} />
          </div>
          <aside>
            <TurnTo decision={decision} />
            <DecisionFacts decision={decision} />
            <Given decision={decision} />
          </aside>
        </div>
      </Page>
    </ModelWords>
  );
}

/** Whoever gets a no learns at once where to turn with it. */
function TurnTo({ decision: { turnTo, outcome } }: { readonly decision: Kept }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  if (turnTo === null) return null;
  const { place, office } = turnTo;
  return (
    <Section title={t('turnTo')}>
      <p>{t(outcome === 'granted' ? 'turnToWithQuestions' : 'turnToWithObjections')}</p>
      <p>
        <strong>{nameIn(language, office)}</strong>
        <span className="quiet second-line">
          <PlaceName place={place} />
        </span>
        {office.email === null ? null : (
          <span className="second-line">
            <a href={`mailto:${office.email}`}>{office.email}</a>
          </span>
        )}
        {office.phone === null ? null : (
          <span className="second-line">
            <a href={`tel:${office.phone}`}>{office.phone}</a>
          </span>
        )}
        {office.url === null ? null : (
          <span className="second-line">
            <a href={office.url} rel="noreferrer" target="_blank">
              {office.url}
            </a>
          </span>
        )}
      </p>
    </Section>
  );
}

function DecisionFacts({ decision }: { readonly decision: Kept }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const format = useFormat();
  const { organisation, version, on, decidedAt, decidedBy } = decision;
  return (
    <Section title={t('facts')}>
      <Facts
        facts={[
          [
            t('organisation'),
            <>
              <Link
                to="/organisations/$organisationId"
                params={{ organisationId: organisation.id }}
              >
                {nameIn(language, organisation) || organisation.displayName}
              </Link>
              <RegionOf organisation={organisation} />
            </>,
          ],
          [
            t('rule'),
            <>
              <Link to="/rules/versions/$versionId" params={{ versionId: version.id }}>
                {t('versionNumber', { number: version.number })}
              </Link>
              <span className="quiet second-line">{version.documentNumber}</span>
            </>,
          ],
          [t('forDay'), format.day(on)],
          [t('decidedAt'), `${format.instant(decidedAt)} · ${decidedBy}`],
        ]}
      />
    </Section>
  );
}

/** The case as it was stated, and what was said to prove it. */
function Given({ decision: { inputs, evidence } }: { readonly decision: Kept }) {
  const t = useWords(rulesWords);
  const word = useModelWord();
  const format = useFormat();
  return (
    <>
      <Section title={t('inputs')}>
        <Facts
          facts={Object.entries(inputs).map(
            ([name, value]) => [word(name), <Value key={name} value={value} />] as const,
          )}
        />
      </Section>
      <Section title={t('evidence')}>
        {evidence.length === 0 ? (
          <p className="quiet">{t('noEvidence')}</p>
        ) : (
          <ul className="rule-findings">
            {evidence.map(({ input, text, url, digest, statedOn }, at) => (
              <li key={at}>
                {url == null ? (
                  text
                ) : (
                  <a href={url} rel="noreferrer" target="_blank">
                    {text}
                  </a>
                )}
                <span className="quiet second-line">
                  {[
                    input == null ? null : word(input),
                    statedOn == null ? null : format.day(statedOn),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {digest == null ? null : <span className="digest second-line">{digest}</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** Anybody who may read a decision may run it again and see whether the same comes of it. */
function Recompute({ decision: { id: decisionId } }: { readonly decision: Kept }) {
  const t = useWords(rulesWords);
  const again = useWrite(contract.recomputeDecision, { quiet: true });
  return (
    <Section title={t('recompute')}>
      <p>{t('recomputeHint')}</p>
      <Button loading={again.isPending} onClick={() => again.mutate({ decisionId })}>
        {t('recompute')}
      </Button>
      <div aria-live="polite">
        <ProblemView problem={again.error} />
        {again.data === undefined ? null : (
          <>
            <p>
              <span className={`tag ${again.data.same ? 'tag-good' : 'tag-bad'}`}>
                {again.data.same ? t('sameBytes') : t('otherBytes')}
              </span>
            </p>
            <Facts
              facts={[
                [t('keptDigest'), <Digest key="kept" text={again.data.keptDigest} />],
                [t('newDigest'), <Digest key="new" text={again.data.digest} />],
                [
                  t('engines'),
                  again.data.keptEngineVersion === again.data.engineVersion
                    ? again.data.engineVersion
                    : `${again.data.keptEngineVersion} → ${again.data.engineVersion}`,
                ],
              ]}
            />
          </>
        )}
      </div>
    </Section>
  );
}

function Digest({ text }: { readonly text: string }) {
  return <span className="digest">{text}</span>;
}
