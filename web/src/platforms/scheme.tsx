import { getRouteApi, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import {
  schemeContract as contract,
  type Scheme as SchemeData,
  type SchemeVersion,
} from 'yunhe/platforms/contract';
import { useFormat } from '../ui/format.ts';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import type { Search } from '../ui/root.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { Fundings } from './fundings.tsx';
import { usePlatformTypes } from './platform-facts.tsx';
import { SchemeActions, SchemeFiles } from './scheme-actions.tsx';
import { KeeperLink, SchemeProblems, SchemeSource, SchemeState } from './scheme-facts.tsx';
import { SchemePreviews } from './scheme-previews.tsx';
import { GradesAndVetoes, SchemeTree } from './scheme-tree.tsx';
import { schemeWords } from './scheme-words.ts';

const route = getRouteApi('/platforms/schemes/$schemeId');

export function Scheme() {
  const { schemeId } = route.useParams();
  const search = useSearch({ strict: false }) as Search;
  const scheme = useRead(contract.readScheme, { schemeId });
  return (
    <Loaded of={scheme}>
      {(found) => (
        <Version scheme={found} versionId={[search.version].flat()[0] ?? found.version.id} />
      )}
    </Loaded>
  );
}

function Version({
  scheme,
  versionId,
}: {
  readonly scheme: SchemeData;
  readonly versionId: string;
}) {
  const read = useRead(contract.readSchemeVersion, { versionId });
  return <Loaded of={read}>{(version) => <Shown scheme={scheme} version={version} />}</Loaded>;
}

interface Of {
  readonly scheme: SchemeData;
  readonly version: SchemeVersion;
}

function Shown({ scheme, version }: Of) {
  const t = useWords(schemeWords);
  const language = useLanguage();
  const { kind, title, rows, problems, document } = version;
  return (
    <Page
      title={title[language] || title.zh || t('scheme')}
      above={[{ to: '/platforms/schemes', label: t('schemes') }]}
      lead={<SchemeSource of={version} />}
      marks={
        <span className="tags">
          <span className="tag">{t(`kind_${kind}`)}</span>
          <SchemeState of={version} />
          <Sample when={scheme.sample} />
        </span>
      }
      actions={<SchemeActions scheme={scheme} version={version} />}
    >
      {problems.length === 0 ? null : (
        <Section title={t('problemsLeft', { count: problems.length })}>
          <SchemeProblems problems={problems} />
        </Section>
      )}
      {version.state === 'draft' && problems.length === 0 && !version.may.review ? (
        <p className="quiet" role="status">
          {t('reviewWaits')}
        </p>
      ) : null}
      <Section>
        <VersionFacts scheme={scheme} version={version} />
        <SchemeFiles version={version} />
      </Section>
      <Section title={t(kind === 'funding' ? 'streams' : 'tree')}>
        <SchemeTree kind={kind} rows={rows} />
        <GradesAndVetoes document={document} vetoes={version.vetoes} />
      </Section>
      {kind === 'funding' ? <Fundings version={version} /> : <SchemePreviews version={version} />}
    </Page>
  );
}

function VersionFacts({ scheme, version }: Of) {
  const t = useWords(schemeWords);
  const format = useFormat();
  const language = useLanguage();
  const types = usePlatformTypes();
  const note = noteOf(version)?.[language] ?? '';
  return (
    <Facts
      facts={[
        [t('version'), <Versions key="versions" scheme={scheme} version={version} />],
        [t('keeper'), <KeeperLink key="keeper" keeper={scheme.keeper} />],
        [
          t('types'),
          scheme.types.length === 0 ? t('allTypes') : scheme.types.map(types.nameOf).join(' · '),
        ],
        note === '' ? null : [t('sourceNote'), note],
        version.state === 'published' || version.authors.length === 0
          ? null
          : [t('authors'), version.authors.map((one) => one.name).join(' · ')],
        version.reviewedBy === null ? null : [t('reviewedBy'), version.reviewedBy.name],
        version.publishedAt === null
          ? null
          : [t('publishedAt'), format.instant(version.publishedAt)],
        version.withdrawalReason === null
          ? null
          : [t('why'), t(`reason_${version.withdrawalReason}`)],
        version.frozenFor === 0 ? null : [t('round'), t('frozenFor', { count: version.frozenFor })],
        version.digest === null
          ? null
          : [
              t('digest'),
              <code key="digest" className="digest">
                {version.digest}
              </code>,
            ],
      ]}
    />
  );
}

function noteOf({ document }: SchemeVersion) {
  const { note } = (document.source ?? {}) as { note?: { zh: string; en: string } };
  return note;
}

/** Which version is shown, and which one it is held beside. */
function Versions({ scheme, version }: Of) {
  const t = useWords(schemeWords);
  const navigate = useNavigate();
  const options = scheme.versions.map(({ id, number, state }) => ({
    value: id,
    label: `${t('versionNumber', { number })} · ${t(`state_${state}`)}`,
  }));
  const others = scheme.versions.filter(({ id }) => id !== version.id);
  return (
    <span className="tags">
      {others.length === 0 ? (
        t('versionNumber', { number: version.number })
      ) : (
        <Select
          aria-label={t('version')}
          popupMatchSelectWidth={false}
          value={version.id}
          options={options}
          onChange={(id: string) =>
            void navigate({ to: '.', search: { version: id } as never, resetScroll: false })
          }
        />
      )}
      {others.map(({ id, number }) => (
        <Link
          key={id}
          to="/platforms/scheme-comparison"
          search={
            number < version.number
              ? { left: id, right: version.id }
              : { left: version.id, right: id }
          }
        >
          {t('compareWith')} {t('versionNumber', { number })}
        </Link>
      ))}
    </span>
  );
}
