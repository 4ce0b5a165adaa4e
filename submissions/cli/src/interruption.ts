/** Aborts on the first Ctrl-C or SIGTERM, so that a command can clean up; a second one ends the process at once. */
export function interruptionSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
