import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { schemeContract as contract, type SchemeTemplate } from 'yunhe/platforms/contract';
import { type ServedPlace, ServedPlaceChoice, useServedPlaces } from '../registry/choices.tsx';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { SchemeSource } from './scheme-facts.tsx';
import { SchemeTree } from './scheme-tree.tsx';
import { schemeWords } from './scheme-words.ts';

export function BeginScheme() {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const served = useServedPlaces();
  const [place, setPlace] = useState<ServedPlace | undefined>(served[0]);
  const templates = useRead(contract.listSchemeTemplates, {});
  const create = useWrite(contract.createScheme, {
    onDone: ({ id }) =>
      void navigate({
        to: '/platforms/scheme-versions/$versionId/edit',
        params: { versionId: id },
      }),
  });
  const above = [{ to: '/platforms/schemes' as const, label: t('schemes') }];
  if (place === undefined) {
    return (
      <Page title={t('begin')} above={above}>
        <Empty title={t('noSchemes')} hint={t('noSchemesHint')} />
      </Page>
    );
  }
  const begin = (from: { template: string } | { kind: 'evaluation' | 'funding' }) => (
    <Button disabled={create.isPending} onClick={() => create.mutate({ ...from, ...place })}>
      {t('beginNow')}
    </Button>
  );
  return (
    <Page title={t('begin')} lead={t('beginLead')} above={above} width="narrow">
      {served.length < 2 ? null : (
        <ServedPlaceChoice
          id="scheme-keeper"
          label={t('keeper')}
          value={place}
          onChange={setPlace}
        />
      )}
      <ProblemView problem={create.error} />
      <Loaded of={templates}>
        {({ items }) => (
          <>
            {items.map((template) => (
              <Section
                key={template.name}
                title={template.title[language]}
                actions={begin({ template: template.name })}
              >
                <About template={template} />
              </Section>
            ))}
          </>
        )}
      </Loaded>
      {(['evaluation', 'funding'] as const).map((kind) => (
        <Section key={kind} title={t(`blank_${kind}`)} actions={begin({ kind })}>
          <span className="tag">{t(`kind_${kind}`)}</span>
        </Section>
      ))}
    </Page>
  );
}

function About({ template }: { readonly template: SchemeTemplate }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const { kind, note, itemCount, rows } = template;
  return (
    <>
      <p className="tags">
        <span className="tag">{t(`kind_${kind}`)}</span> <SchemeSource of={template} />
        <span className="quiet">{t('itemsOf', { count: itemCount })}</span>
      </p>
      {note === null ? null : <p className="quiet">{note[language]}</p>}
      <details>
        <summary>{t(kind === 'funding' ? 'streams' : 'tree')}</summary>
        <SchemeTree kind={kind} rows={rows} />
      </details>
    </>
  );
}
