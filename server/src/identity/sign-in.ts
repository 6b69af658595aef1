import { createHmac } from 'node:crypto';
import type { Context, UseCase } from '../runtime/module.ts';
import { Refusal } from '../runtime/refusal.ts';
import type { signIn as endpoint } from './contract.ts';
import { lockedUntil, withFailure } from './lock-out.ts';
import { isPassword } from './password.ts';
import { startSession } from './session.ts';
import { holdFailures, personByEmail, writeFailures } from './store.ts';

/** An unknown email gets the same answers in the same time as a known one. */
export const signIn: UseCase<typeof endpoint> = async (ctx, { email, password }) => {
  const person = await checkPassword(ctx, email, password, 'email_or_password_wrong');
  if (person.suspendedAt !== null) {
    throw new Refusal('account_suspended', 'This account is suspended; ask the administrator.');
  }
  return await startSession(ctx, person, 'password');
};

/**
 * Checks a password and counts failures, which lock the account for a while.
 *
 * @throws Refusal sign_in_locked, or `code` where the password is not the account's.
 */
export async function checkPassword(
  ctx: Context,
  email: string,
  password: string,
  code: 'email_or_password_wrong' | 'current_password_wrong',
): Promise<NonNullable<Awaited<ReturnType<typeof personByEmail>>>> {
  const digest = digestOfEmail(email, ctx.settings.secret);
  const failedAt = await holdFailures(ctx.tx, digest, ctx.now);
  const locked = lockedUntil(failedAt, ctx.now);
  if (locked !== null) throw lockRefusal(locked);

  const person = await personByEmail(ctx.tx, email);
  if (await isPassword(password, person?.password ?? null)) {
    await writeFailures(ctx.tx, digest, []);
    return person!;
  }

  const failures = withFailure(failedAt, ctx.now);
  await writeFailures(ctx.tx, digest, failures);
  const until = lockedUntil(failures, ctx.now);
  ctx.announce({
    type: 'identity.sign_in_failed',
    payload: { emailDigest: digest, lockedUntil: until?.toISOString() ?? null },
  });
  if (until !== null) throw lockRefusal(until);
  throw new Refusal(code, 'Email and password do not belong together.', { keepsChanges: true });
}

/** Tells accounts apart without telling who they are. */
function digestOfEmail(email: string, secret: string): string {
  return createHmac('sha256', secret).update(`email ${email.toLowerCase()}`).digest('hex');
}

function lockRefusal(until: Date): Refusal {
  return new Refusal(
    'sign_in_locked',
    `After too many wrong passwords this account takes none until ${until.toISOString()}.`,
    { params: { until: until.toISOString() }, keepsChanges: true },
  );
}
