import { main } from './program.js';

process.exitCode = await main(process.argv.slice(2));
// Some runtimes leave handles open; everything is written by now.
process.exit();
