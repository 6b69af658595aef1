import { Button, Input, Modal, Radio } from 'antd';
import { contract } from 'yunhe/identity/contract';
import type { BodyOf } from 'yunhe/runtime/endpoint';
import { useNotice } from '../ui/confirm.tsx';
import { Field, Form } from '../ui/form.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { identityWords } from './words.ts';

const roles = ['viewer', 'editor', 'manager'] as const;
type Invite = BodyOf<typeof contract.invite>;

export function InviteDialog({
  open,
  onClose,
  organisationId,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly organisationId: string;
}) {
  const t = useWords(identityWords);
  const invite = useWrite(contract.invite);
  const close = () => {
    invite.reset();
    onClose();
  };
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      destroyOnHidden
      title={invite.data === undefined ? t('invite') : t('inviteDone')}
    >
      {invite.data === undefined ? (
        <Form<Invite>
          schema={contract.invite.body}
          initial={{ membership: { organisationId, role: 'editor' } }}
          problem={invite.error}
          busy={invite.isPending}
          submit={t('inviteSend')}
          onSubmit={({ email, membership }) =>
            invite.mutate({
              email,
              membership: { organisationId, role: membership?.role ?? 'viewer' },
            })
          }
        >
          <Field name="email" label={t('email')}>
            <Input type="email" autoComplete="off" />
          </Field>
          <Field name={['membership', 'role']} label={t('role')}>
            <Radio.Group className="choices">
              {roles.map((role) => (
                <Radio key={role} value={role}>
                  {t(`role_${role}`)}
                  <span className="quiet"> {t(`roleMeaning_${role}`)}</span>
                </Radio>
              ))}
            </Radio.Group>
          </Field>
        </Form>
      ) : (
        <InvitationLink link={invite.data.link} email={invite.data.invitation.email} />
      )}
    </Modal>
  );
}

/** The link is told this once: the node keeps only its digest. */
export function InvitationLink({ link, email }: { readonly link: string; readonly email: string }) {
  const t = useWords(identityWords);
  const notice = useNotice();
  return (
    <div className="stack">
      <p>{t('inviteDoneHint', { email })}</p>
      <Input.TextArea
        aria-label={t('copyLink')}
        value={link}
        readOnly
        autoSize
        onFocus={({ target }) => target.select()}
      />
      {navigator.clipboard === undefined ? null : (
        <Button
          type="primary"
          onClick={() =>
            void navigator.clipboard.writeText(link).then(() => notice.done(t('copied')))
          }
        >
          {t('copyLink')}
        </Button>
      )}
    </div>
  );
}
