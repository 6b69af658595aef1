import { Refusal } from '../../runtime/refusal.ts';
import { cordisOrganisations } from './cordis-organisations-kind.ts';
import { cordisParticipations } from './cordis-participations-kind.ts';
import type { ImportKind } from './import-kind.ts';
import { organisations } from './organisations-kind.ts';
import { papers } from './papers-kind.ts';
import { ror } from './ror-kind.ts';

/** Everything that can be imported; a new kind is a plain object in this list. */
export const importKinds: readonly ImportKind[] = [
  organisations,
  ror,
  cordisOrganisations,
  cordisParticipations,
  papers,
];

/** @throws Refusal import_kind_not_known */
export function importKindCalled(name: string): ImportKind {
  const kind = importKinds.find((one) => one.name === name);
  if (kind !== undefined) return kind;
  const known = importKinds.map((one) => one.name).join(', ');
  throw new Refusal('import_kind_not_known', `${name} is no kind of import; there are: ${known}.`, {
    params: { kind: name, known },
  });
}
