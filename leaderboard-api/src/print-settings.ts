import { cacheFolder, dataFolder, homeFolder } from '@paretoboard/harness/places.js';
import { z } from 'zod';

interface Shown {
  readonly value: unknown;
  readonly from: 'environment' | 'default';
}

/** A password in a URL is nobody's business; the rest of the URL is what one wants to see. */
function withoutSecret(value: string): string {
  if (!URL.canParse(value)) return '(not a URL: not shown)';
  const url = new URL(value);
  if (url.password !== '') url.password = '***';
  for (const name of url.searchParams.keys())
    if (/pass|secret|token|key/i.test(name)) url.searchParams.set(name, '***');
  return url.href;
}

const hidden = '***';
const isUrl: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'PARETOBOARD_API_URL',
  'PARETOBOARD_S3_ENDPOINT',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]);

function shownValue(name: string, value: string): string {
  if (/TOKEN|SECRET|PASSWORD/.test(name)) return hidden;
  return isUrl.has(name) ? withoutSecret(value) : value;
}

/** Every variable with what holds for it, without secrets; variables that the schema has not are never shown. @throws ZodError */
export function shownSettings(schema: z.ZodObject, environment: NodeJS.ProcessEnv): Record<string, Shown> {
  const parsed = schema.parse(environment);
  const own = Object.keys(schema.shape).map((name): [string, Shown] => {
    const given = environment[name];
    const from = given === undefined ? 'default' : 'environment';
    const value = given === undefined ? (parsed[name] ?? null) : shownValue(name, given);
    return [name, { value, from }];
  });
  const folders = { PARETOBOARD_HOME: homeFolder, PARETOBOARD_CACHE: cacheFolder, PARETOBOARD_DATA: dataFolder };
  const places = Object.entries(folders).map(([name, folder]): [string, Shown] => [
    name,
    { value: folder(environment), from: environment[name] ? 'environment' : 'default' },
  ]);
  return Object.fromEntries([...places, ...own]);
}

/**
 * The settings of a process. `--print-config` shows them and ends it with status 0; wrong ones end it with a line for each and status 2.
 * @param schema of the environment that `read` reads
 */
export function settingsOrExit<Read>(schema: z.ZodObject, read: () => Read): Read {
  try {
    if (process.argv.includes('--print-config')) {
      console.log(JSON.stringify(shownSettings(schema, process.env), null, 2));
      process.exit(0);
    }
    return read();
  } catch (error) {
    const isWrong = error instanceof z.ZodError || error instanceof TypeError;
    if (!isWrong) throw error;
    console.error(`The environment is wrong:\n${error instanceof z.ZodError ? z.prettifyError(error) : error.message}`);
    process.exit(2);
  }
}
