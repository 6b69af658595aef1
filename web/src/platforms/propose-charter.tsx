import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { type CharterBody, charterContract as contract } from 'yunhe/platforms/contract';
import { rulesContract } from 'yunhe/rules/contract';
import { DayInput } from '../ui/day-input.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { firstBodies, governanceWords } from './governance-words.ts';

interface Content {
  readonly bodies: readonly CharterBody[];
  readonly budgetBody: string;
  readonly mandates: { readonly ruleSetId: string; readonly versionId: string } | null;
  readonly note: string | null;
}

const choices = {
  kind: ['council', 'director', 'committee', 'other'],
  quorum: ['more_than_half', 'two_thirds', 'all', 'any'],
  majority: ['simple', 'two_thirds', 'unanimous'],
  majorityOf: ['present', 'all'],
  tie: ['motion_fails', 'chair_decides'],
} as const;

/** A charter is written, from the one before it or from a usual one, and put to the founders. */
export function ProposeCharter({
  platformId,
  before,
  onDone,
}: {
  readonly platformId: string;
  readonly before: Content | null;
  readonly onDone: () => void;
}) {
  const t = useWords(governanceWords);
  const [content, setContent] = useState<Content>(
    before ?? { bodies: firstBodies, budgetBody: 'council', mandates: null, note: null },
  );
  const language = useLanguage();
  const [startsOn, setStartsOn] = useState<string | null>(null);
  const propose = useWrite(contract.proposeCharter, { onDone });
  const change = (at: number, body: CharterBody | null) =>
    setContent({
      ...content,
      bodies: content.bodies.flatMap((one, place) => (place === at ? (body ?? []) : one)),
    });
  const send = () => {
    if (startsOn === null) return;
    const { bodies, ...rest } = content;
    propose.mutate({ ...rest, bodies: [...bodies], startsOn, platformId });
  };
  return (
    <Section title={t('proposeCharter')}>
      <div className="charter-draft">
        <p className="quiet">{t('proposeCharterLead')}</p>
        <fieldset className="drafts">
          <legend>{t('bodies')}</legend>
          {content.bodies.map((body, at) => (
            <OneBody key={at} body={body} onChange={(one) => change(at, one)} />
          ))}
          <Button
            onClick={() => setContent({ ...content, bodies: [...content.bodies, blank(content)] })}
          >
            {t('addBody')}
          </Button>
        </fieldset>
        <div className="draft-grid">
          <Labelled label={t('decidesBudget')}>
            <Select
              aria-label={t('decidesBudget')}
              value={content.budgetBody}
              options={content.bodies.map((body) => ({
                value: body.code,
                label: nameIn(language, body) || body.code,
              }))}
              onChange={(budgetBody: string) => setContent({ ...content, budgetBody })}
            />
          </Labelled>
          <Labelled label={t('mandateRule')}>
            <MandateChoice
              value={content.mandates}
              onChange={(mandates) => setContent({ ...content, mandates })}
            />
          </Labelled>
          <Labelled label={t('inForceFrom')}>
            <DayInput aria-label={t('inForceFrom')} value={startsOn} onChange={setStartsOn} />
          </Labelled>
        </div>
        <Labelled label={t('note')}>
          <Input.TextArea
            aria-label={t('note')}
            maxLength={2_000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={content.note ?? ''}
            onChange={({ target }) => setContent({ ...content, note: target.value || null })}
          />
        </Labelled>
        <ProblemView problem={propose.error} />
      </div>
      <div className="form-foot">
        <Button
          type="primary"
          disabled={startsOn === null}
          loading={propose.isPending}
          onClick={send}
        >
          {t('proposeCharter')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </Section>
  );
}

function blank({ bodies }: Content): CharterBody {
  const code = `body_${'abcdefghijkl'[bodies.length] ?? 'x'}`;
  return { ...firstBodies[0]!, code, kind: 'other', nameZh: '', nameEn: '', clause: '' };
}

function OneBody({
  body,
  onChange,
}: {
  readonly body: CharterBody;
  readonly onChange: (body: CharterBody | null) => void;
}) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const text = (name: 'code' | 'nameZh' | 'nameEn' | 'clause') => (
    <Labelled label={t(`body_${name}`)}>
      <Input
        aria-label={t(`body_${name}`)}
        value={body[name]}
        onChange={({ target }) => onChange({ ...body, [name]: target.value })}
      />
    </Labelled>
  );
  const choose = (name: keyof typeof choices) => (
    <Labelled label={t(`body_${name}`)}>
      <Select
        aria-label={t(`body_${name}`)}
        value={body[name]}
        options={choices[name].map((value) => ({
          value,
          label: (t as (key: string) => string)(`${prefixes[name]}_${value}`),
        }))}
        onChange={(value) => onChange({ ...body, [name]: value })}
      />
    </Labelled>
  );
  return (
    <fieldset className="draft">
      <legend>{nameIn(language, body) || t('newBody')}</legend>
      <div className="draft-grid">
        {text('nameZh')}
        {text('nameEn')}
        {text('code')}
        {choose('kind')}
        {choose('quorum')}
        {choose('majority')}
        {choose('majorityOf')}
        {choose('tie')}
        {text('clause')}
        <Labelled label={t('votingDays')}>
          <InputNumber
            aria-label={t('votingDays')}
            min={1}
            max={90}
            precision={0}
            controls={false}
            value={body.votingDays}
            onChange={(days) => onChange({ ...body, votingDays: days ?? body.votingDays })}
          />
        </Labelled>
      </div>
      <div className="draft-row">
        <Checkbox
          checked={body.conflictedCount}
          onChange={({ target }) => onChange({ ...body, conflictedCount: target.checked })}
        >
          {t('conflictedCount')}
        </Checkbox>
        <Button size="small" type="text" className="draft-remove" onClick={() => onChange(null)}>
          {t('removeBody')}
        </Button>
      </div>
    </fieldset>
  );
}

/** The name above what is chosen; the choice says its name itself to those who hear the page. */
function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="labelled">
      <span aria-hidden>{label}</span>
      {children}
    </div>
  );
}

const prefixes = {
  kind: 'kind',
  quorum: 'quorum',
  majority: 'majority',
  majorityOf: 'of',
  tie: 'tie',
} as const;

function MandateChoice({
  value,
  onChange,
}: {
  readonly value: Content['mandates'];
  readonly onChange: (mandates: Content['mandates']) => void;
}) {
  const t = useWords(governanceWords);
  const language = useLanguage();
  const { data } = useRead(rulesContract.listRuleSets, { state: ['published'], limit: 100 });
  return (
    <Select
      aria-label={t('mandateRule')}
      placeholder={t('nothingDelegated')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={value?.versionId ?? null}
      options={(data?.items ?? []).map(({ latest }) => ({
        value: latest.id,
        label: `${nameIn(language, latest)} v${latest.number}`,
        ruleSetId: latest.ruleSetId,
      }))}
      onChange={(versionId, option) => {
        const { ruleSetId } = ([option].flat()[0] ?? {}) as { ruleSetId?: string };
        onChange(versionId && ruleSetId ? { ruleSetId, versionId } : null);
      }}
    />
  );
}
