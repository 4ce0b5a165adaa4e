/** Calls `stop` once: on SIGTERM, on SIGINT, and when the channel to the parent closes because the parent died. Then exits. */
export function stopWithParent(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    const giveUp = setTimeout(() => process.exit(1), 8_000);
    await stop().catch((error: unknown) => console.error(error));
    clearTimeout(giveUp);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
  process.on('disconnect', () => void end());
}
