import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import {
  nettingContract as contract,
  type NettingPreview,
  type NettingSummary,
} from 'yunhe/outposts/contract';
import { registryContract } from 'yunhe/registry/contract';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { Matrix, Transfers } from './netting-tables.tsx';
import { NettingState } from './statement-facts.tsx';
import { statementWords } from './statement-words.ts';

const states = ['proposed', 'agreed', 'paid', 'voided'] as const;

export function Nettings() {
  const t = useWords(statementWords);
  const viewer = useViewer();
  const compacts = (viewer?.offices ?? []).flatMap(({ office, compactId }) =>
    office === 'secretariat' && compactId !== null ? [compactId] : [],
  );
  return (
    <Page
      title={t('nettings')}
      lead={t('nettingsLead')}
      above={[{ to: '/outposts/statements' as never, label: t('statements') }]}
    >
      {compacts.map((compactId) => (
        <ToNet key={compactId} scope={{ compactId }} />
      ))}
      <List
        endpoint={contract.listNettings}
        label={t('nettings')}
        filters={[
          {
            kind: 'choices',
            name: 'state',
            label: t('state'),
            options: states.map((value) => ({ value, label: t(`netting_${value}`) })),
          },
        ]}
        columns={useNettingColumns()}
        rowKey={({ id }) => id}
        empty={{ title: t('noNettings'), hint: t('noNettingsHint') }}
      />
    </Page>
  );
}

function useNettingColumns(): Column<NettingSummary>[] {
  const t = useWords(statementWords);
  const language = useLanguage();
  const format = useFormat();
  return [
    {
      key: 'netting',
      title: t('netting'),
      render: ({ id, digest, sample, compact, agreement }) => (
        <>
          <Link
            to={'/outposts/nettings/$nettingId' as string}
            params={{ nettingId: id } as never}
            className="strong"
          >
            {t('nettingOf', { digest: digest.slice(0, 8) })}
          </Link>{' '}
          <Sample when={sample} />
          <span className="second-line quiet">
            {compact === null ? agreement?.title[language] : nameIn(language, compact)}
          </span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: ({ state, paidCount, transferCount }) => (
        <span className="tags">
          <NettingState state={state} />
          {state === 'agreed' ? (
            <span className="quiet">
              {t('transfersPaid', { paid: paidCount, all: transferCount })}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'statements',
      title: t('statements'),
      render: ({ statementCount }) => t('statementCount', { count: statementCount }),
    },
    {
      key: 'proposedAt',
      title: t('proposedAt'),
      tight: true,
      render: ({ proposedAt, proposedBy }) => (
        <>
          {format.date(proposedAt)}
          <span className="second-line quiet">{proposedBy.name}</span>
        </>
      ),
    },
  ];
}

/** What is owed and in no netting, for whoever may propose one. */
export function ToNet({
  scope,
}: {
  readonly scope: { compactId: string } | { agreementId: string };
}) {
  const t = useWords(statementWords);
  const preview = useRead(contract.previewNetting, scope);
  return (
    <Section title={t('toNet')} actions={'compactId' in scope ? <Compact {...scope} /> : null}>
      <Loaded of={preview}>
        {(found) =>
          found.bilateral.length === 0 ? (
            <p className="quiet">{t('nothingToNet')}</p>
          ) : (
            <Proposal scope={scope} preview={found} />
          )
        }
      </Loaded>
    </Section>
  );
}

function Compact({ compactId }: { readonly compactId: string }) {
  const language = useLanguage();
  const compacts = useRead(registryContract.listCompacts, {});
  const found = compacts.data?.items.find(({ id }) => id === compactId);
  return found === undefined ? null : <span className="quiet">{nameIn(language, found)}</span>;
}

function Proposal({
  scope,
  preview,
}: {
  readonly scope: { compactId: string } | { agreementId: string };
  readonly preview: NettingPreview;
}) {
  const t = useWords(statementWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const propose = useWrite(contract.proposeNetting, {
    onDone: ({ id }) => {
      notice.done(t('proposed'));
      void navigate({
        to: '/outposts/nettings/$nettingId' as string,
        params: { nettingId: id } as never,
      });
    },
  });
  return (
    <>
      <p className="quiet">{t('statementCount', { count: preview.statements })}</p>
      <Matrix of={preview} />
      <h3 className="below">{t('transfers')}</h3>
      <Transfers of={preview} />
      {preview.mayPropose ? (
        <Button
          type="primary"
          className="below"
          loading={propose.isPending}
          onClick={() => propose.mutate(scope)}
        >
          {t('propose')}
        </Button>
      ) : null}
      <ProblemView problem={propose.error} />
    </>
  );
}
