import type { ReactNode } from 'react';
import { platformContract as contract, type Platform } from 'yunhe/platforms/contract';
import { Loaded, Page } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { Sample } from '../ui/sample.tsx';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { PlatformStage } from './platform-facts.tsx';
import { PlatformTabs } from './platform-tabs.tsx';
import { platformWords } from './platform-words.ts';
import './platforms.css';

/** What every page about one platform has above: its name, its stage, the way to the others. */
export function PlatformPage({
  platformId,
  actions,
  children,
}: {
  readonly platformId: string;
  readonly actions?: (platform: Platform) => ReactNode;
  readonly children: (platform: Platform) => ReactNode;
}) {
  const t = useWords(platformWords);
  const language = useLanguage();
  const read = useRead(contract.readPlatform, { platformId });
  return (
    <Loaded of={read}>
      {(platform) => (
        <Page
          title={nameIn(language, platform)}
          above={[{ to: '/platforms', label: t('platforms') }]}
          marks={
            <>
              <PlatformStage stage={platform.stage} />
              <Sample when={platform.sample} />
            </>
          }
          actions={actions?.(platform)}
        >
          <PlatformTabs platformId={platform.id} />
          {children(platform)}
        </Page>
      )}
    </Loaded>
  );
}
