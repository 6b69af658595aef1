import { defineRefusals, defineWords } from '../ui/words.ts';

defineRefusals({
  no_such_table: {
    zh: '这份报告里没有这张表；可选：{{names}}。',
    en: 'There is no such table in the report; there are: {{names}}.',
  },
});

export const reportWords = defineWords('observatory-reports', {
  // Every page
  report: { zh: '报告', en: 'Report' },
  asPdf: { zh: 'PDF 文档', en: 'Document (PDF)' },
  asCsv: { zh: 'CSV：{{table}}', en: 'CSV: {{table}}' },
  asJson: { zh: '全部数字（JSON）', en: 'All figures (JSON)' },
});
