import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { platformContract as contract, type ListedType } from 'yunhe/platforms/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { TableFrame } from '../ui/table-frame.tsx';
import { useWords } from '../ui/words.ts';
import { platformWords } from './platform-words.ts';
import './platforms.css';

/** The types that schemes of evaluation are made for; a secretariat adds to them. */
export function PlatformTypes() {
  const t = useWords(platformWords);
  const read = useRead(contract.listPlatformTypes, {});
  const [doing, setDoing] = useState<ListedType | 'add' | null>(null);
  const close = () => setDoing(null);
  const mayAdd = read.data?.may.add ?? false;
  return (
    <Page
      title={t('types')}
      lead={t('typesLead')}
      above={[{ to: '/platforms', label: t('platforms') }]}
      actions={
        mayAdd ? (
          <Button type="primary" onClick={() => setDoing('add')}>
            {t('addType')}
          </Button>
        ) : null
      }
    >
      <Section plain>
        <Loaded of={read}>
          {({ items, may }) => (
            <TableFrame label={t('types')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('nameZh')}</th>
                    <th scope="col">{t('nameEn')}</th>
                    <th scope="col">{t('code')}</th>
                    <th scope="col">{t('note')}</th>
                    <th scope="col" className="number">
                      {t('platforms')}
                    </th>
                    {may.add ? <th scope="col">{t('actions')}</th> : null}
                  </tr>
                </thead>
                <tbody>
                  {items.map((type) => (
                    <tr key={type.code}>
                      <th scope="row">{type.nameZh}</th>
                      <td lang="en">{type.nameEn}</td>
                      <td>
                        <code>{type.code}</code>
                      </td>
                      <td>{type.note}</td>
                      <td className="number">{type.platforms}</td>
                      {may.add ? (
                        <td>
                          <Button
                            size="small"
                            aria-label={t('editTypeOf', { name: type.nameZh })}
                            onClick={() => setDoing(type)}
                          >
                            {t('editType')}
                          </Button>
                        </td>
                      ) : null}
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )}
        </Loaded>
      </Section>
      {doing === 'add' ? <AddType onClose={close} /> : null}
      {doing !== null && doing !== 'add' ? <EditType type={doing} onClose={close} /> : null}
    </Page>
  );
}

function AddType({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(platformWords);
  const done = useDone(onClose);
  const add = useWrite(contract.addPlatformType, { onDone: done });
  return (
    <Modal open onCancel={onClose} footer={null} title={t('addType')}>
      <Form<BodyOf<typeof contract.addPlatformType>>
        schema={contract.addPlatformType.body}
        problem={add.error}
        busy={add.isPending}
        submit={t('addType')}
        onSubmit={(body) => add.mutate(body)}
      >
        <Field name="code" label={t('code')} hint={t('codeHint')}>
          <Input placeholder="pilot_base" />
        </Field>
        <TypeFields />
      </Form>
    </Modal>
  );
}

function EditType({ type, onClose }: { readonly type: ListedType; readonly onClose: () => void }) {
  const t = useWords(platformWords);
  const done = useDone(onClose);
  const edit = useWrite(contract.editPlatformType, { onDone: done });
  const { code, nameZh, nameEn, note, revision } = type;
  return (
    <Modal open onCancel={onClose} footer={null} title={t('editTypeOf', { name: type.nameZh })}>
      <Form<BodyOf<typeof contract.editPlatformType>>
        schema={contract.editPlatformType.body}
        initial={{ nameZh, nameEn, note }}
        problem={edit.error}
        busy={edit.isPending}
        onSubmit={(body) => edit.mutate({ ...body, code, revision })}
      >
        <TypeFields />
      </Form>
    </Modal>
  );
}

function TypeFields() {
  const t = useWords(platformWords);
  return (
    <>
      <Field name="nameZh" label={t('nameZh')} needed>
        <Input lang="zh-CN" />
      </Field>
      <Field name="nameEn" label={t('nameEn')} needed>
        <Input lang="en" />
      </Field>
      <Field name="note" label={t('note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
      </Field>
    </>
  );
}

function useDone(onClose: () => void): () => void {
  const t = useWords(platformWords);
  const notice = useNotice();
  return () => {
    notice.done(t('saved'));
    onClose();
  };
}
