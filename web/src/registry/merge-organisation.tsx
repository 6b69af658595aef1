import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { registryContract as contract, type Organisation } from 'yunhe/registry/contract';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { Loaded } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { OrganisationChoice } from './choices.tsx';
import { OrganisationName } from './organisation-name.tsx';
import { registryWords } from './words.ts';

export function MergeDialog({
  open,
  onClose,
  organisation,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly organisation: Organisation;
}) {
  const t = useWords(registryWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const [successorId, setSuccessorId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const merge = useWrite(contract.mergeOrganisation, {
    onDone: ({ id }) => {
      notice.done(t('mergeDone'));
      onClose();
      void navigate({ to: '/organisations/$organisationId', params: { organisationId: id } });
    },
  });
  const similar = useRead(
    contract.listSimilarOrganisations,
    { organisationId: organisation.id },
    { enabled: open },
  );
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      width={720}
      title={t('mergeTitle')}
    >
      <div className="stack">
        <p>{t('mergeLead', { name: organisation.displayName })}</p>
        {(similar.data?.items.length ?? 0) === 0 ? null : (
          <div>
            <p className="quiet">{t('mergeSimilar')}</p>
            <ul className="lines">
              {similar.data?.items.slice(0, 5).map(({ organisation: other, because }) => (
                <li key={other.id} className="line-with-tool">
                  <span>
                    <OrganisationName organisation={other} />{' '}
                    <span className="tag">{t(`because_${because}`)}</span>
                  </span>
                  <Button size="small" onClick={() => setSuccessorId(other.id)}>
                    {t('mergeStays')}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <OrganisationChoice
          label={t('mergeInto')}
          value={successorId}
          onChange={(id) => setSuccessorId([id ?? []].flat()[0] ?? null)}
        />
        {successorId === null ? null : <Preview goes={organisation} staysId={successorId} />}
        <Input
          aria-label={t('mergeReason')}
          placeholder={t('mergeReason')}
          value={reason}
          maxLength={500}
          onChange={({ target }) => setReason(target.value)}
        />
        <ProblemView problem={merge.error} />
        <div className="form-foot">
          <Button
            type="primary"
            danger
            disabled={successorId === null}
            loading={merge.isPending}
            onClick={() =>
              merge.mutate({
                organisationId: organisation.id,
                successorId: successorId ?? '',
                reason: reason.trim() === '' ? null : reason.trim(),
                revision: organisation.revision,
              })
            }
          >
            {t('mergeDo')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** The two records side by side, with what the one that stays will have. */
function Preview({ goes, staysId }: { readonly goes: Organisation; readonly staysId: string }) {
  const t = useWords(registryWords);
  const format = useFormat();
  const read = useRead(contract.readOrganisation, { organisationId: staysId });
  return (
    <Loaded of={read}>
      {(stays) => {
        const rows: readonly (readonly [string, string, string, string])[] = [
          [t('name'), goes.displayName, stays.displayName, stays.displayName],
          [
            t('names'),
            format.number(goes.names.length),
            format.number(stays.names.length),
            format.number(new Set([...goes.names, ...stays.names].map(({ text }) => text)).size),
          ],
          [
            t('identifiers'),
            goes.identifiers.map(({ value }) => value).join(' '),
            stays.identifiers.map(({ value }) => value).join(' '),
            format.number(goes.identifiers.length + stays.identifiers.length),
          ],
          [
            t('collaborations'),
            format.number(goes.collaborationCount),
            format.number(stays.collaborationCount),
            `≤ ${format.number(goes.collaborationCount + stays.collaborationCount)}`,
          ],
        ];
        return (
          <div className="table-frame">
            <table className="table">
              <thead>
                <tr>
                  <td />
                  <th scope="col">{t('mergeGoes')}</th>
                  <th scope="col">{t('mergeStays')}</th>
                  <th scope="col">{t('mergePreview')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(([name, ...cells]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {cells.map((cell, at) => (
                      <td key={at}>{cell || '—'}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      }}
    </Loaded>
  );
}
