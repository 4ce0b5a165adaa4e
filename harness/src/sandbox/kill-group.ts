/** Sends a signal to a process that leads a group of its own, and to all of the group; nothing where they have ended, or it never started. */
export function killGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, signal);
  } catch {
    // They have ended by themselves.
  }
}
