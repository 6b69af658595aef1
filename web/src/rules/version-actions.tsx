import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { rulesContract as contract, type RuleVersion } from 'yunhe/rules/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { rulesWords } from './words.ts';

const withdrawalReasons = [
  'replaced',
  'document_repealed',
  'error_found',
  'entered_by_mistake',
] as const;

/** What the viewer may do with a version; each is offered only where the server allows it. */
export function VersionActions({ version }: { readonly version: RuleVersion }) {
  const t = useWords(rulesWords);
  const notice = useNotice();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const [withdrawing, setWithdrawing] = useState(false);
  const { id: versionId, revision, may } = version;
  const at = { versionId, revision };
  const review = useWrite(contract.reviewVersion, { onDone: () => notice.done(t('reviewed')) });
  const reopen = useWrite(contract.reopenVersion, { onDone: () => notice.done(t('reopened')) });
  const publish = useWrite(contract.publishVersion, { onDone: () => notice.done(t('published')) });
  const reinstate = useWrite(contract.reinstateVersion, {
    onDone: () => notice.done(t('reinstated')),
  });
  const discard = useWrite(contract.discardVersion, {
    quiet: true,
    onDone: () => void navigate({ to: '/rules' }),
  });
  const renew = useWrite(contract.addVersion, {
    onDone: ({ id }) =>
      void navigate({ to: '/rules/versions/$versionId/edit', params: { versionId: id } }),
  });
  return (
    <>
      {may.discard ? (
        <Button
          danger
          onClick={async () => {
            const sure = await confirm({
              title: t('discardTitle'),
              content: t('discardHint'),
              yes: t('discard'),
              danger: true,
            });
            if (sure) discard.mutate(at, { onError: notice.failed });
          }}
        >
          {t('discard')}
        </Button>
      ) : null}
      {may.edit ? (
        <Link
          to="/rules/versions/$versionId/edit"
          params={{ versionId }}
          className="link-button link-button-plain"
        >
          {t('edit')}
        </Link>
      ) : null}
      {may.review ? (
        <Button onClick={() => review.mutate(at, { onError: notice.failed })}>{t('review')}</Button>
      ) : null}
      {may.reopen ? (
        <Button onClick={() => reopen.mutate(at, { onError: notice.failed })}>{t('reopen')}</Button>
      ) : null}
      {may.publish ? (
        <Button
          type="primary"
          onClick={async () => {
            const sure = await confirm({
              title: t('publishTitle'),
              content: t('publishHint'),
              yes: t('publish'),
            });
            if (sure) publish.mutate(at, { onError: notice.failed });
          }}
        >
          {t('publish')}
        </Button>
      ) : null}
      {may.renew ? (
        <Button
          onClick={() =>
            renew.mutate(
              { ruleSetId: version.ruleSetId, fromVersionId: versionId },
              { onError: notice.failed },
            )
          }
        >
          {t('newVersion')}
        </Button>
      ) : null}
      {may.reinstate ? (
        <Button onClick={() => reinstate.mutate(at, { onError: notice.failed })}>
          {t('reinstate')}
        </Button>
      ) : null}
      {may.withdraw ? <Button onClick={() => setWithdrawing(true)}>{t('withdraw')}</Button> : null}
      <Withdraw version={version} open={withdrawing} onClose={() => setWithdrawing(false)} />
    </>
  );
}

function Withdraw({
  version,
  open,
  onClose,
}: {
  readonly version: RuleVersion;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useWords(rulesWords);
  const notice = useNotice();
  const { id: versionId, revision } = version;
  const withdraw = useWrite(contract.withdrawVersion, {
    onDone: () => {
      notice.done(t('withdrawn'));
      onClose();
    },
  });
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('withdraw')}>
      <p>{t('withdrawHint')}</p>
      <Form<BodyOf<typeof contract.withdrawVersion>>
        schema={contract.withdrawVersion.body}
        problem={withdraw.error}
        busy={withdraw.isPending}
        submit={t('withdraw')}
        onSubmit={(body) => withdraw.mutate({ ...body, versionId, revision })}
      >
        <Field name="reason" label={t('why')}>
          <Select
            options={withdrawalReasons.map((value) => ({ value, label: t(`because_${value}`) }))}
          />
        </Field>
        <Field name="note" label={t('note')}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Field>
        {version.adoptions.length === 0 ? null : (
          <Field name="adoptionsKnown" label={t('adoptions')} valuePropName="checked">
            <Checkbox>{t('adoptionsKnown', { count: version.adoptions.length })}</Checkbox>
          </Field>
        )}
      </Form>
    </Modal>
  );
}
