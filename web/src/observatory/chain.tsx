import './observatory.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import {
  type ChainGaps,
  chainContract as contract,
  type LinkGap,
  reportContract,
} from 'yunhe/observatory/contract';
import { useCompactChoices } from '../registry/choices.tsx';
import { holds, useViewer } from '../ui/actor.ts';
import { useFormat } from '../ui/format.ts';
import { ExportMenu } from '../ui/list.tsx';
import { useListState } from '../ui/list-state.ts';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { useLanguage, useWords } from '../ui/words.ts';
import { LinkRecords } from './chain-link.tsx';
import { ChainPicture } from './chain-picture.tsx';
import { chainWords } from './chain-words.ts';
import { ReportMenu } from './report-menu.tsx';
import { useFigure } from './series-facts.tsx';

const route = getRouteApi('/observatory/chains/$chainId');

/** One chain and how a compact supplies it; the compact and the link stand in the address bar. */
export function Chain() {
  const t = useWords(chainWords);
  const { chainId } = route.useParams();
  const state = useListState();
  const choices = useCompactChoices();
  const compactId = state.text('compactId') || choices[0]?.value;
  const compacts = (
    <Select
      aria-label={t('compact')}
      placeholder={t('chooseCompact')}
      popupMatchSelectWidth={false}
      value={compactId ?? null}
      options={[...choices]}
      onChange={(value) => state.change({ compactId: value ?? undefined })}
    />
  );
  return compactId === undefined ? (
    <Page title={t('chains')} actions={compacts}>
      <p className="quiet">{t('chooseCompact')}</p>
    </Page>
  ) : (
    <Within chainId={chainId} compactId={compactId} compacts={compacts} />
  );
}

interface WithinProps {
  readonly chainId: string;
  readonly compactId: string;
  readonly compacts: ReactNode;
}

function Within({ chainId, compactId, compacts }: WithinProps) {
  const t = useWords(chainWords);
  const language = useLanguage();
  const read = useRead(contract.readChainGaps, { chainId, compactId }, { keepLast: true });
  const viewer = useViewer();
  const keeps = ['region_officer', 'secretariat', 'system_administrator'].some((office) =>
    holds(viewer, office),
  );
  return (
    <Loaded of={read}>
      {(gaps) => (
        <Page
          title={gaps.chain.name[language]}
          marks={<Sample when={gaps.chain.sample} />}
          lead={t('chainsLead')}
          above={[{ to: '/observatory/chains', label: t('chains') }]}
          actions={
            <>
              {compacts}
              <ReportMenu
                endpoint={reportContract.reportChain}
                input={{ chainId, compactId }}
                tables={[
                  { section: 'links', label: t('figures') },
                  { section: 'regions', label: t('ofRegions') },
                ]}
              />
              <ExportMenu
                endpoint={contract.exportChainGaps}
                formats={['csv', 'xlsx', 'jsonl']}
                query={{ chainId, compactId }}
              />
              {keeps ? (
                <Link
                  to="/observatory/chains/$chainId/edit"
                  params={{ chainId }}
                  className="link-button link-button-plain"
                >
                  {t('revise')}
                </Link>
              ) : null}
            </>
          }
        >
          <Shown gaps={gaps} />
        </Page>
      )}
    </Loaded>
  );
}

function Shown({ gaps }: { readonly gaps: ChainGaps }) {
  const t = useWords(chainWords);
  const format = useFormat();
  const language = useLanguage();
  const state = useListState();
  const { chain, model, compact, links, caveats, method } = gaps;
  const pick = (link: string) => state.change({ link, kind: undefined, region: undefined });
  const source = t('provenance', {
    on: format.day(gaps.on),
    source: chain.source,
    method: method.name,
    version: method.version,
    digest: method.inputsDigest.slice(0, 12),
  });
  const chosen = links.find(({ key }) => key === state.text('link'));
  return (
    <>
      <Section>
        <ChainPicture
          model={model}
          layers={Object.fromEntries(links.map(({ key, layer }) => [key, layer]))}
          states={Object.fromEntries(links.map((link) => [link.key, link.state]))}
          label={t('picture', {
            chain: chain.name[language],
            compact: (language === 'zh' ? compact.nameZh : compact.nameEn) ?? compact.nameZh ?? '',
          })}
          source={source}
          table={{
            head: [t('from'), t('to')],
            rows: model.edges.map((edge) =>
              edge.map((key) => model.links.find((one) => one.key === key)?.name[language]),
            ),
          }}
          onPick={pick}
        />
        {caveats.length === 0 ? null : (
          <ul className="quiet">
            {caveats.map((code) => (
              <li key={code}>{t(`caveat_${code}`)}</li>
            ))}
          </ul>
        )}
        <details>
          <summary>{t('definitions')}</summary>
          <p>{t('definition_supply')}</p>
          <p>{t('definition_missing')}</p>
          <p>{t('definition_surplus')}</p>
        </details>
      </Section>
      {chosen === undefined ? null : <LinkRecords gaps={gaps} link={chosen} />}
      <Section title={t('figures')}>
        <Figures gaps={gaps} />
      </Section>
    </>
  );
}

/** A count, or that there is more than may be told. */
export function useTally(): (tally: LinkGap['needs']) => string {
  const t = useWords(chainWords);
  const format = useFormat();
  return ({ count, more }) => {
    if (!more) return format.number(count);
    return count === 0 ? t('few') : t('atLeast', { count: format.number(count) });
  };
}

function Figures({ gaps: { model, links } }: { readonly gaps: ChainGaps }) {
  const t = useWords(chainWords);
  const figure = useFigure();
  const language = useLanguage();
  const tally = useTally();
  const heads = ['organisations', 'technologies', 'needs', 'answered', 'surplus'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: else nobody without a mouse sees the end.
    <section className="table-frame" tabIndex={0} aria-label={t('figures')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('links')}</th>
            <th scope="col">{t('stage')}</th>
            <th scope="col">{t('state')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="end">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {links.map((link, at) => (
            <tr key={link.key}>
              <th scope="row">
                <Link
                  to="."
                  search={((before: object) => ({ ...before, link: link.key })) as never}
                  resetScroll={false}
                >
                  {model.links[at]!.name[language]}
                </Link>
              </th>
              <td>{t(`stage_${model.links[at]!.stage}`)}</td>
              <td className="tight">{t(`state_${link.state}`)}</td>
              <td className="end">{tally(link.organisations)}</td>
              <td className="end">{tally(link.technologies)}</td>
              <td className="end">{tally(link.needs)}</td>
              <td className="end">
                {tally(link.answeredInside)} / {tally(link.answeredOutside)}
              </td>
              <td className="end">{figure(link.surplus)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
