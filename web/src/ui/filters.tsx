import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useEffect, useState } from 'react';
import type { ListState } from './list-state.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One filter of a list; `name` is the parameter of the operation and of the address bar. */
export type Filter =
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly placeholder?: string;
    }
  | {
      readonly kind: 'choice' | 'choices';
      readonly name: string;
      readonly label: string;
      readonly options: readonly Choice[];
    }
  | { readonly kind: 'day'; readonly name: string; readonly label: string }
  /** An instant parameter, chosen by day in the reader's own zone. */
  | { readonly kind: 'moment'; readonly name: string; readonly label: string }
  | {
      readonly kind: 'own';
      readonly name: string;
      readonly label: string;
      readonly render: (
        value: readonly string[],
        change: (value: readonly string[]) => void,
      ) => ReactNode;
    };

export function Filters({
  filters,
  state,
}: {
  readonly filters: readonly Filter[];
  readonly state: ListState;
}) {
  const t = useWords(uiWords);
  if (filters.length === 0) return null;
  const used = filters.some((filter) => state.several(filter.name).length > 0);
  return (
    <search className="filters" aria-label={t('filters')}>
      {filters.map((filter) => (
        <div key={filter.name} className={`filter filter-${filter.kind}`}>
          <One filter={filter} state={state} />
        </div>
      ))}
      {used ? (
        <Button type="link" size="small" onClick={state.clear}>
          {t('clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}

function One({ filter, state }: { readonly filter: Filter; readonly state: ListState }) {
  const t = useWords(uiWords);
  const change = (value: readonly string[] | string | undefined) =>
    state.change({ [filter.name]: value });
  switch (filter.kind) {
    case 'text':
      return (
        <TextFilter
          label={filter.label}
          placeholder={filter.placeholder ?? filter.label}
          value={state.text(filter.name)}
          onChange={change}
        />
      );
    case 'choice':
      return (
        <Select
          aria-label={filter.label}
          value={state.text(filter.name) || undefined}
          placeholder={filter.label}
          allowClear
          popupMatchSelectWidth={false}
          options={[...filter.options]}
          onChange={(value: string | undefined) => change(value)}
        />
      );
    case 'choices':
      return (
        <Select
          mode="multiple"
          aria-label={filter.label}
          value={[...state.several(filter.name)]}
          placeholder={filter.label}
          allowClear
          maxTagCount="responsive"
          optionFilterProp="label"
          popupMatchSelectWidth={false}
          options={[...filter.options]}
          onChange={(value: string[]) => change(value.length === 0 ? undefined : value)}
        />
      );
    case 'day':
    case 'moment': {
      const value = state.text(filter.name);
      return (
        <DatePicker
          aria-label={filter.label}
          placeholder={filter.label}
          value={value === '' ? null : dayjs(value)}
          onChange={(day) =>
            change(
              day === null
                ? undefined
                : filter.kind === 'day'
                  ? day.format('YYYY-MM-DD')
                  : day.startOf('day').toISOString(),
            )
          }
        />
      );
    }
    case 'own':
      return (
        <>
          {filter.render(state.several(filter.name), (value) =>
            change(value.length === 0 ? undefined : value),
          )}
        </>
      );
    default:
      return t('none');
  }
}

const pauseMs = 350;

/** Asks when the person pauses, not at every stroke. */
function TextFilter({
  label,
  placeholder,
  value,
  onChange,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed === '' ? undefined : typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Input.Search
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      allowClear
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => onChange(text === '' ? undefined : text)}
    />
  );
}
