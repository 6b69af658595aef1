import { getRouteApi } from '@tanstack/react-router';
import { type ReplayCase as Case, rulesContract as contract } from 'yunhe/rules/contract';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { useLanguage, useWords } from '../ui/words.ts';
import { VersionLink } from './replay.tsx';
import { ChangeTag, Difference } from './replay-state.tsx';
import { replayWords } from './replay-words.ts';
import { RunView } from './run-view.tsx';
import { Value } from './value.tsx';
import './replay.css';
import './rules.css';

const route = getRouteApi('/rules/replays/$replayId/rows/$number');

/** One case under both rules, side by side. */
export function ReplayCase() {
  const { replayId, number } = route.useParams();
  const read = useRead(contract.readReplayCase, { replayId, number: Number(number) });
  return <Loaded of={read}>{(found) => <Body replayId={replayId} found={found} />}</Loaded>;
}

function Body({ replayId, found }: { readonly replayId: string; readonly found: Case }) {
  const t = useWords(replayWords);
  const language = useLanguage();
  const replay = useRead(contract.readReplay, { replayId });
  const version = useRead(contract.readVersion, { versionId: found.candidate.version.id });
  const words = version.data?.words ?? {};
  const unit = replay.data?.unit ?? null;
  return (
    <Page
      title={found.name ?? t('caseNumber', { number: found.number })}
      lead={t('caseLead')}
      above={[
        { to: '/rules/replays', label: t('replays') },
        {
          to: `/rules/replays/${replayId}` as '/rules/replays',
          label: replay.data?.title ?? t('result'),
        },
      ]}
      marks={<ChangeTag change={found.change} />}
    >
      <Section title={t('inputs')}>
        <Facts
          facts={[
            found.difference === null
              ? null
              : ([
                  unit === null ? t('difference') : t('inUnit', { name: t('difference'), unit }),
                  <Difference key="difference" of={found.difference} />,
                ] as const),
            found.problem === null ? null : ([t('problem'), found.problem] as const),
            ...Object.entries(found.inputs).map(
              ([name, value]) =>
                [words[name]?.[language] || name, <Value key={name} value={value} />] as const,
            ),
          ]}
        />
      </Section>
      <div className="columns columns-even">
        {(['base', 'candidate'] as const).map((side) => (
          <section key={side} aria-label={t(side)}>
            <h2 className="replay-side">
              {t(side)} <VersionLink version={found[side].version} />
            </h2>
            <RunView run={found[side].run} />
          </section>
        ))}
      </div>
    </Page>
  );
}
