import './observatory.css';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { type Chain, type ChainModel, chainContract as contract } from 'yunhe/observatory/contract';
import { useNotice } from '../ui/confirm.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useRead, useWrite } from '../ui/query.ts';
import { sentenceOf, useLanguage, useWords } from '../ui/words.ts';
import { ChainPicture } from './chain-picture.tsx';
import { chainWords } from './chain-words.ts';

/** What a new chain begins with: the shape is easier to change than to recall. */
const blank = {
  name: { zh: '', en: '' },
  source: '',
  links: ['upstream', 'downstream'].map((stage, at) => ({
    ...{ key: `link-${at + 1}`, stage, name: { zh: '', en: '' } },
    ...{ industries: [], patents: [], names: [], keywords: [] },
  })),
  edges: [['link-1', 'link-2']],
};

export function NewChain() {
  return <Editor chain={null} />;
}

export function EditChain() {
  const { chainId = '' } = useParams({ strict: false }) as { readonly chainId?: string };
  const read = useRead(contract.readChain, { chainId });
  return <Loaded of={read}>{(chain) => <Editor key={chain.revision} chain={chain} />}</Loaded>;
}

function Editor({ chain }: { readonly chain: Chain | null }) {
  const t = useWords(chainWords);
  const language = useLanguage();
  const notice = useNotice();
  const navigate = useNavigate();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => JSON.stringify(chain?.model ?? blank, null, 2));
  const [code, setCode] = useState(chain?.code ?? '');
  const [note, setNote] = useState('');
  const [notJson, setNotJson] = useState<string | null>(null);
  const check = useWrite(contract.checkChain, { quiet: true });
  const onDone = ({ id }: Chain) => {
    notice.done(t('kept'));
    void navigate({ to: '/observatory/chains/$chainId', params: { chainId: id } });
  };
  const create = useWrite(contract.createChain, { onDone });
  const revise = useWrite(contract.reviseChain, { onDone });
  const write = (wanted: string) => {
    setText(wanted);
    check.reset();
  };
  const withModel = (act: (model: ChainModel) => void) => {
    try {
      setNotJson(null);
      act(JSON.parse(text) as ChainModel);
    } catch (error) {
      setNotJson(t('notJson', { problem: (error as Error).message }));
    }
  };
  const keep = (model: ChainModel) => {
    const said = note.trim();
    if (chain === null) create.mutate({ code, model, ...(said === '' ? {} : { note: said }) });
    else revise.mutate({ chainId: chain.id, revision: chain.revision, note: said, model });
  };
  return (
    <Page
      title={chain === null ? t('newChain') : t('revise')}
      lead={t('editLead')}
      above={[{ to: '/observatory/chains', label: t('chains') }]}
      actions={
        <a href="/api/observatory/chain-schema" target="_blank" rel="noreferrer">
          {t('schema')}
        </a>
      }
    >
      <Section>
        {chain !== null ? null : (
          <p>
            <label htmlFor="chain-code">{t('code')}</label>
            <Input
              id="chain-code"
              maxLength={40}
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
          </p>
        )}
        <p>
          <label htmlFor="chain-text">{t('text')}</label>
          <Input.TextArea
            id="chain-text"
            className="chain-text"
            rows={18}
            spellCheck={false}
            value={text}
            onChange={({ target }) => write(target.value)}
          />
        </p>
        <p>
          <label htmlFor="chain-note">{t('note')}</label>
          <Input
            id="chain-note"
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </p>
        <input
          ref={file}
          type="file"
          hidden
          accept=".json,application/json"
          onChange={({ target }) => void target.files?.[0]?.text().then(write)}
        />
        {notJson === null ? null : <p role="alert">{notJson}</p>}
        <ProblemView problem={check.error ?? create.error ?? revise.error} />
        <div className="chain-actions">
          <Button onClick={() => file.current?.click()}>{t('chooseFile')}</Button>
          <Button
            loading={check.isPending}
            onClick={() => withModel((model) => check.mutate(model))}
          >
            {t('check')}
          </Button>
          <Button
            type="primary"
            loading={create.isPending || revise.isPending}
            disabled={chain === null ? code === '' : note.trim() === ''}
            onClick={() => withModel(keep)}
          >
            {t('keep')}
          </Button>
        </div>
      </Section>
      {check.data === undefined || check.variables === undefined ? null : (
        <Section title={check.data.problems.length === 0 ? t('preview') : t('problems')}>
          {check.data.problems.length === 0 ? <p role="status">{t('sound')}</p> : null}
          <ul>
            {check.data.problems.map(({ code: problem, pointer, params, detail }) => (
              <li key={`${pointer} ${problem}`}>
                {sentenceOf(problem, params) ?? detail} <code>{pointer}</code>
              </li>
            ))}
          </ul>
          {check.data.layers === null ? null : (
            <ChainPicture
              model={check.variables as ChainModel}
              layers={check.data.layers}
              label={t('preview')}
              source={(check.variables as ChainModel).source}
              table={{
                head: [t('links'), t('stage')],
                rows: (check.variables as ChainModel).links.map(({ name, stage }) => [
                  name[language],
                  t(`stage_${stage}`),
                ]),
              }}
            />
          )}
        </Section>
      )}
    </Page>
  );
}
