const intervalMs = 1_000;

/** Lets through one line a second at most, so that a log stays readable; the last one always. */
export function throttledLines(write: (line: string) => void): (line: string, isLast: boolean) => void {
  let next = 0;
  return (line, isLast) => {
    const now = performance.now();
    if (!isLast && now < next) return;
    next = now + intervalMs;
    write(line);
  };
}
