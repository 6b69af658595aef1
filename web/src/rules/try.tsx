import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import {
  rulesContract as contract,
  type Inputs,
  type Model,
  type RuleVersion,
} from 'yunhe/rules/contract';
import { useListState } from '../ui/list-state.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { addressOfInputs, inputsInAddress } from './address-inputs.ts';
import { InputForm } from './input-form.tsx';
import { ModelWords } from './model-words.ts';
import { RunView } from './run-view.tsx';
import { rulesWords } from './words.ts';
import './rules.css';

const route = getRouteApi('/rules/versions/$versionId/try');

export function Try() {
  const { versionId } = route.useParams();
  const version = useRead(contract.readVersion, { versionId });
  const model = useRead(contract.readModel, { versionId });
  return (
    <Loaded of={version}>
      {(found) => (
        <Loaded of={model}>{(content) => <Body version={found} model={content} />}</Loaded>
      )}
    </Loaded>
  );
}

function Body({ version, model }: { readonly version: RuleVersion; readonly model: Model }) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const state = useListState();
  const address = state.text('inputs');
  const [inputs, setInputs] = useState<Inputs>(() => inputsInAddress(address));
  const run = useWrite(contract.tryVersion, { quiet: true });
  const { mutate } = run;
  const { id: versionId } = version;
  // What came in an address is run at once: whoever sent it wants its answer to be seen.
  useEffect(() => {
    const given = inputsInAddress(address);
    if (Object.keys(given).length > 0) mutate({ versionId, inputs: given });
  }, [address, versionId, mutate]);
  return (
    <Page
      title={t('tryTitle', { name: nameIn(language, version) })}
      lead={t('tryLead')}
      above={[{ to: '/rules', label: t('rules') }]}
      marks={<Sample when={version.sample} />}
    >
      <div className="columns">
        <Section title={t('inputs')}>
          <form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              const next = addressOfInputs(inputs);
              if (next === address) mutate({ versionId, inputs });
              else state.change({ inputs: next });
            }}
          >
            <InputForm
              fields={model.form}
              values={inputs}
              onChange={setInputs}
              reasons={run.error?.reasons ?? []}
            />
            <div className="form-foot">
              <Button type="primary" htmlType="submit" loading={run.isPending}>
                {t('tryIt')}
              </Button>
              <Button
                onClick={() => {
                  setInputs({});
                  state.change({ inputs: undefined });
                  run.reset();
                }}
              >
                {t('clear')}
              </Button>
            </div>
          </form>
        </Section>
        <div aria-live="polite">
          <ProblemView problem={run.error} />
          {run.data === undefined ? (
            <p className="quiet">{t('notTriedYet')}</p>
          ) : (
            <ModelWords value={version.words}>
              <RunView run={run.data} />
            </ModelWords>
          )}
        </div>
      </div>
    </Page>
  );
}
