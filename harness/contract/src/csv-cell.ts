/** RFC 4180; a leading =, +, - or @ of text is quoted with an apostrophe, so that no spreadsheet runs it. What is not known is an empty cell, never 0. */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
