const width = 200;
const lane = 20;

/** Channels of a signal under each other, each on its own scale. */
export function SignalDrawing({ channels, words }: { channels: readonly (readonly number[])[]; words: string }) {
  return (
    <svg
      className="chart signal"
      viewBox={`0 0 ${width} ${lane * channels.length}`}
      role="img"
      aria-label={words}
      preserveAspectRatio="none"
    >
      {channels.map((values, channel) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: channels have no name but their place
        <path key={channel} className={`lane lane-${channel % 3}`} d={pathOf(values, channel)} />
      ))}
    </svg>
  );
}

function pathOf(values: readonly number[], channel: number): string {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const points = values.map((value, index) => {
    const x = (width * index) / Math.max(1, values.length - 1);
    const y = channel * lane + lane - 2 - ((value - low) / range) * (lane - 4);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
