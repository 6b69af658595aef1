import { Input, Select } from 'antd';
import type { Model, OutcomeReading } from 'yunhe/rules/contract';
import { useLanguage, useWords } from '../ui/words.ts';
import { editWords } from './edit-words.ts';
import { typedAnswer, writtenAnswer } from './typed-answer.ts';

/** Which answers of which decision are a yes and which are a no; none while no decision is chosen. */
export function EditOutcome({
  model,
  value,
  onChange,
}: {
  readonly model: Model;
  readonly value?: OutcomeReading | null;
  readonly onChange?: (outcome: OutcomeReading | null) => void;
}) {
  const t = useWords(editWords);
  const language = useLanguage();
  const decisions = model.decisions.map(({ name, label }) => ({
    value: name,
    label: label[language] || name,
  }));
  const write = (change: Partial<OutcomeReading>) =>
    onChange?.({ decision: '', grants: [], refuses: [], ...value, ...change });
  const decisionRow = (
    id: string,
    label: string,
    chosen: string | null | undefined,
    choose: (name: string | null) => void,
  ) => (
    <div className="input-row">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        allowClear
        value={chosen || null}
        options={decisions}
        onChange={(name: string | undefined) => choose(name ?? null)}
      />
    </div>
  );
  const known = value?.decision ? value : null;
  return (
    <>
      {decisionRow('outcome-decision', t('decision'), value?.decision, (name) =>
        name === null ? onChange?.(null) : write({ decision: name }),
      )}
      {known === null ? null : (
        <>
          <div className="input-row">
            <label htmlFor="outcome-output">{t('outputPart')}</label>
            <Input
              id="outcome-output"
              value={known.output ?? ''}
              maxLength={300}
              onChange={({ target }) => write({ output: target.value || null })}
            />
          </div>
          {(['grants', 'refuses'] as const).map((side) => (
            <div key={side} className="input-row">
              <label htmlFor={`outcome-${side}`}>{t(side)}</label>
              <Select
                id={`outcome-${side}`}
                mode="tags"
                open={false}
                value={known[side].map(writtenAnswer)}
                onChange={(texts: string[]) => write({ [side]: texts.map(typedAnswer) })}
              />
            </div>
          ))}
          <div className="input-row">
            <label htmlFor="outcome-conditions">{t('conditions')}</label>
            <Select
              id="outcome-conditions"
              mode="multiple"
              value={known.conditions ?? []}
              options={decisions}
              onChange={(conditions: string[]) => write({ conditions })}
            />
          </div>
          {decisionRow('outcome-reasons', t('reasons'), known.reasons, (name) =>
            write({ reasons: name }),
          )}
          {decisionRow('outcome-amount', t('amountDecision'), known.amount?.decision, (name) =>
            write({ amount: name === null ? null : { unit: '', ...known.amount, decision: name } }),
          )}
          {known.amount == null ? null : (
            <div className="input-row">
              <label htmlFor="outcome-unit">{t('amountUnit')}</label>
              <Input
                id="outcome-unit"
                value={known.amount.unit}
                maxLength={20}
                onChange={({ target }) =>
                  known.amount != null && write({ amount: { ...known.amount, unit: target.value } })
                }
              />
            </div>
          )}
        </>
      )}
    </>
  );
}
