import { useNavigate } from '@tanstack/react-router';
import { Form as AntForm, Button } from 'antd';
import { useRef, useState } from 'react';
import {
  type AgreementTemplate,
  agreementContract as contract,
  type TermsData,
} from 'yunhe/outposts/contract';
import { RegionChoice } from '../registry/choices.tsx';
import { useViewer } from '../ui/actor.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Empty, Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { GradeTag } from './agreement-facts.tsx';
import { agreementWords } from './agreement-words.ts';
import { Clauses } from './clauses.tsx';
import './agreements.css';

export function BeginAgreement() {
  const t = useWords(agreementWords);
  const navigate = useNavigate();
  const viewer = useViewer();
  const served = (viewer?.offices ?? []).flatMap(({ office, regionCode }) =>
    office === 'region_officer' && regionCode !== null ? [regionCode] : [],
  );
  const serves = viewer?.offices.some(({ office }) => office === 'secretariat') ?? false;
  const [chosen, setChosen] = useState<string | undefined>(served[0]);
  const templates = useRead(contract.listAgreementTemplates, {});
  const create = useWrite(contract.createAgreement, {
    onDone: ({ id }) =>
      void navigate({
        to: '/outposts/agreement-versions/$versionId/edit',
        params: { versionId: id },
      }),
  });
  const begin = (from: { template?: string; terms?: TermsData }) => {
    if (chosen !== undefined) create.mutate({ ...from, regionCode: chosen });
  };
  const above = [{ to: '/outposts/agreements' as const, label: t('agreements') }];
  if (served.length === 0 && !serves) {
    return (
      <Page title={t('newAgreement')} above={above}>
        <Empty title={t('noRegion')} hint={t('noRegionHint')} />
      </Page>
    );
  }
  const busy = create.isPending || chosen === undefined;
  return (
    <Page title={t('newAgreement')} lead={t('beginLead')} above={above} width="narrow">
      {served.length === 1 && !serves ? null : (
        <AntForm.Item label={t('forRegion')} htmlFor="begin-region" layout="vertical">
          <RegionChoice
            id="begin-region"
            label={t('forRegion')}
            value={chosen ?? null}
            onChange={(code) => setChosen([code ?? []].flat()[0])}
          />
        </AntForm.Item>
      )}
      <ProblemView problem={create.error} />
      <Loaded of={templates}>
        {({ items }) => (
          <>
            {items.map((template) => (
              <Template
                key={template.name}
                template={template}
                busy={busy}
                onBegin={() => begin({ template: template.name })}
              />
            ))}
          </>
        )}
      </Loaded>
      <TermsFile busy={busy} onTerms={(terms) => begin({ terms })} />
      <Section title={t('blank')} actions={<Begin busy={busy} onClick={() => begin({})} />}>
        <p className="quiet">{t('blankHint')}</p>
      </Section>
    </Page>
  );
}

function Begin({ busy, onClick }: { readonly busy: boolean; readonly onClick: () => void }) {
  const t = useWords(agreementWords);
  return (
    <Button disabled={busy} onClick={onClick}>
      {t('beginWith')}
    </Button>
  );
}

function Template({
  template: { title, document, grade, note, prose },
  busy,
  onBegin,
}: {
  readonly template: AgreementTemplate;
  readonly busy: boolean;
  readonly onBegin: () => void;
}) {
  const t = useWords(agreementWords);
  const language = useLanguage();
  return (
    <Section title={title[language]} actions={<Begin busy={busy} onClick={onBegin} />}>
      <p className="tags">
        {document} <GradeTag grade={grade} />
      </p>
      {note === null ? null : <p className="quiet">{note[language]}</p>}
      <details>
        <summary>{t('readForm')}</summary>
        <Clauses prose={prose} />
        <p className="quiet">{t('openTheDocument')}</p>
      </details>
    </Section>
  );
}

/** Read here, so that what is no JSON is told before anything is sent. */
function TermsFile({
  busy,
  onTerms,
}: {
  readonly busy: boolean;
  readonly onTerms: (terms: TermsData) => void;
}) {
  const t = useWords(agreementWords);
  const notice = useNotice();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      onTerms(JSON.parse(await file.text()) as TermsData);
    } catch {
      notice.failed(t('fileIsNoJson'));
    }
  };
  return (
    <Section
      title={t('fromFile')}
      actions={
        <Button disabled={busy} onClick={() => input.current?.click()}>
          {t('chooseFile')}
        </Button>
      }
    >
      <p className="quiet">{t('fromFileHint')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json"
        aria-label={t('fromFile')}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = '';
        }}
      />
    </Section>
  );
}
