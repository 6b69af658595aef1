/** Minutes as PDF: who was there, what was decided, by how many votes and by which clause. */
import type { UseCase } from '../runtime/module.ts';
import { type PdfPart, pdfFile } from '../runtime/pdf/index.ts';
import { Refusal } from '../runtime/refusal.ts';
import { meetingAnswer } from './hold-meeting.ts';
import { type Lang, minutesWords } from './minutes-words.ts';
import type { Meeting, Motion, motionContract } from './motion-contract.ts';
import { platformOf } from './rights.ts';
import { motionAnswer } from './show-motion.ts';

export const downloadMinutes: UseCase<(typeof motionContract)['downloadMinutes']> = async (
  ctx,
  { meetingId, lang = 'zh' },
) => {
  const meeting = await meetingAnswer(ctx, meetingId);
  if (meeting.state !== 'held' || meeting.closedAt === null) {
    throw new Refusal('meeting_not_held', 'There are minutes once the meeting has ended.');
  }
  const platform = await platformOf(ctx, meeting.platformId);
  const { say, time } = minutesWords(lang);
  const motions: Motion[] = [];
  for (const { id } of meeting.motions) motions.push(await motionAnswer(ctx, id));
  const name = (lang === 'zh' ? platform.nameZh : platform.nameEn) ?? platform.nameZh ?? '';
  const body = lang === 'zh' ? meeting.bodyNameZh : meeting.bodyNameEn;
  const title = `${name} ${body} ${say('minutesOf', { number: meeting.number })}`;
  return pdfFile(`${say('minutes')}-${meeting.number}`, {
    ...{ title, lang, madeAt: new Date(meeting.closedAt) },
    parts: [
      {
        facts: [
          [say('platform'), name],
          [say('body'), body],
          [say('calledFor'), time(meeting.calledFor)],
          ...(meeting.place === null ? [] : [[say('place'), meeting.place] as const]),
          [say('closedAt'), time(meeting.closedAt)],
          [say('present'), namesOf(meeting, true, lang)],
          [say('absent'), namesOf(meeting, false, lang)],
          ...(platform.sample ? [[say('sample'), say('sampleOnly')] as const] : []),
        ],
      },
      ...(meeting.agenda === null
        ? []
        : [{ heading: say('agenda') }, { paragraph: meeting.agenda }]),
      ...motions.flatMap((motion) => partsOf(motion, lang)),
      { heading: say('minutes') },
      ...(meeting.minutes ?? '').split('\n').map((paragraph) => ({ paragraph })),
    ],
  });
};

function namesOf({ seats }: Meeting, there: boolean, lang: Lang): string {
  const named = seats.filter(({ present }) => present === there);
  return named.map(({ seat }) => seat.person.name).join(lang === 'zh' ? '、' : ', ') || '—';
}

function partsOf({ title, note, state, tally, seats }: Motion, lang: Lang): PdfPart[] {
  const { say, choice, outcome, ground } = minutesWords(lang);
  return [
    { heading: `${say('motion')}: ${title}` },
    ...(note === null ? [] : [{ paragraph: note }]),
    {
      facts: [
        [say('outcome'), outcome(state)],
        [say('quorum'), say('quorumFigures', { ...tally })],
        [say('votes'), say('voteFigures', { ...tally })],
        [say('clause'), tally.clause],
      ],
    },
    {
      table: {
        columns: [
          { title: say('member'), width: 3 },
          { title: say('weight'), width: 1, align: 'right' },
          { title: say('vote'), width: 2 },
          { title: say('remark'), width: 6 },
        ],
        rows: seats.map((one) => [
          one.seat.person.name,
          String(one.seat.votes),
          one.conflict === null ? choice(one.choice) : say('conflict'),
          one.conflict === null ? (one.note ?? '') : ground(one.conflict),
        ]),
      },
    },
  ];
}
