/** A meeting as calendars take it in, and the same file for a mail about it. */
import { calendarOf } from '../runtime/calendar.ts';
import { dayOf } from '../runtime/day.ts';
import type { Context, Download, InputOf } from '../runtime/module.ts';
import { meetingAnswer } from './hold-meeting.ts';
import type { Meeting, motionContract } from './motion-contract.ts';
import { findMeeting } from './motion-store.ts';
import { type Lang, noticeWords } from './notice-text.ts';
import type { KeptPlatform } from './platform-store.ts';
import { platformOf } from './rights.ts';

export async function downloadMeetingCalendar(
  ctx: Context,
  { meetingId, lang = 'zh' }: InputOf<(typeof motionContract)['downloadMeetingCalendar']>,
): Promise<Download> {
  const meeting = await meetingAnswer(ctx, meetingId);
  const text = await meetingCalendar(ctx, meeting, lang);
  const bytes = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  const filename = `${noticeWords(lang).say('meeting')}-${dayOf(new Date(meeting.calledFor))}.ics`;
  return { filename, mediaType: 'text/calendar; charset=utf-8', bytes };
}

export async function meetingCalendar(ctx: Context, meeting: Meeting, lang: Lang): Promise<string> {
  const platform = await platformOf(ctx, meeting.platformId);
  const { changedAt } = (await findMeeting(ctx.tx, meeting.id))!;
  const startsAt = new Date(meeting.calledFor);
  const lines = [meeting.agenda, meeting.changeNote, addressOfMeeting(ctx, meeting.id)];
  return calendarOf({
    ...{ id: meeting.id, stands: meeting.state !== 'cancelled', sequence: meeting.revision },
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + meeting.durationMinutes * 60_000).toISOString(),
    ...{ changedAt, title: titleOfMeeting(meeting, platform, lang), place: meeting.place },
    text: lines.filter((line) => line !== null).join('\n'),
    ...{ link: addressOfMeeting(ctx, meeting.id), organiser: null, language: lang },
  });
}

export function titleOfMeeting(
  meeting: Pick<Meeting, 'bodyNameZh' | 'bodyNameEn' | 'number'>,
  { nameZh, nameEn }: Pick<KeptPlatform, 'nameZh' | 'nameEn'>,
  lang: Lang,
): string {
  const platform = (lang === 'zh' ? nameZh : nameEn) ?? nameZh ?? nameEn ?? '';
  const body = lang === 'zh' ? meeting.bodyNameZh : meeting.bodyNameEn;
  return noticeWords(lang).say('meetingOf', { platform, body, number: meeting.number });
}

function addressOfMeeting(ctx: Context, id: string): string {
  return `${ctx.settings.publicUrl.replace(/\/+$/, '')}/platforms/meetings/${id}`;
}
