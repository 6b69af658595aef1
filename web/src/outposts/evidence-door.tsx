import { Upload } from 'antd';
import { factContract as contract, type EvidenceFile } from 'yunhe/outposts/contract';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { factWords } from './fact-words.ts';

/** Files that prove a fact: each is sent as it is chosen. */
export function EvidenceDoor({
  agreementId,
  files,
  onChange,
}: {
  readonly agreementId: string;
  readonly files: readonly EvidenceFile[];
  readonly onChange: (files: readonly EvidenceFile[]) => void;
}) {
  const t = useWords(factWords);
  const send = useWrite(contract.uploadEvidence, {
    quiet: true,
    onDone: (file) => onChange([...files, file]),
  });
  return (
    <div className="section">
      <Upload
        accept=".pdf,.ofd,.png,.jpg,.jpeg,.xlsx,.docx,.csv,.txt"
        fileList={files.map(({ id, name }) => ({ uid: id, name, status: 'done' as const }))}
        beforeUpload={(file) => {
          send.mutate({ agreementId, file } as never);
          return false;
        }}
        onRemove={({ uid }) => onChange(files.filter(({ id }) => id !== uid))}
      >
        <button type="button" className="link-button link-button-plain" disabled={send.isPending}>
          {t('evidenceFile')}
        </button>
      </Upload>
      <p className="quiet">{t('evidenceFileHint')}</p>
      <ProblemView problem={send.error} />
    </div>
  );
}
