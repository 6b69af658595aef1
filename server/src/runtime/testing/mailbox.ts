/** A mail server for tests: it keeps what it is handed, and can be told to refuse. */
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { SmtpSettings } from '../settings.ts';

export interface Mailbox {
  readonly settings: SmtpSettings;
  /** Raw messages with their envelope, in the order in which they came. */
  readonly mails: readonly { readonly to: readonly string[]; readonly raw: string }[];
  /** Says no with this code to all that follows; 0 takes mail again. */
  refuse(responseCode: number): void;
  close(): Promise<void>;
}

export const mailboxPassword = 'a password for the mailbox';

export async function openMailbox(t: {
  after(close: () => Promise<void>): void;
}): Promise<Mailbox> {
  const mails: { to: string[]; raw: string }[] = [];
  let refusing = 0;
  const server = new SMTPServer({
    // Only the machine itself reaches it, so nothing is encrypted.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      const known = username === 'yunhe' && password === mailboxPassword;
      done(known ? null : new Error('Wrong user or password.'), { user: username });
    },
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        if (refusing > 0) {
          return done(Object.assign(new Error('Not now.'), { responseCode: refusing }));
        }
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        return done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => new Promise<void>((resolve) => void server.close(resolve));
  t.after(close);
  return {
    settings: {
      ...{ host: '127.0.0.1', port, user: 'yunhe', password: mailboxPassword },
      from: 'yunhe@example.org',
    },
    mails,
    refuse: (responseCode) => {
      refusing = responseCode;
    },
    close,
  };
}
