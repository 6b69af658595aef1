import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { Answer, Endpoint, Input } from './call.ts';
import type { ItemOf } from './list.tsx';
import { useRead } from './query.ts';
import { uiWords } from './ui-words.ts';
import { useWords } from './words.ts';

export interface RemoteChoiceProps<E extends Endpoint> {
  /** Searches by `q` and answers `items`. */
  readonly endpoint: E;
  readonly input?: Partial<Input<E>>;
  readonly valueOf: (item: ItemOf<E>) => string;
  readonly labelOf: (item: ItemOf<E>) => React.ReactNode;
  /** The name of a value that was chosen before, such as one from the address bar. */
  readonly nameOf: (props: { readonly value: string }) => React.ReactNode;
  readonly label: string;
  readonly placeholder?: string;
  readonly several?: boolean;
  /** Offered before anything is typed. */
  readonly offersAtOnce?: boolean;
  readonly id?: string;
  readonly value?: string | readonly string[] | null;
  readonly onChange?: (value: string | readonly string[] | undefined) => void;
}

const pauseMs = 250;

/** A choice among more than a list can show: the server searches while a person types. */
export function RemoteChoice<E extends Endpoint>(props: RemoteChoiceProps<E>) {
  const t = useWords(uiWords);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const q = useAfterPause(typed.trim());
  const found = useRead(
    props.endpoint,
    { ...props.input, ...(q === '' ? {} : { q }), limit: 20 } as unknown as Input<E>,
    { enabled: open && (q !== '' || props.offersAtOnce !== false), keepLast: true },
  );
  const items = ((found.data as Answer<E> & { items?: ItemOf<E>[] })?.items ?? []) as ItemOf<E>[];
  const chosen = [props.value ?? []].flat();
  const Name = props.nameOf;
  return (
    <Select<string | string[]>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.several === true ? { mode: 'multiple' as const } : {})}
      aria-label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={props.several === true ? chosen : (chosen[0] as string)}
      allowClear
      showSearch
      filterOption={false}
      maxTagCount="responsive"
      popupMatchSelectWidth={false}
      loading={found.isFetching}
      onOpenChange={setOpen}
      onSearch={setTyped}
      notFoundContent={
        <span className="quiet">
          {q === '' ? t('typeToSearch') : found.isFetching ? t('loading') : t('nothingFound')}
        </span>
      }
      labelRender={({ value }) => <Name value={String(value)} />}
      options={items.map((item) => ({
        value: props.valueOf(item),
        label: props.labelOf(item),
      }))}
      onChange={(value) => {
        setTyped('');
        props.onChange?.(value);
      }}
    />
  );
}

function useAfterPause(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
