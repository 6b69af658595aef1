import { useNavigate } from '@tanstack/react-router';
import { Form as AntForm, Input } from 'antd';
import { useState } from 'react';
import { rulesContract as contract } from 'yunhe/rules/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { type ServedPlace, ServedPlaceChoice, useServedPlaces } from '../registry/choices.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { editWords } from './edit-words.ts';
import { rulesWords } from './words.ts';

/** The first words of a rule; all else is written on the page of its draft. */
export function WriteRule() {
  const t = useWords(editWords);
  const rules = useWords(rulesWords);
  const navigate = useNavigate();
  const places = useServedPlaces();
  const [place, setPlace] = useState<ServedPlace>();
  const chosen = place ?? places[0];
  const begin = useWrite(contract.createRuleSet, {
    onDone: ({ id }) =>
      void navigate({ to: '/rules/versions/$versionId/edit', params: { versionId: id } }),
  });
  return (
    <Page
      title={t('writeRule')}
      lead={t('writeRuleLead')}
      above={[{ to: '/rules', label: rules('rules') }]}
      width="narrow"
    >
      <Form<BodyOf<typeof contract.createRuleSet>>
        schema={contract.createRuleSet.body}
        problem={begin.error}
        busy={begin.isPending}
        submit={t('begin')}
        onSubmit={(text) => begin.mutate({ ...text, ...chosen })}
      >
        <Section>
          {places.length < 2 ? null : (
            <AntForm.Item label={t('forPlace')} htmlFor="rule-place">
              <ServedPlaceChoice
                id="rule-place"
                label={t('forPlace')}
                value={chosen}
                onChange={setPlace}
              />
            </AntForm.Item>
          )}
          <Field name="nameZh" label={t('nameZh')} needed>
            <Input lang="zh-CN" />
          </Field>
          <Field name="nameEn" label={t('nameEn')}>
            <Input lang="en" />
          </Field>
          <Field name="documentNumber" label={t('documentNumber')}>
            <Input />
          </Field>
        </Section>
      </Form>
    </Page>
  );
}
