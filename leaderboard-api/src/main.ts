import { ensureFirstOperator } from './accounts/first-operator.js';
import { createApp } from './app.js';
import { openDatabase } from './database/data-source.js';
import { stopWithParent } from './lifetime.js';
import { readSettings } from './settings.js';
import { storesOf } from './store/stores.js';
import { declareRelease, thisRelease } from './workers/release.js';

const settings = readSettings();
const database = await openDatabase(settings.databaseUrl);
await ensureFirstOperator(database, settings.home);
await declareRelease(database, await thisRelease());
const app = await createApp({ database, home: settings.home, limits: settings.limits, stores: storesOf(settings) });
stopWithParent(async () => {
  await app.close();
  await database.destroy();
});
await app.listen(settings.port, settings.host);
console.log(`API: http://${settings.host}:${settings.port}`);
