/**
 * A sample agreement between Beijing and Hebei by the published form of relocated enterprises,
 * signed by both, and a draft by Tianjin that is not whole yet: so that facts and statements have
 * something to stand on, and the editor something to mend.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createAgreement,
  draftScenario,
  readAgreementVersion,
  runSimulation,
  sendAgreementVersion,
  signAgreementVersion,
  startSimulation,
} from '../server/src/outposts/index.ts';
import type { JobContext } from '../server/src/runtime/module.ts';
import type { Officers } from './common-rules.ts';

const sample = { sample: true };

/** The first year that the sample agreement rules. */
const since = 2018;

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A shipped form in which the parties have the names of those who agree. */
function shippedTerms(name: string, names: Readonly<Record<string, Words>>) {
  const file = join(import.meta.dirname, 'agreements', `${name}.json`);
  const terms = JSON.parse(readFileSync(file, 'utf8'));
  const parties = terms.parties.map((party: { id: string; name: Words }) => ({
    ...party,
    name: names[party.id] ?? party.name,
  }));
  return { ...terms, parties };
}

const beijingWords = { zh: '北京市', en: 'Beijing' };
const tianjinWords = { zh: '天津市', en: 'Tianjin' };
const hebeiWords = { zh: '河北省', en: 'Hebei' };

interface Seeding {
  readonly ctx: JobContext;
  readonly compactId: string;
  readonly officers: Officers;
}

/** @returns the id of the agreement that is signed. */
export async function seedAgreements({ ctx, compactId, officers }: Seeding): Promise<string> {
  const { beijing, tianjin, hebei } = officers;
  const { id: versionId, agreementId } = await ctx.transact(
    (inner) =>
      createAgreement(
        inner,
        {
          ...{ regionCode: '110000', compactId },
          terms: {
            ...shippedTerms('cn-2015-92', { sender: beijingWords, host: hebeiWords }),
            title: {
              zh: '京冀迁移企业税收分享协议（示例）',
              en: 'Beijing and Hebei share the tax of a relocated enterprise (sample)',
            },
            inForce: { from: since },
          },
          parties: [
            { party: 'sender', regionCode: '110000' },
            { party: 'host', regionCode: '130000' },
          ],
        },
        sample,
      ),
    beijing,
  );
  await simulateOnce(ctx, versionId, beijing);
  const read = () => ctx.transact((inner) => readAgreementVersion(inner, { versionId }), beijing);
  const { revision } = await read();
  await ctx.transact((inner) => sendAgreementVersion(inner, { versionId, revision }), beijing);
  const { termsDigest } = await read();
  for (const [party, officer] of [
    ['sender', beijing],
    ['host', hebei],
  ] as const) {
    const signature = { versionId, party, termsDigest: termsDigest ?? '' };
    await ctx.transact((inner) => signAgreementVersion(inner, signature), officer);
  }
  await ctx.transact(
    (inner) =>
      createAgreement(
        inner,
        {
          ...{ regionCode: '120000', compactId },
          terms: {
            ...shippedTerms('pinghu-fixed-yield', { qingtian: hebeiWords, pinghu: tianjinWords }),
            title: {
              zh: '津冀飞地固定收益协议（示例草案）',
              en: 'Tianjin and Hebei agree on a fixed yield (sample draft)',
            },
          },
          parties: [{ party: 'pinghu', regionCode: '120000' }],
        },
        sample,
      ),
    tianjin,
  );
  return agreementId;
}

/** Few draws: the demo shows what a simulation looks like, not what will be. */
async function simulateOnce(
  ctx: JobContext,
  versionId: string,
  as: Officers['beijing'],
): Promise<void> {
  const { id } = await ctx.transact(async (inner) => {
    const { scenario } = await draftScenario(inner, { versionId });
    const costs = [{ party: 'host', year: since, amount: '20000000.00', unit: 'CNY' }];
    const asked = { versionId, scenario: { ...scenario, costs }, draws: 500, seed: 2018 };
    return await startSimulation(inner, asked);
  }, as);
  await runSimulation(ctx, id);
}
