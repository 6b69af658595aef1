/** A digest leaves the node once: it is composed when it goes, of what may be seen then. */
import { peopleToTell } from '../identity/index.ts';
import { sendMail } from '../runtime/mail.ts';
import type { JobContext } from '../runtime/module.ts';
import { writeDigest } from './digest.ts';
import { stopTokenOf } from './stop-mails.ts';
import { lockDigest, markMailed } from './watch-store.ts';
import { firstFinds } from './watch-views.ts';

const findsAtMost = 20;

/**
 * Safe to repeat: a digest that was mailed is not mailed again, and the mail keeps its id, so that
 * one which the server took just before the node fell is seen to be the same.
 */
export async function mailDigest(job: JobContext, digestId: string): Promise<void> {
  await job.transact(async (ctx) => {
    const personId = await lockDigest(ctx.tx, digestId);
    if (personId === null) return;
    const person = (await peopleToTell(ctx.tx, [personId])).get(personId);
    if (person !== undefined) {
      const { actor, email, locale } = person;
      const { items, count } = await firstFinds({ ...ctx, actor }, { digestId }, findsAtMost);
      const url = ctx.settings.publicUrl.replace(/\/+$/, '');
      const stopUrl = `${url}/stop-mails#${stopTokenOf(ctx.settings.secret, personId)}`;
      const about = { locale, name: actor.name, url, stopUrl, finds: items, count };
      if (count > 0) {
        await sendMail(ctx.settings, { id: digestId, to: email, stopUrl, ...writeDigest(about) });
      }
    }
    await markMailed(ctx.tx, digestId, ctx.now);
  });
}
