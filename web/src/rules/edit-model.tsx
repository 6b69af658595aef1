/** The model of a draft: drawn in the standard editor, sent as a file, looked through, saved. */
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useRef, useState } from 'react';
import { rulesContract as contract, type Model, type RuleVersion } from 'yunhe/rules/contract';
import { addressOf, call, download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { blankModel } from './blank-model.ts';
import { DmnEditor, type Drawing } from './dmn-editor.tsx';
import { editWords } from './edit-words.ts';

export function EditModel({
  kept,
  problems,
  onKept,
}: {
  readonly kept: RuleVersion;
  /** Of the model as it is saved. */
  readonly problems: Model['problems'];
  readonly onKept: (version: RuleVersion) => void;
}) {
  const t = useWords(editWords);
  const notice = useNotice();
  const { id: versionId, revision } = kept;
  const drawing = useRef<Drawing>(async () => null);
  const [opened, setOpened] = useState<string | null>(null);
  const save = useWrite(contract.saveModel, {
    onDone: (version) => {
      notice.done(t('modelSaved'));
      onKept(version);
    },
  });
  const inspect = useWrite(contract.inspectModel, { quiet: true });
  const fileDrawn = async () => {
    const xml = await drawing.current();
    return xml === null ? null : new File([xml], 'model.dmn', { type: 'application/xml' });
  };
  const open = async () => {
    if (kept.modelDigest === null) return setOpened(blankModel(kept.nameZh || kept.nameEn));
    const answer = await fetch(addressOf(contract.downloadModel, { versionId }));
    if (answer.ok) setOpened(await answer.text());
    else notice.failed(new Error(answer.statusText));
  };
  const saveDrawn = async (at: number) => {
    const file = await fileDrawn();
    if (file !== null) save.mutate({ versionId, revision: at, file });
  };
  const replaceTheirs = async () => {
    const theirs = await call(contract.readVersion, { versionId });
    await saveDrawn(theirs.revision);
  };
  const lookThrough = async () => {
    const file = await fileDrawn();
    if (file !== null) inspect.mutate({ file });
  };
  const fought = save.error?.status === 412;
  return (
    <Section title={t('model')}>
      <p className="quiet">{t('modelHint')}</p>
      <div className="row">
        {opened === null ? (
          <Button onClick={() => void open()}>{t('openEditor')}</Button>
        ) : (
          <>
            <Button type="primary" loading={save.isPending} onClick={() => saveDrawn(revision)}>
              {t('saveModel')}
            </Button>
            <Button loading={inspect.isPending} onClick={() => void lookThrough()}>
              {t('lookForProblems')}
            </Button>
          </>
        )}
        {kept.modelDigest === null ? null : (
          <Button
            icon={<DownloadOutlined aria-hidden />}
            onClick={() => download(contract.downloadModel, { versionId }).catch(notice.failed)}
          >
            {t('downloadModel')}
          </Button>
        )}
        <Upload
          accept=".dmn,.xml"
          showUploadList={false}
          beforeUpload={(file) => {
            save.mutate({ versionId, revision, file });
            void file.text().then((xml) => opened !== null && setOpened(xml));
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />}>{t('uploadModel')}</Button>
        </Upload>
      </div>
      {fought ? (
        <div className="problem" role="alert">
          <p className="problem-title">{t('modelFought')}</p>
          <Button onClick={() => void replaceTheirs()}>{t('replaceTheirs')}</Button>
        </div>
      ) : (
        <ProblemView problem={save.error ?? inspect.error} />
      )}
      {opened === null ? null : <DmnEditor xml={opened} drawing={drawing} />}
      <ModelProblems problems={inspect.data?.problems ?? problems} known={inspect.isSuccess} />
    </Section>
  );
}

function ModelProblems({
  problems,
  known,
}: {
  readonly problems: Model['problems'];
  readonly known: boolean;
}) {
  const t = useWords(editWords);
  if (problems.length === 0) {
    return known ? <p className="rule-sound">{t('noProblems')}</p> : null;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys.
    <section className="table-frame" aria-label={t('problems')} tabIndex={0}>
      <table className="table">
        <caption>{t('problems')}</caption>
        <thead>
          <tr>
            {(['element', 'column', 'row', 'problem'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {problems.map(({ code, element, column, row, severity, detail }) => (
            <tr key={`${code} ${element} ${column} ${row} ${detail}`}>
              <td>{element}</td>
              <td>{column}</td>
              <td>{row}</td>
              <td>
                <span className={severity === 'error' ? 'input-wrong' : ''}>{detail}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
