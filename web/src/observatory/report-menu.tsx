import { DownOutlined, FileTextOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { download, type Endpoint, type Problem } from '../ui/call.ts';
import { ProblemView } from '../ui/problem.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { reportWords } from './report-words.ts';

/** What stands on the page as a document, as data, or one of its tables. */
export function ReportMenu({
  endpoint,
  input = {},
  tables,
}: {
  readonly endpoint: Endpoint;
  readonly input?: object;
  /** Sections of the report by the name that its CSV is asked for with. */
  readonly tables: readonly { readonly section: string; readonly label: string }[];
}) {
  const t = useWords(reportWords);
  const lang = useLanguage();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = async (key: string) => {
    const [format, section] = key.split(' ');
    setBusy(true);
    setProblem(null);
    const asked = { ...input, format, lang, ...(section === undefined ? {} : { section }) };
    await download(endpoint, asked as never).catch(setProblem);
    setBusy(false);
  };
  const items = [
    { key: 'pdf', label: t('asPdf') },
    ...tables.map(({ section, label }) => ({
      key: `csv ${section}`,
      label: t('asCsv', { table: label }),
    })),
    { key: 'json', label: t('asJson') },
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void start(key) }}>
        <Button type="text" icon={<FileTextOutlined aria-hidden />} loading={busy}>
          {t('report')} <DownOutlined aria-hidden className="small-mark" />
        </Button>
      </Dropdown>
      <ProblemView problem={problem} />
    </>
  );
}
