import { main } from './program.js';
import { useProxyOfEnvironment } from './server/proxy.js';

await useProxyOfEnvironment();

process.exitCode = await main(process.argv.slice(2));
// Some runtimes leave handles open; everything is written by now.
process.exit();
