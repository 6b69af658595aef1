/** A form made from the inputs of a model: every type of FEEL that a person can type. */
import { Button, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FormField, Inputs } from 'yunhe/rules/contract';
import type { Reason } from '../ui/call.ts';
import { DayInput } from '../ui/day-input.tsx';
import { sayReason } from '../ui/problem.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { rulesWords } from './words.ts';

type PlainField = Omit<FormField, 'fields'> & { readonly fields?: FormField['fields'] };

export function InputForm({
  fields,
  values,
  onChange,
  reasons,
}: {
  readonly fields: readonly FormField[];
  readonly values: Inputs;
  readonly onChange: (values: Inputs) => void;
  /** What the last run said is wrong, by JSON pointer of the input. */
  readonly reasons: readonly Reason[];
}) {
  return (
    <>
      {fields.map((field) => (
        <Labelled
          key={field.name}
          field={field}
          path={[field.name]}
          value={values[field.name]}
          onChange={(value) => onChange(without({ ...values, [field.name]: value }))}
          reasons={reasons}
        />
      ))}
    </>
  );
}

/** What is not known is left out, not sent as nothing. */
function without(values: Inputs): Inputs {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

interface ControlProps {
  readonly field: PlainField;
  readonly path: readonly string[];
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly reasons: readonly Reason[];
}

function Labelled(props: ControlProps) {
  const t = useWords(rulesWords);
  const language = useLanguage();
  const { field, path, value, onChange, reasons } = props;
  const label = field.label[language] || field.name;
  const id = `input-${path.join('.')}`;
  const wrong = reasons.filter(({ pointer }) => pointer?.endsWith(`/${path.join('/')}`));
  if (field.type === 'context' && !field.isList && (field.fields ?? []).length > 0) {
    const parts = (value ?? {}) as Inputs;
    return (
      <fieldset className="input-group">
        <legend>{label}</legend>
        {(field.fields ?? []).map((part) => (
          <Labelled
            key={part.name}
            field={part}
            path={[...path, part.name]}
            value={parts[part.name]}
            onChange={(next) => {
              const kept = without({ ...parts, [part.name]: next });
              onChange(Object.keys(kept).length === 0 ? undefined : kept);
            }}
            reasons={reasons}
          />
        ))}
      </fieldset>
    );
  }
  return (
    <div className="input-row">
      <label htmlFor={id}>{label}</label>
      {field.isList ? (
        <ListControl {...props} id={id} />
      ) : (
        <Control field={field} id={id} value={value} onChange={onChange} />
      )}
      {field.bounds === null ? null : (
        <span className="quiet second-line">{t('allowed', { bounds: field.bounds })}</span>
      )}
      {wrong.map((reason) => (
        <span key={reason.code} role="alert" className="input-wrong second-line">
          {sayReason(reason)}
        </span>
      ))}
    </div>
  );
}

function ListControl({ field, id, value, onChange }: ControlProps & { readonly id: string }) {
  const t = useWords(rulesWords);
  const items = Array.isArray(value) ? value : [];
  const change = (next: readonly unknown[]) => onChange(next.length === 0 ? undefined : next);
  if (field.type === 'text' && field.choices === null) {
    return (
      <Select
        id={id}
        mode="tags"
        value={items.map(String)}
        onChange={(next: string[]) => change(next)}
        tokenSeparators={[',', '，', '、']}
        open={false}
      />
    );
  }
  return (
    <>
      {items.map((item, at) => (
        <span key={at} className="input-item">
          <Control
            field={field}
            id={at === 0 ? id : `${id}-${at}`}
            value={item}
            onChange={(next) => change(items.map((one, place) => (place === at ? next : one)))}
          />
          <Button size="small" onClick={() => change(items.filter((_one, place) => place !== at))}>
            {t('remove')}
          </Button>
        </span>
      ))}
      <Button
        {...(items.length === 0 ? { id } : {})}
        size="small"
        onClick={() => change([...items, null])}
      >
        {t('addItem')}
      </Button>
    </>
  );
}

function Control({
  field,
  id,
  value,
  onChange,
}: {
  readonly field: PlainField;
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}): ReactNode {
  const t = useWords(rulesWords);
  const language = useLanguage();
  if (field.choices !== null) {
    const keys = field.choices.map((choice) => JSON.stringify(choice.value));
    return (
      <Select
        id={id}
        allowClear
        value={value === undefined ? null : JSON.stringify(value)}
        options={field.choices.map((choice, at) => ({
          value: keys[at] ?? '',
          label: choice.label[language] || String(choice.value),
        }))}
        onChange={(key: string | undefined) =>
          onChange(field.choices?.[keys.indexOf(key ?? '')]?.value)
        }
      />
    );
  }
  switch (field.type) {
    case 'number':
      return (
        <InputNumber<string>
          id={id}
          stringMode
          controls={false}
          value={value === undefined || value === null ? null : String(value)}
          onChange={(next) => onChange(next === null || next === '' ? undefined : next)}
        />
      );
    case 'boolean':
      return (
        <Select
          id={id}
          allowClear
          value={value === undefined || value === null ? null : String(value)}
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          onChange={(next: string | undefined) =>
            onChange(next === undefined ? undefined : next === 'true')
          }
        />
      );
    case 'date':
      return (
        <DayInput
          id={id}
          value={typeof value === 'string' ? value : null}
          onChange={(day) => onChange(day ?? undefined)}
        />
      );
    default:
      return (
        <Input
          id={id}
          value={textOf(value)}
          placeholder={field.type === 'text' ? '' : t(`type_${field.type}`)}
          onChange={({ target }) => onChange(typed(field, target.value))}
        />
      );
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Contexts and values of any type may be typed as JSON; all else is text. */
function typed(field: PlainField, text: string): unknown {
  if (text === '') return undefined;
  if (field.type !== 'any' && field.type !== 'context') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
