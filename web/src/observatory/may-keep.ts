import { holds, useViewer } from '../ui/actor.ts';

const makers = ['region_officer', 'secretariat', 'system_administrator'] as const;

/** Whether the reader may have the node work something out and keep it for all. */
export function useMayKeep(): boolean {
  const viewer = useViewer();
  return makers.some((office) => holds(viewer, office));
}
