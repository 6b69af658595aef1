import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { previewContract as contract, type Preview } from 'yunhe/platforms/contract';
import { download } from '../ui/call.ts';
import { useNotice } from '../ui/confirm.tsx';
import { ExportMenu } from '../ui/list.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { SchemeProblems } from './scheme-facts.tsx';
import { schemeWords } from './scheme-words.ts';
import { SplitBy } from './split-by.tsx';
import { StandingView } from './standing.tsx';
import { useUnitNames } from './unit-names.ts';

const route = getRouteApi('/platforms/scheme-previews/$previewId');

export function SchemePreview() {
  const { previewId } = route.useParams();
  const read = useRead(
    contract.readSchemePreview,
    { previewId },
    {
      everyMs: (last) =>
        last !== undefined && (last.state === 'finished' || last.state === 'failed')
          ? false
          : 1_000,
    },
  );
  return <Loaded of={read}>{(preview) => <Shown preview={preview} />}</Loaded>;
}

function Shown({ preview }: { readonly preview: Preview }) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const notice = useNotice();
  const { id: previewId, state, done, total, standing, problems, failure } = preview;
  const { title } = preview.document as { title: { zh: string; en: string } };
  const names = useUnitNames(preview.platforms);
  const underWay = state === 'waiting' || state === 'running';
  const said = t('progress', { done, total });
  return (
    <Page
      title={`${t('preview')} · ${title[language] || title.zh}`}
      above={[{ to: '/platforms/schemes', label: t('schemes') }]}
      lead={`${t(`source_${preview.source}`)} · ${t('draws')} ${preview.draws} · ${t('seed')} ${preview.seed}`}
      marks={
        <span className="tags">
          <span className="tag">{t(`run_${state}`)}</span>
          {preview.current ? null : <span className="tag tag-warn">{t('outdated')}</span>}
        </span>
      }
      actions={
        <>
          <Link
            to="/platforms/schemes/$schemeId"
            params={{ schemeId: preview.schemeId }}
            search={{ version: preview.versionId }}
            className="link-button link-button-plain"
          >
            {t('toScheme')}
          </Link>
          {standing === null ? null : (
            <>
              <SplitBy of={{ preview: previewId }} />
              <ExportMenu
                endpoint={contract.exportSchemePreview}
                formats={['xlsx', 'csv']}
                query={{ previewId, lang: language }}
              />
              <Button
                onClick={() =>
                  void download(contract.downloadPreviewReport, { previewId }).catch(notice.failed)
                }
              >
                {t('takeReport')}
              </Button>
            </>
          )}
          <Button
            onClick={() =>
              void download(contract.downloadPreviewData, { previewId }).catch(notice.failed)
            }
          >
            {t('takeData')}
          </Button>
        </>
      }
    >
      {underWay ? (
        <Section>
          <p role="status">{said}</p>
          <Progress percent={Math.floor((done / total) * 100)} aria-label={said} />
        </Section>
      ) : null}
      {failure === null ? null : (
        <p role="alert" className="problem">
          {t(`failure_${failure}`)}
        </p>
      )}
      {problems === null ? null : (
        <Section title={t('cannotBeComputed')}>
          <SchemeProblems problems={problems} />
        </Section>
      )}
      {standing === null ? null : <StandingView standing={standing} nameOf={names} />}
    </Page>
  );
}
