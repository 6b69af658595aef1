import { calendarOf } from '../runtime/calendar.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import { notFound, Refusal } from '../runtime/refusal.ts';
import type { contract, Owner } from './contract.ts';
import { meetingStateAt } from './meeting.ts';
import { loadMeeting } from './meeting-store.ts';
import { today } from './record.ts';
import { visibleIntroduction } from './views.ts';

/** The file of a meeting that was arranged once; later it says that the meeting moved or is off. */
export async function downloadMeeting(
  ctx: Context,
  input: InputOf<typeof contract.downloadMeeting>,
): Promise<Download> {
  const { lang = 'zh' } = input;
  const meeting = await loadMeeting(ctx.tx, input.meetingId);
  const introduction =
    meeting === null ? null : await visibleIntroduction(ctx, meeting.introductionId);
  if (meeting === null || introduction === null) throw notFound('meeting');
  const { startsAt, endsAt } = meeting;
  if (startsAt === null || endsAt === null) {
    throw new Refusal('meeting_not_arranged', 'No time was picked yet.');
  }
  const { asker, asked, askerContact, askedContact } = introduction;
  const named = (owner: Owner) => (lang === 'zh' ? owner.nameZh : owner.nameEn) ?? owner.name;
  const about = introduction.need?.title ?? introduction.technology?.title ?? '';
  const contacts = [askerContact, askedContact].map((one) =>
    [one?.name, one?.email, one?.phone].filter((part) => part != null && part !== '').join(' '),
  );
  const state = meetingStateAt(meeting, ctx.now);
  const organiser = meeting.proposedById === introduction.askerId ? askerContact : askedContact;
  const text = calendarOf({
    id: meeting.id,
    stands: state === 'arranged' || state === 'held',
    sequence: meeting.sequence,
    startsAt,
    endsAt,
    changedAt: meeting.updatedAt,
    title: lang === 'zh' ? `洽谈：${about}` : `Meeting: ${about}`,
    text: [
      ...[asker, asked].map((owner, at) => `${named(owner)}: ${contacts[at]}`),
      meeting.note,
      `${ctx.settings.publicUrl}/introductions/${introduction.id}`,
    ]
      .filter((line) => line !== null && line !== '')
      .join('\n'),
    place: meeting.place,
    link: meeting.link,
    organiser: organiser?.email ? { name: organiser.name, email: organiser.email } : null,
    language: lang,
  });
  return {
    filename: `${lang === 'zh' ? '会面' : 'meeting'}-${today(new Date(startsAt))}.ics`,
    mediaType: 'text/calendar; charset=utf-8',
    bytes: oneChunk(text),
  };
}

async function* oneChunk(text: string) {
  yield new TextEncoder().encode(text);
}
