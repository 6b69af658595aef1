/** A meeting as calendars take it in (RFC 5545). */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarEntry {
  readonly id: string;
  /** False once it is called off: calendars that took it in take it out. */
  readonly stands: boolean;
  /** Grows with each change, so that a calendar knows which file is the newer. */
  readonly sequence: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly changedAt: string;
  readonly title: string;
  readonly text: string;
  readonly place: string | null;
  readonly link: string | null;
  readonly organiser: { readonly name: string; readonly email: string } | null;
  readonly language: 'zh' | 'en';
}

/**
 * Publishes a meeting that stands, and cancels one that does not. Both have one UID, and times
 * are in UTC, which every calendar shows in its own zone.
 */
export function calendarOf(entry: CalendarEntry): string {
  const { stands } = entry;
  const calendar = ical({
    prodId: { company: 'Yunhe', product: 'Meetings', language: entry.language.toUpperCase() },
    method: stands ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
  });
  const changedAt = new Date(entry.changedAt);
  calendar.createEvent({
    id: entry.id,
    sequence: entry.sequence,
    stamp: changedAt,
    lastModified: changedAt,
    start: new Date(entry.startsAt),
    end: new Date(entry.endsAt),
    summary: entry.title,
    description: entry.text,
    status: stands ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    ...(entry.place === null && entry.link === null
      ? {}
      : { location: entry.place ?? entry.link ?? '' }),
    ...(entry.link === null ? {} : { url: entry.link }),
    ...(entry.organiser === null ? {} : { organizer: entry.organiser }),
  });
  return `${calendar.toString().trimEnd()}\r\n`;
}
