import { Link } from '@tanstack/react-router';
import { contract, type TechnologySummary } from 'yunhe/matching/contract';
import { mayActFor, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { type Column, List } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { useFieldName } from './choices.tsx';
import { KeepList } from './keep-watch.tsx';
import { OwnerLink, OwnerRegion, StateTag, usePrice } from './record-facts.tsx';
import { useListFilters } from './record-filters.tsx';
import { matchingWords } from './words.ts';
import './matching.css';

export function Technologies() {
  const t = useWords(matchingWords);
  const viewer = useViewer();
  const organisationId = viewer?.organisationId ?? null;
  const mayPost = mayActFor(viewer, organisationId, 'editor');
  const post = (
    <Link to="/technologies/new" className="link-button">
      {t('postTechnology')}
    </Link>
  );
  return (
    <Page
      title={t('technologies')}
      lead={t('technologiesLead')}
      actions={
        <>
          {organisationId === null ? null : (
            <Link
              to="/organisations/$organisationId/lessons"
              params={{ organisationId }}
              className="link-button link-button-plain"
            >
              {t('seeLessons')}
            </Link>
          )}
          <KeepList find="technology" name={t('technologies')} />
          {mayPost ? post : null}
        </>
      }
    >
      <List
        endpoint={contract.listTechnologies}
        label={t('technologies')}
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
          ],
          {
            find: t('findTechnology'),
            maturity: t('maturityAtLeast'),
          },
        )}
        columns={useTechnologyColumns()}
        rowKey={({ id }) => id}
        sorts={[
          { value: '-updatedAt', label: t('sort_updated') },
          { value: '-maturity', label: t('sort_maturity') },
          { value: 'title', label: t('sort_title') },
          { value: 'expiresOn', label: t('sort_expires') },
        ]}
        exports={{ endpoint: contract.exportTechnologies }}
        empty={{
          title: t('noTechnologies'),
          hint: t('noTechnologiesHint'),
          action: mayPost ? post : null,
        }}
      />
    </Page>
  );
}

function useTechnologyColumns(): Column<TechnologySummary>[] {
  const t = useWords(matchingWords);
  const language = useLanguage();
  const format = useFormat();
  const fieldName = useFieldName();
  const price = usePrice();
  return [
    {
      key: 'title',
      title: t('title'),
      render: (one) => (
        <>
          <Link
            to="/technologies/$technologyId"
            params={{ technologyId: one.id }}
            className="strong"
          >
            {one.title || t('untitled')}
          </Link>{' '}
          <Sample when={one.sample} />
          {one.state === 'published' ? null : (
            <span className="second-line">
              <StateTag state={one.state} />
            </span>
          )}
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
    {
      key: 'maturity',
      title: t('maturity'),
      tight: true,
      render: ({ maturity }) => (maturity === null ? null : t('trl', { level: maturity })),
    },
    { key: 'price', title: t('price'), render: (one) => price(one.price) },
    {
      key: 'updated',
      title: t('updatedAt'),
      tight: true,
      render: ({ updatedAt }) => format.ago(updatedAt),
    },
    {
      key: 'expires',
      title: t('expiresOn'),
      tight: true,
      optional: true,
      render: ({ expiresOn }) => format.day(expiresOn),
    },
  ];
}
