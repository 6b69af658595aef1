/** A notice leaves the node once: it is composed when it goes, of what the person may see then. */
import { peopleToTell } from '../identity/index.ts';
import { type Mail, sendMail } from '../runtime/mail.ts';
import type { Context, Job, JobContext } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import { bodyOf } from './charter.ts';
import { charterOn, findCharter, findSeat } from './charter-store.ts';
import { governedPlatform } from './governance-rights.ts';
import { meetingAnswer } from './hold-meeting.ts';
import { meetingCalendar, titleOfMeeting } from './meeting-calendar.ts';
import { lockNotice, markNoticeMailed, type Notice } from './notice-store.ts';
import { type Lang, type NoticeText, noticeWords, writeNotice } from './notice-text.ts';
import { platformOf } from './rights.ts';
import { motionAnswer } from './show-motion.ts';

export const noticeJobs: readonly Job[] = [
  {
    name: 'platforms.mail_notice',
    // A mail server may be away for a night: twelve tries take some seventeen hours.
    patience: { tries: 12, firstPauseSeconds: 30 },
    run: (ctx, { noticeId }) => mailNotice(ctx, String(noticeId)),
  },
];

async function mailNotice(job: JobContext, noticeId: string): Promise<void> {
  await job.transact(async (ctx) => {
    const notice = await lockNotice(ctx.tx, noticeId);
    if (notice === null) return;
    const person = (await peopleToTell(ctx.tx, [notice.personId])).get(notice.personId);
    if (person !== undefined) {
      const { actor, email, locale } = person;
      const lang = locale === 'en' ? 'en' : 'zh';
      const composed = await compose({ ...ctx, actor }, notice, lang);
      if (composed !== null) {
        const { calendar, ...text } = composed;
        const mail = { id: noticeId, to: email, ...writeNotice(lang, actor.name, text) };
        await sendMail(ctx.settings, { ...mail, ...(calendar === undefined ? {} : { calendar }) });
      }
    }
    await markNoticeMailed(ctx.tx, noticeId, ctx.now);
  });
}

type Composed = NoticeText & Pick<Mail, 'calendar'>;

/** @returns null where the person may not see it any more, or it waits for nobody. */
async function compose(ctx: Context, notice: Notice, lang: Lang): Promise<Composed | null> {
  try {
    return await composing[notice.kind](ctx, notice.subjectId, lang);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return null;
    throw error;
  }
}

type Compose = (ctx: Context, subjectId: string, lang: Lang) => Promise<Composed | null>;

const composing: Readonly<Record<Notice['kind'], Compose>> = {
  meeting: async (ctx, meetingId, lang) => {
    const meeting = await meetingAnswer(ctx, meetingId);
    if (meeting.state === 'held') return null;
    const { state, calledFor, movedFrom, place, agenda, changeNote } = meeting;
    const { time } = noticeWords(lang);
    const platform = await platformOf(ctx, meeting.platformId);
    const text = await meetingCalendar(ctx, meeting, lang);
    return {
      subject: `meeting_${state === 'called' && changeNote !== null ? 'moved' : state}`,
      what: titleOfMeeting(meeting, platform, lang),
      lines: [
        ['when', time(calledFor)],
        ['movedFrom', movedFrom === null ? null : time(movedFrom)],
        ...([
          ['place', place],
          ['reason', changeNote],
          ['agenda', agenda],
        ] as const),
      ],
      address: `${site(ctx)}/meetings/${meetingId}`,
      calendar: { stands: state !== 'cancelled', text },
    };
  },
  motion: async (ctx, motionId, lang) => {
    const motion = await motionAnswer(ctx, motionId);
    if (motion.state !== 'open') return null;
    return {
      ...{ subject: 'motion', what: motion.title },
      lines: [
        ['body', lang === 'zh' ? motion.bodyNameZh : motion.bodyNameEn],
        ...motion.reasons.map((one) => ['reason', one[lang]] as const),
        ['closes', noticeWords(lang).time(motion.closesAt)],
      ],
      address: `${site(ctx)}/motions/${motionId}`,
    };
  },
  charter: async (ctx, charterId, lang) => {
    const charter = await findCharter(ctx.tx, charterId);
    if (charter?.state !== 'proposed') return null;
    const platform = await governedPlatform(ctx, charter.platformId);
    return {
      ...{ subject: 'charter', what: nameOf(platform, lang) },
      lines: [['starts', charter.startsOn]],
      address: `${site(ctx)}/${platform.id}/charter`,
    };
  },
  seat: async (ctx, seatId, lang) => {
    const seat = await findSeat(ctx.tx, seatId);
    if (seat === null) return null;
    const platform = await governedPlatform(ctx, seat.platformId);
    const charter = await charterOn(ctx.tx, platform.id, seat.startsOn);
    const body = charter === null ? null : bodyOf(charter.content, seat.body);
    return {
      ...{ subject: 'seat', what: nameOf(platform, lang) },
      lines: [
        ['body', body === null ? seat.body : lang === 'zh' ? body.nameZh : body.nameEn],
        ['term', `${seat.startsOn} – ${seat.endsOn ?? ''}`.trim()],
        ['reason', seat.endNote],
      ],
      address: `${site(ctx)}/${platform.id}/charter`,
    };
  },
};

function nameOf(
  one: { readonly nameZh: string | null; readonly nameEn: string | null },
  lang: Lang,
) {
  return (lang === 'zh' ? one.nameZh : one.nameEn) ?? one.nameZh ?? one.nameEn ?? '';
}

function site({ settings }: Context): string {
  return `${settings.publicUrl.replace(/\/+$/, '')}/platforms`;
}
