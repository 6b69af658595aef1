/** Agreements that all parties signed, with facts, for tests. */
import { execute, sql } from '../runtime/sql.ts';
import type { TestNode } from '../runtime/testing/node.ts';
import type { PartyBinding, TermsData } from './agreement-contract.ts';
import { termsOfTemplate } from './agreement-templates.ts';
import { officerOf, ok } from './outpost-testing.ts';
import { createAgreement } from './write-agreement.ts';

export interface Signed {
  readonly agreementId: string;
  readonly versionId: string;
}

/** From Beijing to Hebei, by the published form for relocated enterprises. */
export async function signedAgreement(
  node: TestNode,
  more: {
    readonly terms?: (terms: TermsData) => object;
    readonly parties?: readonly PartyBinding[];
    readonly compactId?: string;
    readonly isPublic?: boolean;
    readonly begunBy?: string;
  } = {},
): Promise<Signed> {
  const { terms: change = (one) => one, isPublic = false, begunBy = '110000' } = more;
  const template = structuredClone(termsOfTemplate('cn-2015-92'));
  const terms = { inForce: { from: 2018 }, ...change(template) } as TermsData;
  const parties = more.parties ?? [
    { party: 'sender', regionCode: '110000' },
    { party: 'host', regionCode: '130000' },
  ];
  const about = more.compactId === undefined ? {} : { compactId: more.compactId };
  return await node.transact(async (ctx) => {
    const body = { regionCode: begunBy, terms, parties: [...parties], isPublic, ...about };
    const { id: versionId, agreementId } = await createAgreement(ctx, body);
    await execute(
      ctx.tx,
      sql`insert into outposts.signature (version_id, round, party, person_name, office,
            terms_digest, signed_at)
          select ${versionId}, 0, p.party, 'an officer', jsonb_build_object('office',
              'region_officer', 'place', outposts.place(p.region_code, p.organisation_id)),
            v.terms_digest, ${ctx.now}
          from outposts.party p join outposts.agreement_version v on v.id = p.version_id
          where p.version_id = ${versionId}`,
    );
    await execute(
      ctx.tx,
      sql`update outposts.agreement_version set state = 'signed', signed_at = ${ctx.now}
          where id = ${versionId}`,
    );
    return { agreementId, versionId };
  });
}

/** The local part of the value-added tax that Hebei took. */
export const taxFact = { period: '2019', party: 'host', measure: 'vat', amount: '100' };

export const beijing = officerOf('110000');
export const hebei = officerOf('130000');

export async function aFact(node: TestNode, agreementId: string, more: object = {}, as = hebei) {
  const body = { ...taxFact, ...more };
  return ok(await node.call('reportFact', { params: { agreementId }, body }, as));
}
