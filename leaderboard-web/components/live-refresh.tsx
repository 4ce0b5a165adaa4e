'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Not more often than this, however many events arrive. */
const shortestPauseMs = 1_000;

/**
 * Asks the server to render the page again: every `everySeconds` while the page is in view, and on each event of `source`.
 * The server stays the only renderer; without JavaScript the page reloads itself.
 */
export function LiveRefresh({ everySeconds, source }: { everySeconds: number; source?: string }) {
  const router = useRouter();
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      if (document.visibilityState === 'hidden' || pending) return;
      pending = setTimeout(() => {
        pending = undefined;
        router.refresh();
      }, shortestPauseMs);
    };
    const timer = setInterval(refresh, everySeconds * 1_000);
    const events = source === undefined ? null : new EventSource(source);
    // What happened is not read here, only that something did.
    for (const name of ['progress', 'end']) events?.addEventListener(name, refresh);
    return () => {
      clearInterval(timer);
      clearTimeout(pending);
      events?.close();
    };
  }, [router, everySeconds, source]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(everySeconds * 2)} />
    </noscript>
  );
}
