import { Button, Input, Modal, Radio, Switch } from 'antd';
import { useState } from 'react';
import { type Watch, watchContract } from 'yunhe/matching/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { type ListState, useListState } from '../ui/list-state.ts';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { watchWords } from './watch-words.ts';

export type NewWatch = Omit<
  BodyOf<typeof watchContract.createWatch>,
  'name' | 'rhythm' | 'byMail'
> & { readonly name: string };

export const rhythms = ['now', 'daily', 'weekly', 'never'] as const;

/** What the address bar says, as far as a kept search keeps it. */
export function filtersIn(state: ListState): NonNullable<NewWatch['filters']> {
  const [region, field, kind] = ['region', 'field', 'kind'].map((name) => [...state.several(name)]);
  const maturity = Number(state.text('maturity'));
  const organisationId = state.text('organisationId');
  return {
    ...(region?.length ? { region } : {}),
    ...(field?.length ? { field } : {}),
    ...(kind?.length ? { kind: kind as never } : {}),
    ...(maturity > 0 ? { maturity } : {}),
    ...(organisationId === '' ? {} : { organisationId }),
  };
}

/** Above a list: keeps it with the words and filters that are set now. */
export function KeepList({ find, name }: { readonly find: Watch['find']; readonly name: string }) {
  const state = useListState();
  const q = state.text('q').trim();
  const watch = { basis: 'list', find, q: q === '' ? null : q, filters: filtersIn(state) } as const;
  return <KeepWatch watch={{ ...watch, name: q === '' ? name : q.slice(0, 120) }} />;
}

/** Above ranked matches for words. */
export function KeepWords({ find }: { readonly find: Watch['find'] }) {
  const state = useListState();
  const q = state.text('q').trim().slice(0, 1_000);
  if (q === '') return null;
  const watch = { basis: 'words', find, q, filters: filtersIn(state) } as const;
  return <KeepWatch watch={{ ...watch, name: q.slice(0, 120) }} />;
}

export function KeepWatch({ watch }: { readonly watch: NewWatch }) {
  const t = useWords(watchWords);
  const notice = useNotice();
  const [open, setOpen] = useState(false);
  const create = useWrite(watchContract.createWatch, {
    onDone: () => {
      notice.done(t('kept'));
      setOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('keep')}</Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        title={t('keep')}
      >
        <p>{t('keepLead')}</p>
        <Form<Pick<BodyOf<typeof watchContract.createWatch>, 'name' | 'rhythm' | 'byMail'>>
          schema={watchContract.createWatch.body}
          initial={{ name: watch.name, rhythm: 'daily', byMail: false }}
          problem={create.error}
          busy={create.isPending}
          submit={t('keep')}
          onSubmit={({ name, rhythm, byMail }) =>
            create.mutate({ ...watch, name, rhythm, byMail: byMail ?? false })
          }
        >
          <WatchFields />
        </Form>
      </Modal>
    </>
  );
}

export function WatchFields() {
  const t = useWords(watchWords);
  const { data } = useRead(watchContract.listWatches, { limit: 1 });
  const mailPossible = data?.mailPossible ?? false;
  return (
    <>
      <Field name="name" label={t('name')}>
        <Input maxLength={120} />
      </Field>
      <Field name="rhythm" label={t('rhythm')}>
        <RhythmChoice label={t('rhythm')} />
      </Field>
      <Field
        name="byMail"
        label={t('byMail')}
        valuePropName="checked"
        hint={mailPossible ? undefined : t('byMailOff')}
      >
        <Switch disabled={!mailPossible} />
      </Field>
    </>
  );
}

function RhythmChoice({
  label,
  id,
  value,
  onChange,
}: {
  readonly label: string;
  readonly id?: string;
  readonly value?: Watch['rhythm'];
  readonly onChange?: (rhythm: Watch['rhythm']) => void;
}) {
  const t = useWords(watchWords);
  return (
    <Radio.Group
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      className="choices"
      value={value}
      onChange={({ target }) => onChange?.(target.value as Watch['rhythm'])}
      options={rhythms.map((one) => ({ value: one, label: t(`rhythm_${one}`) }))}
    />
  );
}
