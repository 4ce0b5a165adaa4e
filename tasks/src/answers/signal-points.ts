/** Steps at equal distance, the first and the last among them; all where there are at most `points`. */
export function stepsShown(steps: number, points: number): number[] {
  const shown = Math.min(steps, points);
  return Array.from({ length: shown }, (_, point) =>
    shown === 1 ? 0 : Math.round((point * (steps - 1)) / (shown - 1)),
  );
}

/** One channel of a signal [steps, channels] at some steps, to four digits. */
export function channelAt(
  data: ArrayLike<number>,
  channels: number,
  channel: number,
  steps: readonly number[],
): number[] {
  return steps.map((step) => Number(data[step * channels + channel]!.toPrecision(4)));
}
