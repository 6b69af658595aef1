import { getRouteApi, Link } from '@tanstack/react-router';
import { Radio, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import {
  type AgreementVersion,
  agreementContract as contract,
  type PartyBinding,
  type TermsData,
} from 'yunhe/outposts/contract';
import { OrganisationChoice, RegionChoice, useCompactChoices } from '../registry/choices.tsx';
import { call } from '../ui/call.ts';
import { Conflict } from '../ui/conflict.tsx';
import { useFormat } from '../ui/format.ts';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead } from '../ui/query.ts';
import type { Schema } from '../ui/schema.ts';
import { type Draft, type Keeper, useDraft } from '../ui/use-draft.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { agreementWords } from './agreement-words.ts';
import { TermsBeside } from './terms-beside.tsx';
import { TermsForm } from './terms-form.tsx';
import { termsWords } from './terms-words.ts';
import './agreements.css';

const route = getRouteApi('/outposts/agreement-versions/$versionId/edit');

export function EditAgreement() {
  const { versionId } = route.useParams();
  const read = useRead(contract.readAgreementVersion, { versionId });
  const schema = useRead(contract.readTermsSchema, {});
  return (
    <Loaded of={read}>
      {(version) =>
        version.may.edit ? (
          <Loaded of={schema}>
            {(answer) => (
              <Editor key={version.id} found={version} schema={answer.schema as Schema} />
            )}
          </Loaded>
        ) : (
          <NotADraft version={version} />
        )
      }
    </Loaded>
  );
}

function NotADraft({ version }: { readonly version: AgreementVersion }) {
  const t = useWords(termsWords);
  return (
    <Page title={t('notADraft')}>
      <Empty
        title={t('notADraft')}
        hint={t('notADraftHint')}
        action={<ToAgreement of={version} />}
      />
    </Page>
  );
}

function ToAgreement({ of }: { readonly of: AgreementVersion }) {
  const t = useWords(termsWords);
  return (
    <Link
      to="/outposts/agreements/$agreementId"
      params={{ agreementId: of.agreementId }}
      search={{ version: of.id }}
      className="link-button link-button-plain"
    >
      {t('toAgreement')}
    </Link>
  );
}

/** What is edited together and saved together. */
interface Text {
  readonly terms: TermsData;
  readonly parties: readonly PartyBinding[];
  readonly isPublic?: boolean;
  readonly compactId?: string | null;
}

function textOf({ terms, parties, isPublic, number, compactId }: Kept): Text {
  return {
    terms,
    parties: parties.flatMap(({ party, place }) => {
      if (place === null) return [];
      return [
        place.kind === 'region'
          ? { party, regionCode: place.id }
          : { party, organisationId: place.id },
      ];
    }),
    // Both hold for all versions, and were settled with the first.
    ...(number > 1 ? {} : { isPublic, compactId }),
  };
}

type Kept = AgreementVersion;

const keeper: Keeper<Text, Kept> = {
  textOf,
  read: (versionId) => call(contract.readAgreementVersion, { versionId }),
  edit: ({ id }, change, revision) =>
    call(contract.editAgreementVersion, {
      ...(change as { terms?: TermsData; parties?: PartyBinding[] }),
      versionId: id,
      revision,
    }),
  create: () => Promise.reject(new Error('A version is begun before it is edited.')),
};

function Editor({ found, schema }: { readonly found: Kept; readonly schema: Schema }) {
  const t = useWords(termsWords);
  const language = useLanguage();
  const [text, setText] = useState(() => textOf(found));
  const draft = useDraft<Text, Kept>(found, keeper, true);
  const { write } = draft;
  const change = (part: Partial<Text>) => setText({ ...text, ...part });
  useEffect(() => write(text), [text, write]);
  const setTerms = (terms: TermsData) => change({ terms });
  const kept = draft.kept ?? found;
  const form = (fields: readonly string[]) => (
    <TermsForm
      schema={schema}
      terms={text.terms}
      problems={kept.problems}
      fields={fields}
      onChange={setTerms}
    />
  );
  const title = kept.title[language] || kept.title.zh;
  return (
    <Page
      title={t('editAgreement')}
      lead={title === '' ? t('editLead') : `${title} · ${t('editLead')}`}
      above={[{ to: '/outposts/agreements', label: useWords(agreementWords)('agreements') }]}
      marks={<Saved draft={draft} />}
      actions={<ToAgreement of={kept} />}
    >
      {draft.clash === null ? (
        <ProblemView problem={draft.problem} />
      ) : (
        <Clash draft={draft} onText={setText} />
      )}
      <div className="columns schema-page">
        <div>
          <Section title={t('basics')}>{form(['title', 'source', 'inForce'])}</Section>
          <Section>
            {form(['parties'])}
            <Bindings text={text} onChange={change} />
          </Section>
          <Section>{form(['measures', 'units', 'columns'])}</Section>
          <Section>{form(['clock', 'coverage'])}</Section>
          <Section>{form(['clauses'])}</Section>
          <Openness text={text} onChange={change} />
        </div>
        <div className="schema-beside">
          <TermsBeside terms={text.terms} left={kept.problems} />
        </div>
      </div>
    </Page>
  );
}

function Saved({ draft }: { readonly draft: Draft<Text, Kept> }) {
  const t = useWords(termsWords);
  const format = useFormat();
  const { saving, savedAt } = draft;
  return (
    <span className="quiet" role="status">
      {saving
        ? t('saving')
        : savedAt === null
          ? null
          : t('savedAt', { time: format.instant(savedAt.toISOString()) })}
    </span>
  );
}

function Clash({
  draft,
  onText,
}: {
  readonly draft: Draft<Text, Kept>;
  readonly onText: (text: Text) => void;
}) {
  const t = useWords(termsWords);
  if (draft.clash === null) return null;
  const { base, theirs, mine } = draft.clash;
  const show = (value: unknown) => {
    const written = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
    return <code className="digest">{written.slice(0, 400)}</code>;
  };
  return (
    <Conflict<Text>
      fields={[
        { name: 'terms', label: t('data'), show },
        { name: 'parties', label: t('whoTheyAre'), show },
        { name: 'isPublic', label: t('openness'), show },
        { name: 'compactId', label: t('compact'), show },
      ]}
      base={base}
      theirs={textOf(theirs)}
      mine={mine}
      busy={draft.saving}
      onSave={(left) => {
        onText({ ...textOf(theirs), ...left });
        void draft.settle(left);
      }}
    />
  );
}

interface Edited {
  readonly text: Text;
  readonly onChange: (part: Partial<Text>) => void;
}

/** Which region or organisation each party of the terms is. */
function Bindings({ text: { terms, parties }, onChange }: Edited) {
  const t = useWords(termsWords);
  const language = useLanguage();
  const [kinds, setKinds] = useState<Readonly<Record<string, 'region' | 'organisation'>>>({});
  const named = (Array.isArray(terms.parties) ? terms.parties : []) as readonly {
    readonly id?: string;
    readonly name?: { readonly zh?: string; readonly en?: string };
  }[];
  const bind = (party: string, place: Omit<PartyBinding, 'party'> | null) =>
    onChange({
      parties: [
        ...parties.filter((one) => one.party !== party),
        ...(place === null ? [] : [{ party, ...place }]),
      ].sort((a, b) => (a.party < b.party ? -1 : 1)),
    });
  const single = (value: string | readonly string[] | undefined) => [value ?? []].flat()[0];
  return (
    <fieldset className="schema-part">
      <legend>{t('whoTheyAre')}</legend>
      <p className="quiet">{t('whoTheyAreHint')}</p>
      {named.map(({ id = '', name }) => {
        if (id === '') return null;
        const bound = parties.find((one) => one.party === id);
        const kind = kinds[id] ?? (bound?.organisationId == null ? 'region' : 'organisation');
        const label = name?.[language] || id;
        return (
          <div key={id} className="schema-row">
            <div className="schema-field">
              <span className="schema-label">{label}</span>
              <Segmented<'region' | 'organisation'>
                aria-label={label}
                value={kind}
                options={[
                  { value: 'region', label: t('isRegion') },
                  { value: 'organisation', label: t('isOrganisation') },
                ]}
                onChange={(value) => {
                  setKinds({ ...kinds, [id]: value });
                  bind(id, null);
                }}
              />
            </div>
            <div className="schema-field">
              <span className="schema-label">
                {t(kind === 'region' ? 'isRegion' : 'isOrganisation')}
              </span>
              {kind === 'region' ? (
                <RegionChoice
                  label={`${label} ${t('isRegion')}`}
                  value={bound?.regionCode ?? null}
                  onChange={(value) => {
                    const regionCode = single(value);
                    bind(id, regionCode === undefined ? null : { regionCode });
                  }}
                />
              ) : (
                <OrganisationChoice
                  label={`${label} ${t('isOrganisation')}`}
                  value={bound?.organisationId ?? null}
                  onChange={(value) => {
                    const organisationId = single(value);
                    bind(id, organisationId === undefined ? null : { organisationId });
                  }}
                />
              )}
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}

function Openness({ text: { isPublic, compactId }, onChange }: Edited) {
  const t = useWords(termsWords);
  const words = useWords(agreementWords);
  const compacts = useCompactChoices();
  if (isPublic === undefined) {
    return (
      <Section title={words('openness')}>
        <p className="quiet">{t('settled')}</p>
      </Section>
    );
  }
  return (
    <Section title={words('openness')}>
      <div className="schema-row">
        <div className="schema-field">
          <label className="schema-label" htmlFor="agreement-compact">
            {t('compact')}
          </label>
          <Select
            id="agreement-compact"
            allowClear
            value={compactId ?? null}
            options={[...compacts]}
            onChange={(value?: string) => onChange({ compactId: value ?? null })}
          />
        </div>
        <div className="schema-field">
          <span className="schema-label">{t('openness')}</span>
          <Radio.Group
            className="choices"
            aria-label={t('openness')}
            value={isPublic}
            options={[
              { value: false, label: words('openToParties') },
              { value: true, label: words('openToAll') },
            ]}
            onChange={({ target }) => onChange({ isPublic: target.value === true })}
          />
        </div>
      </div>
    </Section>
  );
}
