import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { rulesContract as contract, type RuleVersion } from 'yunhe/rules/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { ProblemView } from '../ui/problem.tsx';
import { useWrite } from '../ui/query.ts';
import { useWords } from '../ui/words.ts';
import { rulesWords } from './words.ts';

/** A table as a workbook, and back, for those who live in spreadsheets. */
export function TableFiles({
  version,
  decision,
}: {
  readonly version: RuleVersion;
  readonly decision: string;
}) {
  const t = useWords(rulesWords);
  const notice = useNotice();
  const { id: versionId, revision, may } = version;
  const take = useWrite(contract.importTable, { onDone: () => notice.done(t('tableTaken')) });
  return (
    <div className="section-actions">
      <Button
        size="small"
        icon={<DownloadOutlined />}
        onClick={() => download(contract.exportTable, { versionId, decision }).catch(notice.failed)}
      >
        {t('asWorkbook')}
      </Button>
      {may.edit ? (
        <Upload
          accept=".xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            take.mutate({ versionId, decision, revision, file });
            return false;
          }}
        >
          <Button size="small" icon={<UploadOutlined />} loading={take.isPending}>
            {t('fromWorkbook')}
          </Button>
        </Upload>
      ) : null}
      <ProblemView problem={take.error} />
    </div>
  );
}
