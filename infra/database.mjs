/**
 * The embedded PostgreSQL in a process of its own, which the supervisor starts: it tells the server's URL over the
 * channel, and stops the server when it is told to or when the channel closes because the supervisor died.
 */
import { startEmbeddedPostgres } from '@paretoboard/api/database/embedded-postgres.js';

const starting = startEmbeddedPostgres({ home: process.env.PARETOBOARD_HOME, log: (line) => console.log(line) });
let isStopping = false;

async function stop() {
  if (isStopping) return;
  isStopping = true;
  // A server that is half started cannot be told to stop.
  const server = await starting;
  await server.stop();
  process.exit(0);
}

process.on('disconnect', stop);
process.on('SIGTERM', stop);

const { url } = await starting;
if (process.connected) process.send({ type: 'ready', url });
else await stop();
