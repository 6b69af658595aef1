/** What may be done with a version: edited, reviewed, published, withdrawn, renewed, thrown away, taken along. */
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import {
  schemeContract as contract,
  type Scheme,
  type SchemeVersion,
} from 'yunhe/platforms/contract';
import { download } from '../ui/call.ts';
import { useConfirm, useNotice } from '../ui/confirm.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { schemeWords } from './scheme-words.ts';

const reasons = ['replaced', 'document_repealed', 'error_found', 'entered_by_mistake'] as const;

export function SchemeActions({
  scheme,
  version,
}: {
  readonly scheme: Scheme;
  readonly version: SchemeVersion;
}) {
  const t = useWords(schemeWords);
  const navigate = useNavigate();
  const confirm = useConfirm();
  const notice = useNotice();
  const of = { versionId: version.id, revision: version.revision };
  const review = useWrite(contract.reviewSchemeVersion, {
    onDone: () => notice.done(t('reviewed')),
  });
  const reopen = useWrite(contract.reopenSchemeVersion, {
    onDone: () => notice.done(t('reopened')),
  });
  const publish = useWrite(contract.publishSchemeVersion, {
    onDone: () => notice.done(t('published')),
  });
  const withdraw = useWrite(contract.withdrawSchemeVersion, {
    onDone: () => notice.done(t('withdrawn')),
  });
  const discard = useWrite(contract.discardSchemeVersion, {
    onDone: () => {
      notice.done(t('discarded'));
      void navigate({ to: '/platforms/schemes' });
    },
  });
  const renew = useWrite(contract.addSchemeVersion, {
    onDone: ({ id }) =>
      void navigate({
        to: '/platforms/scheme-versions/$versionId/edit',
        params: { versionId: id },
      }),
  });
  const ask = async (question: Parameters<typeof confirm>[0], then: () => void) => {
    if (await confirm(question)) then();
  };
  const { may } = version;
  return (
    <>
      {may.edit ? (
        <Link
          to="/platforms/scheme-versions/$versionId/edit"
          params={{ versionId: version.id }}
          className="link-button link-button-plain"
        >
          {t('edit')}
        </Link>
      ) : null}
      {may.review ? (
        <Button
          type="primary"
          loading={review.isPending}
          onClick={() =>
            void ask({ title: t('reviewAsk'), content: t('reviewAskWhy'), yes: t('review') }, () =>
              review.mutate(of),
            )
          }
        >
          {t('review')}
        </Button>
      ) : null}
      {may.reopen ? (
        <Button loading={reopen.isPending} onClick={() => reopen.mutate(of)}>
          {t('reopen')}
        </Button>
      ) : null}
      {may.publish ? (
        <Button
          type="primary"
          loading={publish.isPending}
          onClick={() =>
            void ask(
              { title: t('publishAsk'), content: t('publishAskWhy'), yes: t('publish') },
              () => publish.mutate(of),
            )
          }
        >
          {t('publish')}
        </Button>
      ) : null}
      {scheme.may.renew ? (
        <Button
          loading={renew.isPending}
          onClick={() => renew.mutate({ schemeId: scheme.id }, { onError: notice.failed })}
        >
          {t('renew')}
        </Button>
      ) : null}
      {may.withdraw ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: reasons.map((key) => ({ key, label: t(`reason_${key}`) })),
            onClick: ({ key }) =>
              void ask(
                {
                  title: t('withdrawAsk'),
                  content: t('withdrawAskWhy'),
                  yes: t('withdraw'),
                  danger: true,
                },
                () => withdraw.mutate({ ...of, reason: key as (typeof reasons)[number] }),
              ),
          }}
        >
          <Button>{t('withdraw')}</Button>
        </Dropdown>
      ) : null}
      {may.discard ? (
        <Button
          danger
          onClick={() =>
            void ask({ title: t('discardAsk'), yes: t('discard'), danger: true }, () =>
              discard.mutate(of),
            )
          }
        >
          {t('discard')}
        </Button>
      ) : null}
      <ProblemView
        problem={review.error ?? reopen.error ?? publish.error ?? withdraw.error ?? discard.error}
      />
    </>
  );
}

/** With these anyone computes the same again. */
export function SchemeFiles({ version }: { readonly version: SchemeVersion }) {
  const t = useWords(schemeWords);
  const notice = useNotice();
  const of = { versionId: version.id };
  return (
    <>
      <div className="tags scheme-files">
        <Button
          size="small"
          onClick={() => void download(contract.downloadScheme, of).catch(notice.failed)}
        >
          {t('takeDocument')}
        </Button>
        {version.sampleData === '' ? null : (
          <Button
            size="small"
            onClick={() => void download(contract.downloadSchemeSample, of).catch(notice.failed)}
          >
            {t('takeSample')}
          </Button>
        )}
        <Button
          size="small"
          onClick={() =>
            void download(contract.exportSchemeTree, { ...of, format: 'xlsx' }).catch(notice.failed)
          }
        >
          {t('takeTree')}
        </Button>
      </div>
      {version.kind === 'evaluation' ? <p className="quiet">{t('recompute')}</p> : null}
    </>
  );
}
