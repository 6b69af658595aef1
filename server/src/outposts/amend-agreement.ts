/** Another version of a signed agreement: begun as a copy, and looked at beside the one before. */
import type { Terms } from '@yunhe/settlement';
import type { UseCase } from '../runtime/module.ts';
import { notAllowed, notFound, Refusal } from '../runtime/refusal.ts';
import { judgePeriod, periodOfYears } from './agreement.ts';
import type { agreementContract } from './agreement-contract.ts';
import {
  requireVisibleAgreement,
  requireVisibleVersion,
  writesVersion,
} from './agreement-rights.ts';
import {
  loadVersion,
  lockAgreement,
  nextNumber,
  partiesOf,
  signedVersions,
  versionInTheMaking,
} from './agreement-store.ts';
import { readAgreementRow, readVersionFacts } from './agreement-views.ts';
import { compareProse, compareTerms } from './compare-terms.ts';
import { rereadVersion } from './show-agreement.ts';
import { proseOfDraft, readDraft } from './terms.ts';
import { beginVersion } from './write-agreement.ts';

type Contract = typeof agreementContract;

export const amendAgreement: UseCase<Contract['amendAgreement']> = async (ctx, input) => {
  const { agreementId, fromYear, toYear = null } = input;
  await requireVisibleAgreement(ctx, agreementId);
  await lockAgreement(ctx.tx, agreementId);
  const agreement = await readAgreementRow(ctx, agreementId);
  const latest = agreement === null ? null : await loadVersion(ctx.tx, agreement.version.id);
  if (agreement === null || latest === null) throw notFound('agreement');
  const parties = await partiesOf(ctx.tx, latest.id, ctx.now);
  if (!(await writesVersion(ctx, latest, parties))) {
    throw notAllowed('Only officers of its parties and their secretariat amend an agreement.', {
      stake: { subjectIds: [agreementId], journeyId: latest.journeyId },
    });
  }
  if (latest.state !== 'signed') {
    throw new Refusal('agreement_not_signed', 'What is not signed yet is edited, not amended.', {
      params: { state: latest.state },
    });
  }
  const draft = await versionInTheMaking(ctx.tx, agreementId);
  if (draft !== null) {
    throw new Refusal('draft_exists_already', `Version ${draft.number} is in the making.`, {
      params: { number: draft.number, versionId: draft.id },
    });
  }
  const inForce = { from: fromYear, ...(toYear === null ? {} : { to: toYear }) };
  const signed = await signedVersions(ctx.tx, agreementId);
  const [objection] = judgePeriod(periodOfYears(inForce), signed);
  if (objection !== undefined) {
    const { code, detail, params = {} } = objection;
    throw new Refusal(code, detail, {
      params,
      reasons: [{ ...{ code, detail, params }, pointer: '/fromYear' }],
      stake: { subjectIds: [agreementId], journeyId: latest.journeyId },
    });
  }

  const id = await beginVersion(ctx, {
    agreementId,
    number: await nextNumber(ctx.tx, agreementId),
    template: latest.template,
    terms: { ...amended(latest.terms as unknown as Terms, fromYear), inForce },
    parties,
  });
  ctx.announce({
    type: 'outposts.agreement_amendment_begun',
    subjectIds: [agreementId, id],
    journeyId: latest.journeyId,
    fromRegion: latest.begunByRegion,
    payload: { fromYear, toYear },
  });
  return await rereadVersion(ctx, id);
};

/** A cap remembers: what was shared before the amendment goes on as it was. */
function amended(terms: Terms, fromYear: number): Terms {
  const clauses = terms.clauses.map((clause) => {
    if (clause.kind !== 'share') return clause;
    if (clause.cap?.per !== 'agreement' && clause.cap?.carryForward !== true) return clause;
    const earlier = (clause.earlier ?? []).filter(({ through }) => through < fromYear - 1);
    return { ...clause, earlier: [...earlier, { through: fromYear - 1, splits: clause.splits }] };
  });
  return { ...terms, clauses };
}

export const compareAgreementVersions: UseCase<Contract['compareAgreementVersions']> = async (
  ctx,
  { leftId, rightId },
) => {
  for (const id of [leftId, rightId]) await requireVisibleVersion(ctx, id);
  const left = await loadVersion(ctx.tx, leftId);
  const right = await loadVersion(ctx.tx, rightId);
  const [leftFacts, rightFacts] = [
    await readVersionFacts(ctx.tx, leftId),
    await readVersionFacts(ctx.tx, rightId),
  ];
  if (left === null || right === null || leftFacts === null || rightFacts === null) {
    throw notFound('version of an agreement');
  }
  const prose = [left, right].map(({ terms }) => proseOfDraft(terms, readDraft(terms).problems));
  return {
    left: leftFacts,
    right: rightFacts,
    differences: compareTerms(left.terms, right.terms),
    prose: compareProse(prose[0]!, prose[1]!),
  };
};
