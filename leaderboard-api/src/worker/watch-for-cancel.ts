import type { DataSource } from 'typeorm';

const everyMs = 1_000;

/** Looks, while a run is measured, whether somebody wants it stopped. */
export function watchForCancel(database: DataSource, run: string): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const look = async (): Promise<void> => {
    const [found] = await database.query<{ wanted: boolean }[]>(
      'select cancel_requested_at is not null as wanted from runs where id = $1',
      [run],
    );
    if (found?.wanted) controller.abort();
  };
  // A database that does not answer once is asked again.
  const timer = setInterval(() => void look().catch((error: unknown) => console.error(error)), everyMs);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}
