/**
 * Mail goes out through the SMTP server that the settings name; without one the node sends none.
 * Whoever sends from a job lets the job fail, so that the queue tries again.
 */
import { createTransport, type Transporter } from 'nodemailer';
import type { Settings, SmtpSettings } from './settings.ts';

export interface Mail {
  /** The same for every attempt, so that a mail that came twice is seen to be one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where the person ends such mail; what somebody must attend or decide has none. */
  readonly stopUrl?: string;
  /** An iCalendar file (RFC 5545), which mail programs offer to take in. */
  readonly calendar?: { readonly stands: boolean; readonly text: string };
}

/** The server is away or says no. Its answer may repeat what it was told, so only codes are kept. */
export class MailNotTaken extends Error {}

const transports = new WeakMap<SmtpSettings, Transporter>();

function transportOf(smtp: SmtpSettings): Transporter {
  const known = transports.get(smtp);
  if (known !== undefined) return known;
  const { host, port, user, password } = smtp;
  const fresh = createTransport({
    host,
    port,
    secure: port === 465,
    // A password never leaves the machine in the clear.
    requireTLS: user !== null && !isLoopback(host),
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transports.set(smtp, fresh);
  return fresh;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function icalEventOf({ stands, text }: NonNullable<Mail['calendar']>) {
  return { method: stands ? 'PUBLISH' : 'CANCEL', filename: 'meeting.ics', content: text };
}

/** @throws MailNotTaken where the server is away, refuses, or none is set. */
export async function sendMail(
  settings: Pick<Settings, 'smtp' | 'publicUrl'>,
  mail: Mail,
): Promise<void> {
  const { smtp } = settings;
  if (smtp === null) throw new MailNotTaken('No SMTP server is set.');
  try {
    await transportOf(smtp).sendMail({
      from: smtp.from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      textEncoding: 'base64',
      messageId: `<${mail.id}@${new URL(settings.publicUrl).hostname}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(mail.stopUrl === undefined ? {} : { 'List-Unsubscribe': `<${mail.stopUrl}>` }),
      },
      ...(mail.calendar === undefined ? {} : { icalEvent: icalEventOf(mail.calendar) }),
    });
  } catch (error) {
    const { code = 'unknown', responseCode = '' } = error as {
      readonly code?: string;
      readonly responseCode?: number;
    };
    const said = [code, responseCode].join(' ').trim();
    throw new MailNotTaken(`${smtp.host}:${smtp.port} did not take a mail: ${said}.`);
  }
}
