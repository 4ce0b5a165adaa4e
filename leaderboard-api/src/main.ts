import { ensureFirstOperator } from './accounts/first-operator.js';
import { readOidcSettings } from './accounts/oidc-settings.js';
import { createApp } from './app.js';
import { openDatabase } from './database/data-source.js';
import { stopWithParent } from './lifetime.js';
import { openLog } from './observe/log-lines.js';
import { startTracing } from './observe/tracing.js';
import { settingsOrExit } from './print-settings.js';
import { environmentSchema, readSettings } from './settings.js';
import { storesOf } from './store/stores.js';
import { declareRelease, thisRelease } from './workers/release.js';

const settings = settingsOrExit(environmentSchema, () => readSettings());
const log = openLog('api', settings);
const endTracing = await startTracing('api', settings);
const database = await openDatabase(settings.databaseUrl);
await ensureFirstOperator(database, settings.home);
await declareRelease(database, await thisRelease());
const { home, limits, allowPrivateWebhooks } = settings;
const app = await createApp({
  database,
  home,
  limits,
  allowPrivateWebhooks,
  stores: storesOf(settings),
  log,
  oidc: readOidcSettings(),
});
stopWithParent(async () => {
  await app.close();
  await database.destroy();
  await endTracing();
});
await app.listen(settings.port, settings.host);
console.log(`API: http://${settings.host}:${settings.port}`);
