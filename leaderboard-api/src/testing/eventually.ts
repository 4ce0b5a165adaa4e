import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is neither null nor undefined nor false. @throws after `seconds`, with `describe()` */
export async function eventually<Answer>(
  ask: () => Promise<Answer | null | undefined | false>,
  seconds: number,
  describe: () => string,
): Promise<Answer> {
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await sleep(100)) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
  }
  throw new Error(`nothing within ${seconds} s: ${describe()}`);
}
