/** Passes a submitted record through its review over HTTP, for tests of what comes after it. */
import type { Page } from 'playwright-core';

const scores = { innovation: 4, clarity: 4, expectations: 4, guidelines: 4 };

export async function passReview(author: Page, reviewer: Page, needId: string): Promise<void> {
  const need = await (await author.request.get(`/api/matching/needs/${needId}`)).json();
  const address = `/api/matching/reviews/${need.reviewId}`;
  const post = async (page: Page, path: string, data: object) => {
    const answer = await page.request.post(`${address}/${path}`, { data });
    if (!answer.ok()) throw new Error(await answer.text());
  };
  await post(author, 'approve', {});
  await post(reviewer, 'score', { scores });
}
