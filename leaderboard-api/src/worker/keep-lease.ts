import { LeaseLostError } from '../queue/end-run.js';
import type { RunLink } from './run-link.js';

/** A tenth of a lease: nine renewals in a row may be lost. And so soon is a wish to stop the run heard. */
const everyMs = 2_000;

export interface KeptLease {
  /** The run is somebody else's: what is measured is of no use. */
  readonly lost: AbortSignal;
  readonly cancelled: AbortSignal;
  stop(): void;
}

/** Renews a lease while its run is measured. A queue that cannot be reached is asked again: only its own word ends the lease. */
export function keepLease(link: RunLink, lease: string): KeptLease {
  const lost = new AbortController();
  const cancelled = new AbortController();
  const renew = async (): Promise<void> => {
    try {
      const renewed = await link.renew(lease);
      if (renewed.cancelled) cancelled.abort();
    } catch (error) {
      if (error instanceof LeaseLostError) lost.abort();
      else console.error(error);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const goOn = (): void => {
    timer = setTimeout(async () => {
      await renew();
      if (!isOver && !lost.signal.aborted) goOn();
    }, everyMs);
  };
  goOn();
  return {
    lost: lost.signal,
    cancelled: cancelled.signal,
    stop: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
