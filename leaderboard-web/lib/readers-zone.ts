const parts = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/**
 * What puts moments (RFC 3339) in the zone of who reads: `21 Nov 2026, 07:18 CET`; null for what is no moment. Made once for a page: to make a formatter takes
 * longer than to use it.
 */
export function readersZone(language: string, timeZone?: string): (at: string) => string | null {
  const { format } = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...parts, timeZone });
  return (at) => {
    const moment = new Date(at);
    return Number.isNaN(moment.getTime()) ? null : format(moment);
  };
}
