import { currentLanguage } from './current-language';
import { madeOnce } from './made-once';

/** What stands where a figure could not be measured. */
export const missing = '–';

const narrowSpace = '\u202f';
/** Significant digits of a figure. */
const mostDigits = 5;
/** Below it six decimals would show zero. */
const leastShownMs = 1e-6;

const numberFormat = madeOnce(
  (language, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options),
);
const pluralRules = madeOnce((language) => new Intl.PluralRules(language));
const ageFormat = madeOnce((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));

/** Decimals so that a figure carries `significant` digits, at most five in all. */
export function decimalsFor(magnitude: number, significant = 3): number {
  if (magnitude === 0 || !Number.isFinite(magnitude)) return 0;
  // Rounded first: 0.09998 is shown as 0.100, not as 0.1000.
  const rounded = Number(Math.abs(magnitude).toPrecision(significant));
  const digitsBeforePoint = Math.floor(Math.log10(rounded)) + 1;
  return Math.max(0, Math.min(6, significant - digitsBeforePoint));
}

function fixed(value: number, decimals: number): string {
  const places = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const text = numberFormat(currentLanguage(), places).format(value);
  return text.replace('-', '−');
}

/** A metric in its own unit, without it: two decimals for percent, points and dB, else three, but no more than five significant digits. */
export function metricValue(value: number | null, unit: string): string {
  if (value === null) return missing;
  return fixed(value, metricDecimals(value, unit));
}

function metricDecimals(value: number, unit: string): number {
  if (unit === '%' || unit === 'points' || unit === 'dB') return 2;
  const most = value === 0 ? 3 : decimalsFor(value, mostDigits);
  return Math.min(most, Math.max(3, decimalsFor(value)));
}

/** `[96.90, 97.40]`; where the decimal sign is a comma, a semicolon stands between. */
function interval(low: number, high: number, decimals: number): string {
  return bracketed(fixed(low, decimals), fixed(high, decimals));
}

/** Figures one after another: with semicolons where the decimal sign is a comma. */
export function listed(figures: readonly string[]): string {
  return figures.join(fixed(0, 1).includes(',') ? '; ' : ', ');
}

/** Two ends in brackets. */
export function bracketed(low: string, high: string): string {
  return `[${listed([low, high])}]`;
}

/** `[96.90, 97.40]`, or null where there is no interval. */
export function metricInterval(low: number | null, high: number | null, unit: string): string | null {
  if (low === null || high === null) return null;
  return interval(low, high, metricDecimals(Math.max(Math.abs(low), Math.abs(high)), unit));
}

/** `+0.42` or `−13.94`, with a real minus sign. */
export function signed(value: number, unit: string): string {
  const text = metricValue(Math.abs(value), unit);
  if (value === 0) return `±${text}`;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** The unit as it follows a figure: nothing for dimensionless ones. */
export function unitSuffix(unit: string): string {
  return unit === '1' ? '' : `${narrowSpace}${unit}`;
}

/** Milliseconds with three significant digits and no unit: columns name it once. What is too little for six decimals is never shown as zero. */
export function milliseconds(value: number | null): string {
  if (value === null) return missing;
  if (value > 0 && value < leastShownMs) return `< ${fixed(leastShownMs, 6)}`;
  return fixed(value, decimalsFor(value));
}

/** `[1.39, 1.46]` at the precision of the interval's upper end. */
export function millisecondsInterval(low: number | null, high: number | null): string | null {
  if (low === null || high === null) return null;
  return interval(low, high, decimalsFor(high));
}

/** `42 s`, `3 min 20 s`, `2 h 5 min`; below ten seconds with decimals. */
export function duration(seconds: number | null): string {
  if (seconds === null) return missing;
  if (seconds < 10) return `${fixed(seconds, decimalsFor(seconds, 2))}${narrowSpace}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${narrowSpace}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return joinParts([minutes, 'min'], [whole % 60, 's']);
  return joinParts([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']);
}

function joinParts(...parts: [number, string][]): string {
  return parts
    .filter(([amount], index) => index === 0 || amount > 0)
    .map(([amount, unit]) => `${amount}${narrowSpace}${unit}`)
    .join(' ');
}

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1.62 MiB`: powers of 1024, three significant digits. */
export function bytes(value: number | null): string {
  if (value === null) return missing;
  const power = value < 1 ? 0 : Math.min(binaryUnits.length - 1, Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** power;
  return `${fixed(scaled, power === 0 ? 0 : decimalsFor(scaled))}${narrowSpace}${binaryUnits[power]}`;
}

export function count(value: number | null): string {
  return value === null ? missing : numberFormat(currentLanguage()).format(value);
}

/** A number as it is, all digits that it has, without signs between thousands: for the marks of an axis. */
export function plainNumber(value: number): string {
  return numberFormat(currentLanguage(), { maximumFractionDigits: 12, useGrouping: false }).format(value);
}

/** With so many significant digits, `0.420`. */
export function significant(value: number, digits: number): string {
  const exact = { minimumSignificantDigits: digits, maximumSignificantDigits: digits, useGrouping: false };
  return numberFormat(currentLanguage(), exact).format(value).replace('-', '−');
}

/** With so many decimals, `97.4`. */
export function decimal(value: number, decimals: number): string {
  return fixed(value, decimals);
}

/** `1 row`, `3 rows`: by the rules of the page's language, which the two forms are of. */
export function plural(amount: number, one: string, other: string): string {
  return `${count(amount)} ${pluralRules(currentLanguage()).select(amount) === 'one' ? one : other}`;
}

/** The first twelve digits: enough to tell records apart by eye; the whole stands in the link and in `title`. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}

/** `today`, `yesterday`, `12 days ago`. @param days whole ones */
export function age(days: number): string {
  return ageFormat(currentLanguage()).format(-days, 'day');
}

/** `21 Nov 2026, 06:18 UTC`. */
export function instant(timestamp: string): string {
  const date = new Date(timestamp);
  if (Number.isNaN(date.getTime())) return timestamp;
  const locale = { en: 'en-GB', de: 'de' }[currentLanguage()];
  const day = date.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return `${day}, ${timestamp.slice(11, 16)} UTC`;
}

/** `A` … `Z`, `AA` …: the letter that ties a point of the chart to its row of the table. */
export function rowLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : rowLetter(Math.floor(index / 26) - 1) + letter;
}
