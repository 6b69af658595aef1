import { getRouteApi, useNavigate, useSearch } from '@tanstack/react-router';
import { Checkbox, Input, Select } from 'antd';
import {
  contract,
  reviewContract,
  type Technology,
  type TechnologyChange,
} from 'yunhe/matching/contract';
import { useViewer } from '../ui/actor.ts';
import { call, newKey } from '../ui/call.ts';
import type { ConflictField } from '../ui/conflict.tsx';
import { Field } from '../ui/form.tsx';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import type { Keeper } from '../ui/use-draft.ts';
import { useWords } from '../ui/words.ts';
import { MaturityChoice, useFieldName } from './choices.tsx';
import { RecordEditor } from './record-editor.tsx';
import { usePrice } from './record-facts.tsx';
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

const route = getRouteApi('/technologies/$technologyId/edit');
const ipPositions = [
  'patent_granted',
  'patent_pending',
  'know_how',
  'software_copyright',
  'none',
] as const;
const priceModes = ['licence', 'transfer', 'equity', 'negotiable'] as const;

export function EditTechnology() {
  const { technologyId } = route.useParams();
  const read = useRead(contract.readTechnology, { technologyId });
  return <Loaded of={read}>{(one) => <Editor key={one.id} found={one} />}</Loaded>;
}

export function PostTechnology() {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const { title, review } = useSearch({ strict: false }) as Search;
  if (viewer?.organisationId == null) {
    return (
      <Page title={t('postTechnology')}>
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
      {({ technology }) => <Editor found={null} text={{ ...technology, expiresOn: null }} />}
    </Loaded>
  );
}

function textOf(technology: Technology): TechnologyChange {
  const { title, summary, keywords, fields, maturity, ipPosition, price } = technology;
  const { languages, source, contact, expiresOn } = technology;
  return {
    title,
    summary,
    keywords,
    fields,
    maturity,
    ipPosition,
    price,
    languages,
    source,
    contact,
    expiresOn,
  };
}

/** What the form leaves half said is left out. */
function tidy(text: TechnologyChange): TechnologyChange {
  const { price, contact } = text;
  const modes = price?.modes ?? [];
  return {
    ...text,
    title: text.title ?? '',
    price: modes.length > 0 || hasAmount(price) ? { modes, ...amountsOf(price ?? {}) } : null,
    contact: contact?.name ? contact : null,
  };
}

function Editor({
  found,
  text = {},
}: {
  readonly found: Technology | null;
  readonly text?: TechnologyChange;
}) {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const navigate = useNavigate();
  const conflictFields = useConflictFields();
  const organisationId = found?.organisation.id ?? viewer?.organisationId ?? '';
  const keeper: Keeper<TechnologyChange, Technology> = {
    textOf,
    read: (technologyId) => call(contract.readTechnology, { technologyId }),
    edit: ({ id }, change, revision) =>
      call(contract.editTechnology, { ...change, technologyId: id, revision }),
    create: (text) =>
      call(contract.createTechnology, { ...text, organisationId }, { idempotencyKey: newKey() }),
  };
  const started: TechnologyChange = {
    title: '',
    languages: ['zh'],
    ...text,
    ...(found === null ? {} : textOf(found)),
  };
  return (
    <RecordEditor<TechnologyChange, Technology>
      title={found === null ? t('postTechnology') : t('editTechnology')}
      above={{ to: '/technologies', label: t('technologies') }}
      found={found}
      initial={{
        ...started,
        price: {
          modes: [],
          minimumMinor: null,
          maximumMinor: null,
          ...started.price,
          currency: started.price?.currency ?? 'CNY',
        },
        contact: started.contact ?? { name: viewer?.name ?? '', email: viewer?.email ?? '' },
      }}
      keeper={keeper}
      schema={contract.editTechnology.body}
      tidy={tidy}
      submit={({ id, revision }) =>
        call(reviewContract.submitTechnology, { technologyId: id, revision })
      }
      onDone={({ id }) =>
        void navigate({ to: '/technologies/$technologyId', params: { technologyId: id } })
      }
      conflictFields={conflictFields}
    >
      <Section title={t('what')}>
        <Field name="title" needed label={t('title')} hint={t('titleHint')}>
          <Input />
        </Field>
        <Field name="summary" needed label={t('summary')} hint={t('summaryHint')}>
          <Input.TextArea autoSize={{ minRows: 5, maxRows: 16 }} />
        </Field>
        <KeywordFields />
      </Section>
      <Section title={t('terms')}>
        <div className="form-pair">
          <Field name="maturity" needed label={t('maturity')}>
            <MaturityChoice />
          </Field>
          <Field name="ipPosition" needed label={t('ipPosition')}>
            <Select
              allowClear
              options={ipPositions.map((value) => ({ value, label: t(`ip_${value}`) }))}
            />
          </Field>
        </div>
        <Field name={['price', 'modes']} needed label={t('priceModes')}>
          <Checkbox.Group
            options={priceModes.map((value) => ({ value, label: t(`mode_${value}`) }))}
          />
        </Field>
        <AmountFields of="price" from={t('priceFrom')} to={t('priceTo')} />
      </Section>
      <Section title={t('reach')}>
        <SourceFields />
        <ContactFields />
      </Section>
    </RecordEditor>
  );
}

function useConflictFields(): readonly ConflictField<TechnologyChange>[] {
  const t = useWords(matchingWords);
  const fieldName = useFieldName();
  const price = usePrice();
  const text = (value: unknown) => [value ?? '—'].flat().join(' · ') || '—';
  return [
    { name: 'title', label: t('title'), show: text },
    { name: 'summary', label: t('summary'), show: text },
    { name: 'keywords', label: t('keywords'), show: text },
    {
      name: 'fields',
      label: t('fields'),
      show: (codes) => text((codes as string[] | undefined)?.map(fieldName)),
    },
    { name: 'maturity', label: t('maturity'), show: text },
    {
      name: 'ipPosition',
      label: t('ipPosition'),
      show: (value) => (value == null ? '—' : t(`ip_${value as (typeof ipPositions)[number]}`)),
    },
    {
      name: 'price',
      label: t('price'),
      show: (value) => price((value ?? null) as Technology['price']) ?? '—',
    },
    { name: 'languages', label: t('languages'), show: text },
    { name: 'source', label: t('source'), show: text },
    {
      name: 'contact',
      label: t('contact'),
      show: (contact) => (contact as Technology['contact'])?.name ?? '—',
    },
    { name: 'expiresOn', label: t('expiresOn'), show: text },
  ];
}
