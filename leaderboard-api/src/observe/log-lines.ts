import { format } from 'node:util';
import { type Logger, pino } from 'pino';
import type { Settings } from '../settings.js';

/** Levels as words, times as in every other document of the house. */
function jsonLog(part: string): Logger {
  return pino({
    base: { part, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
  });
}

/**
 * The log of a process. As text, what is said is written as it is; as JSON, each line becomes a document, also those of libraries that write to the
 * console.
 */
export function openLog(part: string, { logFormat }: Pick<Settings, 'logFormat'>): Logger {
  if (logFormat === 'text') return pino({ level: 'warn' });
  const log = jsonLog(part);
  const said = (level: 'info' | 'warn' | 'error') => {
    return (...values: unknown[]): void => {
      const [first] = values;
      if (first instanceof Error) log[level](first);
      else log[level](format(...values));
    };
  };
  Object.assign(console, { log: said('info'), info: said('info'), warn: said('warn'), error: said('error') });
  return log;
}
