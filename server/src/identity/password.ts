/** Passwords are kept as better-auth keeps them: scrypt with a salt of each. */
import { hashPassword as hash, verifyPassword } from 'better-auth/crypto';

export const hashPassword: (password: string) => Promise<string> = hash;

let ofNobody: Promise<string> | undefined;

/** An account that is unknown costs the same time as one whose password is wrong. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  ofNobody ??= hash('nobody has this password');
  const right = await verifyPassword({ hash: hashed ?? (await ofNobody), password });
  return right && hashed !== null;
}
