/** Three regions with a compact, and the organisations whose people a story follows. */
import assert from 'node:assert/strict';
import { registryContract as registry } from '../server/src/registry/contract.ts';
import type { Came, Person, Region } from './node-over-http.ts';

export interface Party {
  readonly name: string;
  readonly id: string;
  readonly person: Person;
}

export function ok(came: Came): Came['body'] {
  assert.ok(came.status < 300, `${came.status} ${JSON.stringify(came.body)}`);
  return came.body;
}

/** The compact is founded, and each region's officer registers the organisations that will meet. */
export async function foundCompact(
  region: Region,
): Promise<{ compactId: string; secretariat: Person }> {
  const administrator = await region.person('褚管', { office: { office: 'system_administrator' } });
  const names = { nameZh: '京津冀', nameEn: 'Beijing–Tianjin–Hebei' };
  const compactId = ok(await administrator.call(registry.createCompact, { body: names })).id;
  const office = { office: 'secretariat', compactId } as const;
  const secretariat = await region.person('赵协同', { office });
  for (const regionCode of ['110000', '120000', '130000']) {
    const body = { regionCode, startsOn: '2014-02-26' };
    ok(await secretariat.call(registry.addCompactMember, { params: { compactId }, body }));
  }
  return { compactId, secretariat };
}

export async function party(
  region: Region,
  name: string,
  about: { readonly kind: string; readonly regionCode: string; readonly person: string },
): Promise<Party> {
  const { kind, regionCode } = about;
  const office = { office: 'region_officer', regionCode: `${regionCode.slice(0, 2)}0000` } as const;
  const officer = await region.person(`${name} officer`, { office });
  const body = { kind, nameZh: name, regionCode };
  const { id } = ok(await officer.call(registry.createOrganisation, { body }));
  const member = { organisationId: id, role: 'manager' } as const;
  return { name, id, person: await region.person(about.person, { member }) };
}
