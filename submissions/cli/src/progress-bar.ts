const width = 24;
const intervalMs = 100;

export interface ProgressBar {
  update(done: number, total: number): void;
  /** Ends the line. */
  end(): void;
}

function amount(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1_000 && unit < units.length - 1; unit++) value /= 1_000;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Seconds as a person says them. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}

/**
 * One line of a progress bar: share, amount, rate and the time that is left.
 * @param begun bytes that were done before the clock started (an upload that goes on)
 */
export function barLine(label: string, done: number, total: number, begun: number, seconds: number): string {
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * width);
  const rate = seconds > 0 ? (done - begun) / seconds : 0;
  const rest = rate > 0 && done < total ? `, ${duration((total - done) / rate)} left` : '';
  const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
  return `${label} ${bar} ${Math.floor(share * 100)} % ${amount(done)} of ${amount(total)}, ${amount(Math.round(rate))}/s${rest}`;
}

/** A bar that moves, on a terminal; nothing where standard error is a file or a pipe. */
export function progressBar(label: string, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!stream.isTTY) return { update() {}, end() {} };
  const start = performance.now();
  let begun: number | null = null;
  let next = 0;
  let isShown = false;
  return {
    update(done, total) {
      begun ??= done;
      const now = performance.now();
      if (now < next && done < total) return;
      next = now + intervalMs;
      isShown = true;
      stream.write(`\r${barLine(label, done, total, begun, (now - start) / 1_000)}\x1b[K`);
    },
    end() {
      if (isShown) stream.write('\n');
    },
  };
}
