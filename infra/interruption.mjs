import { exitCodes } from './failure.mjs';
import { killDescendants } from './process-table.mjs';

/**
 * While set-up runs, Ctrl-C and SIGTERM end every tool that it started and then this process: each step is safe to
 * repeat, so nothing needs an orderly end.
 * @returns {() => void} call when set-up is over
 */
export function endToolsWhenInterrupted() {
  const handlers = { SIGINT: exitCodes.interrupted, SIGTERM: 0, SIGHUP: 0 };
  const listeners = Object.entries(handlers).map(([signal, exitCode]) => {
    const listener = () => {
      console.error(`\n${signal}: set-up is interrupted; the next start goes on from here.`);
      killDescendants(process.pid);
      process.exit(exitCode);
    };
    process.once(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const remove of listeners) remove();
  };
}
