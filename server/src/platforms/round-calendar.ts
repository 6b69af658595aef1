/** The days of a round as calendars take them in (RFC 5545). */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type Calendar, endOf, type Phase, phases } from './round.ts';

export interface CalendarOfRound {
  readonly id: string;
  readonly calendar: Calendar;
  /** Grows with each change, so that a calendar knows which file is the newer. */
  readonly revision: number;
  readonly changedAt: Date;
  readonly isCancelled: boolean;
  readonly language: 'zh' | 'en';
  readonly titleOf: (phase: Phase) => string;
}

/** One entry a phase, whole days from its first to the day before the next; those left out are not. */
export function calendarFile(round: CalendarOfRound): string {
  const { id, calendar, revision, changedAt, isCancelled, language, titleOf } = round;
  const file = ical({
    prodId: { company: 'Yunhe', product: 'Platforms', language: language.toUpperCase() },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  for (const phase of phases) {
    const begins = calendar[phase];
    const ends = endOf(calendar, phase);
    if (ends === begins) continue;
    file.createEvent({
      id: `${id}-${phase}`,
      sequence: revision,
      stamp: changedAt,
      lastModified: changedAt,
      allDay: true,
      start: begins,
      ...(ends === null ? {} : { end: ends }),
      summary: titleOf(phase),
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return `${file.toString().trimEnd()}\r\n`;
}
