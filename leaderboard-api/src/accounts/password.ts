import { hash, type Options, verify } from '@node-rs/argon2';

/** Argon2id, the library's default, with 19 MiB, two passes, one lane: what OWASP's password storage cheat sheet asks for at least. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of nobody's password: who asks for a name that is not there waits as long as for one that is. */
const nobodysHash = hash('nobody has this password', cost);

/** What is kept of a password: cost, salt and hash in PHC form. */
export function hashOfPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** @param kept null: there is no password, and the answer takes as long as if there were */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const matches = await verify(kept ?? (await nobodysHash), password);
  return matches && kept !== null;
}
