import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { factContract as contract, type FactsFile } from 'yunhe/outposts/contract';
import type { Input } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { FileDoor } from '../ui/file-door.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemView, sayReason } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { useNames } from './fact-parts.tsx';
import { factWords } from './fact-words.ts';

const route = getRouteApi('/outposts/agreements/$agreementId/facts/import');

/** A table of facts: looked at row by row, then reported. */
export function ImportFacts() {
  const t = useWords(factWords);
  const { agreementId } = route.useParams();
  const [file, setFile] = useState<FactsFile | null>(null);
  return (
    <Page
      title={t('importFile')}
      lead={t('importLead')}
      above={[
        { to: '/outposts/agreements', label: t('agreements') },
        { to: `/outposts/agreements/${agreementId}/facts` as never, label: t('facts') },
      ]}
    >
      <FileDoor
        endpoint={withParams(agreementId)}
        title={t('chooseFile')}
        hint={t('chooseFileHint')}
        accept=".csv,.xlsx"
        onDone={(answer) => setFile(answer as FactsFile)}
      />
      {file === null ? null : <Weighed file={file} agreementId={agreementId} />}
    </Page>
  );
}

/** The door sends a file and nothing else: where it goes is part of the address. */
function withParams(agreementId: string): typeof contract.uploadFactsFile {
  const { uploadFactsFile } = contract;
  return { ...uploadFactsFile, path: uploadFactsFile.path.replace('{agreementId}', agreementId) };
}

function Weighed({
  file,
  agreementId,
}: {
  readonly file: FactsFile;
  readonly agreementId: string;
}) {
  const t = useWords(factWords);
  const notice = useNotice();
  const navigate = useNavigate();
  const outline = useRead(contract.readFactsOutline, { agreementId });
  const names = useNames(outline.data);
  const actsFor = outline.data?.actsFor ?? [];
  const [speaker, setSpeaker] = useState<string>();
  const [passOverBad, setPassOverBad] = useState(false);
  const take = useWrite(contract.importFacts, {
    onDone: () => {
      notice.done(t('reported'));
      void navigate({ to: '/outposts/agreements/$agreementId/facts', params: { agreementId } });
    },
  });
  const { fresh, same, bad, problems } = file;
  const start = () =>
    take.mutate({
      ...{ agreementId, fileId: file.id, passOverBad },
      ...(actsFor.length > 1 ? { speaksFor: speaker ?? actsFor[0] } : {}),
    } as Input<typeof contract.importFacts>);
  return (
    <Section title={file.name}>
      <p className="tags">
        <span className="tag tag-good">{t('rowsFresh', { count: fresh })}</span>
        <span className="tag">{t('rowsSame', { count: same })}</span>
        {bad === 0 ? null : <span className="tag tag-bad">{t('rowsBad', { count: bad })}</span>}
      </p>
      {problems.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys.
        <section className="table-frame" aria-label={t('problem')} tabIndex={0}>
          <table className="table">
            <caption className="unseen">{t('problem')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('row')}</th>
                <th scope="col">{t('column')}</th>
                <th scope="col">{t('problem')}</th>
                <th scope="col">{t('clause')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ row, column, code, clause, detail }) => (
                <tr key={`${row} ${column} ${code}`}>
                  <td>{row}</td>
                  <td>
                    <code>{column}</code>
                  </td>
                  <td>
                    {sayReason({ code, detail, params: { column, clause: clause ?? '' } })}
                    <span className="quiet second-line">{detail}</span>
                  </td>
                  <td>{clause ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {bad === 0 || fresh === 0 ? null : (
        <Checkbox checked={passOverBad} onChange={({ target }) => setPassOverBad(target.checked)}>
          {t('passOverBad')}
        </Checkbox>
      )}
      {actsFor.length < 2 ? null : (
        <Select
          aria-label={t('speaksFor')}
          value={speaker ?? actsFor[0]!}
          options={actsFor.map((value) => ({ value, label: names.party(value) }))}
          onChange={setSpeaker}
        />
      )}
      <ProblemView problem={take.error} />
      {fresh === 0 ? (
        <p>{t('nothingFresh')}</p>
      ) : (
        <p>
          <Button
            type="primary"
            disabled={bad > 0 && !passOverBad}
            loading={take.isPending}
            onClick={start}
          >
            {t('reportRows')}
          </Button>
        </p>
      )}
    </Section>
  );
}
