import { getRouteApi, useNavigate, useSearch } from '@tanstack/react-router';
import { Form as AntForm, Input, Radio } from 'antd';
import { contract, type Need, type NeedChange, reviewContract } from 'yunhe/matching/contract';
import { useViewer } from '../ui/actor.ts';
import { call, newKey } from '../ui/call.ts';
import type { ConflictField } from '../ui/conflict.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { Field } from '../ui/form.tsx';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import type { Keeper } from '../ui/use-draft.ts';
import { useWords } from '../ui/words.ts';
import {
  CompactChoice,
  MaturityChoice,
  OrganisationChoice,
  RegionChoice,
  RegionName,
  useFieldName,
} from './choices.tsx';
import { RecordEditor } from './record-editor.tsx';
import { useAmounts } from './record-facts.tsx';
import {
  AmountFields,
  amountsOf,
  ContactFields,
  hasAmount,
  KeywordFields,
  SourceFields,
} from './shared-fields.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

const route = getRouteApi('/needs/$needId/edit');

export function EditNeed() {
  const { needId } = route.useParams();
  const read = useRead(contract.readNeed, { needId });
  return <Loaded of={read}>{(need) => <Editor key={need.id} found={need} />}</Loaded>;
}

export function PostNeed() {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const { title, review } = useSearch({ strict: false }) as Search;
  if (viewer?.organisationId == null) {
    return (
      <Page title={t('postNeed')}>
        <Empty title={t('noOrganisation')} hint={t('noOrganisationHint')} />
      </Page>
    );
  }
  const reviewId = [review].flat()[0];
  if (reviewId !== undefined) return <WriteAnew reviewId={reviewId} />;
  return <Editor found={null} text={{ title: [title].flat()[0] ?? '' }} />;
}

/** Starts from what was rejected, so that only what fell short is written again. */
function WriteAnew({ reviewId }: { readonly reviewId: string }) {
  const read = useRead(reviewContract.readReview, { reviewId });
  return (
    <Loaded of={read}>
      {({ need }) => <Editor found={null} text={{ ...need, expiresOn: null }} />}
    </Loaded>
  );
}

function textOf(need: Need): NeedChange {
  const { title, problem, targets, keywords, fields, leastMaturity, budget, deadline } = need;
  const { regionScope, visibility, compactId, namedOrganisationIds } = need;
  const { languages, source, contact, expiresOn } = need;
  return {
    title,
    problem,
    targets,
    keywords,
    fields,
    leastMaturity,
    budget,
    deadline,
    regionScope,
    visibility,
    compactId,
    namedOrganisationIds,
    languages,
    source,
    contact,
    expiresOn,
  };
}

/** What the form leaves half said is left out. */
function tidy(text: NeedChange): NeedChange {
  const { budget, contact } = text;
  return {
    ...text,
    title: text.title ?? '',
    budget: budget != null && hasAmount(budget) ? amountsOf(budget) : null,
    contact: contact?.name ? contact : null,
    ...(text.visibility === 'compact' ? {} : { compactId: null }),
    ...(text.visibility === 'named' ? {} : { namedOrganisationIds: [] }),
  };
}

function Editor({ found, text = {} }: { readonly found: Need | null; readonly text?: NeedChange }) {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const navigate = useNavigate();
  const conflictFields = useConflictFields();
  const organisationId = found?.organisation.id ?? viewer?.organisationId ?? '';
  const keeper: Keeper<NeedChange, Need> = {
    textOf,
    read: (needId) => call(contract.readNeed, { needId }),
    edit: ({ id }, change, revision) =>
      call(contract.editNeed, { ...change, needId: id, revision }),
    create: (text) =>
      call(contract.createNeed, { ...text, organisationId }, { idempotencyKey: newKey() }),
  };
  const started: NeedChange = {
    title: '',
    visibility: 'public',
    languages: ['zh'],
    ...text,
    ...(found === null ? {} : textOf(found)),
  };
  return (
    <RecordEditor<NeedChange, Need>
      title={found === null ? t('postNeed') : t('editNeed')}
      above={{ to: '/needs', label: t('needs') }}
      found={found}
      initial={{
        ...started,
        budget: started.budget ?? { minimumMinor: null, maximumMinor: null, currency: 'CNY' },
        contact: started.contact ?? { name: viewer?.name ?? '', email: viewer?.email ?? '' },
      }}
      keeper={keeper}
      schema={contract.editNeed.body}
      tidy={tidy}
      submit={({ id, revision }) => call(reviewContract.submitNeed, { needId: id, revision })}
      onDone={({ id }) => void navigate({ to: '/needs/$needId', params: { needId: id } })}
      conflictFields={conflictFields}
    >
      <NeedFields />
    </RecordEditor>
  );
}

function NeedFields() {
  const t = useWords(matchingWords);
  const visibility = AntForm.useWatch('visibility');
  return (
    <>
      <Section title={t('what')}>
        <Field name="title" needed label={t('title')} hint={t('titleHint')}>
          <Input />
        </Field>
        <Field name="problem" needed label={t('problem')} hint={t('problemHint')}>
          <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} />
        </Field>
        <Field name="targets" label={t('targets')} hint={t('targetsHint')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
        </Field>
        <KeywordFields />
      </Section>
      <Section title={t('terms')}>
        <Field name="leastMaturity" label={t('leastMaturity')}>
          <MaturityChoice label={t('leastMaturity')} />
        </Field>
        <AmountFields of="budget" from={t('budgetFrom')} to={t('budgetTo')} />
        <Field name="deadline" label={t('deadline')}>
          <DayInput />
        </Field>
      </Section>
      <Section title={t('reach')}>
        <Field name="regionScope" label={t('regionScope')} hint={t('regionScopeHint')}>
          <RegionChoice several label={t('regionScope')} />
        </Field>
        <Field name="visibility" needed label={t('visibility')}>
          <Radio.Group
            className="choices"
            options={(['public', 'compact', 'named'] as const).map((value) => ({
              value,
              label: t(`visibility_${value}`),
            }))}
          />
        </Field>
        {visibility === 'compact' ? (
          <Field name="compactId" label={t('compact')}>
            <CompactChoice />
          </Field>
        ) : null}
        {visibility === 'named' ? (
          <Field name="namedOrganisationIds" label={t('namedOrganisations')}>
            <OrganisationChoice several label={t('namedOrganisations')} />
          </Field>
        ) : null}
        <SourceFields />
        <ContactFields />
      </Section>
    </>
  );
}

function useConflictFields(): readonly ConflictField<NeedChange>[] {
  const t = useWords(matchingWords);
  const fieldName = useFieldName();
  const amounts = useAmounts();
  const text = (value: unknown) => [value ?? '—'].flat().join(' · ') || '—';
  return [
    { name: 'title', label: t('title'), show: text },
    { name: 'problem', label: t('problem'), show: text },
    { name: 'targets', label: t('targets'), show: text },
    { name: 'keywords', label: t('keywords'), show: text },
    {
      name: 'fields',
      label: t('fields'),
      show: (codes) => text((codes as string[] | undefined)?.map(fieldName)),
    },
    { name: 'leastMaturity', label: t('leastMaturity'), show: text },
    {
      name: 'budget',
      label: t('budget'),
      show: (budget) => amounts((budget ?? null) as Need['budget']) ?? '—',
    },
    { name: 'deadline', label: t('deadline'), show: text },
    {
      name: 'regionScope',
      label: t('regionScope'),
      show: (codes) =>
        ((codes ?? []) as string[]).map((code) => (
          <span key={code}>
            <RegionName code={code} />{' '}
          </span>
        )),
    },
    {
      name: 'visibility',
      label: t('visibility'),
      show: (value) => t(`visibility_${(value ?? 'public') as Need['visibility']}`),
    },
    { name: 'languages', label: t('languages'), show: text },
    { name: 'source', label: t('source'), show: text },
    {
      name: 'contact',
      label: t('contact'),
      show: (contact) => (contact as Need['contact'])?.name ?? '—',
    },
    { name: 'expiresOn', label: t('expiresOn'), show: text },
  ];
}
