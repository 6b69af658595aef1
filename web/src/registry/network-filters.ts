import { collaborationKinds, organisationKinds } from 'yunhe/registry/contract';
import type { ListState } from '../ui/list-state.ts';

export type ColourBy = 'kind' | 'region';

/** What the address bar asks the network for. */
export function networkInput(state: ListState) {
  const kind = organisationKinds.filter((one) => state.several('kind').includes(one));
  const collaborationKind = collaborationKinds.filter((one) =>
    state.several('collaborationKind').includes(one),
  );
  const region = state.several('region');
  const compactId = state.text('compactId');
  const year = (name: string) => {
    const value = Number(state.text(name));
    return Number.isInteger(value) && value > 0 ? { [name]: value } : {};
  };
  return {
    ...(kind.length > 0 ? { kind } : {}),
    ...(collaborationKind.length > 0 ? { collaborationKind } : {}),
    ...(region.length > 0 ? { region: [...region] } : {}),
    ...(compactId === '' ? {} : { compactId }),
    ...year('fromYear'),
    ...year('toYear'),
  };
}
