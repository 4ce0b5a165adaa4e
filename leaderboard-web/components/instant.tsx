import { instant } from '../lib/format';

/** A moment in UTC; with scripts `LocalTimes` puts it in the reader's zone. @param at RFC 3339 */
export function Instant({ at }: { at: string }) {
  // What stands there may be in the reader's zone already when React looks at it.
  return (
    <time className="nobr" dateTime={at} suppressHydrationWarning>
      {instant(at)}
    </time>
  );
}
