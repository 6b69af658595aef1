import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailNotTaken, sendMail } from './mail.ts';
import { mailboxPassword, openMailbox } from './testing/mailbox.ts';

const publicUrl = 'https://yunhe.example.org';
const mail = {
  id: 'digest-1',
  to: 'zhou@example.org',
  subject: '有新技术\r\nBcc: eve@example.org',
  text: '您好：\n.\n有新的结果。',
  stopUrl: 'https://yunhe.example.org/stop-mails?token=x',
};

test('a mail arrives with its id and the way to end such mail, to one person alone', async (t) => {
  const mailbox = await openMailbox(t);
  await sendMail({ smtp: mailbox.settings, publicUrl }, mail);
  assert.equal(mailbox.mails.length, 1);
  const [{ to, raw } = { to: [], raw: '' }] = mailbox.mails;
  assert.deepEqual(to, ['zhou@example.org'], 'a line end in a subject adds nobody');
  assert.match(raw, /^Message-ID: <digest-1@yunhe\.example\.org>\r$/im);
  assert.match(raw, /^List-Unsubscribe: <https:\/\/yunhe\.example\.org\/stop-mails\?token=x>\r$/m);
  assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
  assert.match(raw, /^Content-Type: text\/plain; charset=utf-8\r$/m);
  assert.doesNotMatch(raw, /^Bcc:/im);
});

test('a server that is away, refuses or does not know us is a failure without secrets', async (t) => {
  const mailbox = await openMailbox(t);
  const failing = async (smtp: typeof mailbox.settings | null) => {
    const error = await sendMail({ smtp, publicUrl }, mail).then(
      () => assert.fail('it was sent'),
      (error: unknown) => error,
    );
    assert.ok(error instanceof MailNotTaken);
    const said = `${error.message} ${error.stack} ${JSON.stringify(error)}`;
    assert.ok(!said.includes(mailboxPassword) && !said.includes(mail.to), said);
    return error.message;
  };
  mailbox.refuse(451);
  assert.match(await failing(mailbox.settings), /did not take a mail: \w+ 451\.$/);
  mailbox.refuse(0);
  const stranger = { ...mailbox.settings, password: `${mailboxPassword}?` };
  assert.match(await failing(stranger), /EAUTH 535/);
  assert.match(await failing(null), /No SMTP server/);
  await mailbox.close();
  assert.match(await failing(mailbox.settings), /ECONN|ESOCKET/);
  assert.equal(mailbox.mails.length, 0);
});
