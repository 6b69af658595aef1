import { Link } from '@tanstack/react-router';
import { contract, type NeedSummary } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { useFieldName } from './choices.tsx';
import { KeepList } from './keep-watch.tsx';
import { OwnerLink, OwnerRegion, StateTag, useAmounts } from './record-facts.tsx';
import { useListFilters } from './record-filters.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

export function Needs() {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const mayPost = mayActFor(viewer, viewer?.organisationId ?? null, 'editor');
  const post = (
    <Link to="/needs/new" className="link-button">
      {t('postNeed')}
    </Link>
  );
  return (
    <Page
      title={t('needs')}
      lead={t('needsLead')}
      actions={
        <>
          <KeepList find="need" name={t('needs')} />
          {mayPost ? post : null}
        </>
      }
    >
      <List
        endpoint={contract.listNeeds}
        label={t('needs')}
        filters={useListFilters(
          [
            'draft',
            'submitted',
            'approved',
            'on_hold',
            'rejected',
            'published',
            'withdrawn',
            'expired',
            'fulfilled',
          ],
          {
            find: t('findNeed'),
            maturity: t('maturityAtMost'),
          },
        )}
        columns={useNeedColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-updatedAt', label: t('sort_updated') },
          { value: 'deadline', label: t('sort_deadline') },
          { value: 'title', label: t('sort_title') },
          { value: 'expiresOn', label: t('sort_expires') },
        ]}
        exports={{ endpoint: contract.exportNeeds }}
        empty={{ title: t('noNeeds'), hint: t('noNeedsHint'), action: mayPost ? post : null }}
      />
    </Page>
  );
}

function useNeedColumns(): Column<NeedSummary>[] {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const fieldName = useFieldName();
  const amounts = useAmounts();
  return [
    {
      key: 'title',
      title: t('title'),
      render: (one) => (
        <>
          <Link to="/needs/$needId" params={{ needId: one.id }} className="strong">
            {one.title || t('untitled')}
          </Link>{' '}
          <Sample when={one.sample} />
          <span className="second-line tags">
            {one.state === 'published' ? null : <StateTag state={one.state} />}
            {one.visibility === 'public' ? null : (
              <span className="tag">{t(`visibility_${one.visibility}`)}</span>
            )}
          </span>
        </>
      ),
    },
    {
      key: 'organisation',
      title: t('organisation'),
      render: ({ organisation }) => (
        <>
          <OwnerLink owner={organisation} />
          <span className="quiet second-line">
            <OwnerRegion owner={organisation} />
          </span>
        </>
      ),
    },
    {
      key: 'fields',
      title: t('fields'),
      render: ({ fields }) => fields.map(fieldName).join(language === 'zh' ? '、' : ', '),
    },
    { key: 'budget', title: t('budget'), render: ({ budget }) => amounts(budget) },
    {
      key: 'deadline',
      title: t('deadline'),
      tight: true,
      render: ({ deadline }) => (deadline === null ? null : format.day(deadline)),
    },
    {
      key: 'maturity',
      title: t('leastMaturity'),
      tight: true,
      optional: true,
      render: ({ leastMaturity }) =>
        leastMaturity === null ? null : t('trl', { level: leastMaturity }),
    },
    {
      key: 'updated',
      title: t('updatedAt'),
      tight: true,
      render: ({ updatedAt }) => format.ago(updatedAt),
    },
  ];
}
