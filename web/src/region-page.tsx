import { useParams } from '@tanstack/react-router';
import { SeriesOfRegion } from './observatory/series-of-region.tsx';
import { Region } from './registry/region.tsx';
import { useViewer } from './ui/actor.ts';

/** One region as the registry knows it, with what it is good at. */
export function RegionPage() {
  const { code } = useParams({ strict: false }) as { readonly code: string };
  const viewer = useViewer();
  return <Region code={code}>{viewer === null ? null : <SeriesOfRegion code={code} />}</Region>;
}
