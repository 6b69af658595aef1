/** "Not this, because …": said by either side of what it was shown, and taken back. */
import { uuidv7 } from '../runtime/id.ts';
import type { Context, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import { questionOfNeed, showRefused } from './find-matches.ts';
import { judgeFacts } from './match.ts';
import { matchIndexOf } from './match-index.ts';
import type { Refused, rankingContract } from './ranking-contract.ts';
import { insertFeedback, latestRanking, lockFeedback, markTakenBack } from './ranking-store.ts';
import { whoSeesNeed } from './ranking-views.ts';
import { requireRole } from './rights.ts';
import { loadNeed, loadTechnology, type NeedRow, type TechnologyRow } from './store.ts';
import { visibleNeed, visibleTechnology } from './views.ts';
import { deliveredRanking } from './weights.ts';

export async function refuseMatch(
  ctx: Context,
  input: InputOf<typeof rankingContract.refuseMatch>,
): Promise<Refused> {
  const { organisationId } = input;
  requireRole(ctx.actor, organisationId, 'editor', 'organisation');
  const need = await visibleNeed(ctx, input.needId);
  if (need === null) throw notFound('need');
  const technology = await visibleTechnology(ctx, input.technologyId);
  if (technology === null) throw notFound('technology');
  const oursIsNeed = need.organisationId === organisationId;
  if (oursIsNeed === (technology.organisationId === organisationId)) {
    throw notPossible('own_organisation', 'One of the two is yours and the other is not.');
  }
  const other = oursIsNeed ? technology : need;
  if (other.state !== 'published') {
    const code = oursIsNeed ? 'technology_not_published' : 'need_not_published';
    throw notPossible(code, 'Only what is published is matched.');
  }
  const id = uuidv7();
  const feedback = {
    id,
    needId: need.id,
    technologyId: technology.id,
    organisationId,
    reasons: [...input.reasons],
    note: input.note ?? null,
  };
  const scores = await scoresOf(ctx, need, technology);
  const index = matchIndexOf(ctx);
  const { version } = (await latestRanking(ctx.tx)) ?? deliveredRanking;
  const inserted = await insertFeedback(ctx.tx, {
    ...feedback,
    scores,
    rankingVersion: version,
    corpusDigest: index.digest(),
    now: ctx.now,
  });
  if (!inserted) throw notPossible('already_refused', 'Your organisation has said so already.');
  ctx.announce({
    type: 'matching.match_refused',
    subjectIds: [need.id, technology.id],
    organisationId,
    fromRegion: oursIsNeed ? need.province : technology.province,
    toRegion: oursIsNeed ? technology.province : need.province,
    payload: {
      feedbackId: id,
      reasons: feedback.reasons,
      side: oursIsNeed ? 'need' : 'technology',
    },
  });
  const row = { ...feedback, givenAt: ctx.now.toISOString() };
  return showRefused(row, oursIsNeed ? 'technology' : 'need', other);
}

function notPossible(code: string, detail: string): Refusal {
  return new Refusal('feedback_not_possible', 'This cannot be said of the two.', {
    reasons: [{ code, detail }],
  });
}

/** What the two score now, by part: what a "no" is learned from. */
async function scoresOf(ctx: Context, need: NeedRow, technology: TechnologyRow) {
  const seers = await whoSeesNeed(ctx.tx, need, [technology.organisationId], ctx.now);
  const regionPath = technology.organisation.regions.map(({ code }) => code);
  const ownerSeesNeed = seers.has(technology.organisationId);
  const parts = judgeFacts(need, { ...technology, regionPath, ownerSeesNeed }, ctx.now);
  const question = questionOfNeed(need);
  const only = { id: technology.id };
  const everyone = async (ids: readonly string[]) => ids.map((id) => ({ id }));
  const found = question.asksSomething
    ? await matchIndexOf(ctx).search('technology', question.query, 1, everyone)
    : [];
  const text = found.find(({ row }) => row.id === only.id)?.text ?? 0;
  return Object.fromEntries([['text', text], ...parts.map(({ part, score }) => [part, score])]);
}

export async function takeBackRefusal(
  ctx: Context,
  input: InputOf<typeof rankingContract.takeBackRefusal>,
): Promise<null> {
  const feedback = await lockFeedback(ctx.tx, input.feedbackId);
  if (feedback === null) throw notFound('feedback');
  requireRole(ctx.actor, feedback.organisationId, 'editor', 'feedback');
  await markTakenBack(ctx.tx, feedback.id, ctx.now);
  const need = await loadNeed(ctx.tx, feedback.needId);
  const technology = await loadTechnology(ctx.tx, feedback.technologyId);
  const ours = need?.organisationId === feedback.organisationId;
  ctx.announce({
    type: 'matching.match_refusal_taken_back',
    subjectIds: [feedback.needId, feedback.technologyId],
    organisationId: feedback.organisationId,
    fromRegion: (ours ? need : technology)?.province ?? null,
    toRegion: (ours ? technology : need)?.province ?? null,
    payload: { feedbackId: feedback.id },
  });
  return null;
}
