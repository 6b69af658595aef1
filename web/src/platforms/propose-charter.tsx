import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
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
      {content.bodies.map((body, at) => (
        <OneBody key={at} body={body} onChange={(one) => change(at, one)} />
      ))}
      <Button
        onClick={() => setContent({ ...content, bodies: [...content.bodies, blank(content)] })}
      >
        {t('addBody')}
      </Button>
      <div className="platform-row platform-charter-foot">
        <Select
          aria-label={t('decidesBudget')}
          value={content.budgetBody}
          options={content.bodies.map(({ code, nameZh }) => ({ value: code, label: nameZh }))}
          onChange={(budgetBody: string) => setContent({ ...content, budgetBody })}
        />
        <MandateChoice
          value={content.mandates}
          onChange={(mandates) => setContent({ ...content, mandates })}
        />
        <DayInput
          aria-label={t('startsOn')}
          placeholder={t('startsOn')}
          value={startsOn}
          onChange={setStartsOn}
        />
      </div>
      <ProblemView problem={propose.error} />
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
  const text = (name: 'code' | 'nameZh' | 'nameEn' | 'clause') => (
    <Input
      aria-label={t(`body_${name}`)}
      placeholder={t(`body_${name}`)}
      value={body[name]}
      onChange={({ target }) => onChange({ ...body, [name]: target.value })}
    />
  );
  const choose = (name: keyof typeof choices) => (
    <Select
      aria-label={t(`body_${name}`)}
      value={body[name]}
      options={choices[name].map((value) => ({
        value,
        label: (t as (key: string) => string)(`${prefixes[name]}_${value}`),
      }))}
      onChange={(value) => onChange({ ...body, [name]: value })}
    />
  );
  return (
    <fieldset className="platform-row platform-founders">
      {text('nameZh')}
      {text('nameEn')}
      {text('code')}
      {choose('kind')}
      {choose('quorum')}
      {choose('majority')}
      {choose('majorityOf')}
      {choose('tie')}
      {text('clause')}
      <Checkbox
        checked={body.conflictedCount}
        onChange={({ target }) => onChange({ ...body, conflictedCount: target.checked })}
      >
        {t('conflictedCount')}
      </Checkbox>
      <Button size="small" onClick={() => onChange(null)}>
        {t('remove')}
      </Button>
    </fieldset>
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
      placeholder={t('mandateRule')}
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
