import { lane, lanePath, laneWidth } from './signal-lanes';

/** Channels of a signal under each other, each on its own scale. */
export function SignalDrawing({ channels, words }: { channels: readonly (readonly number[])[]; words: string }) {
  return (
    <svg
      className="chart signal"
      viewBox={`0 0 ${laneWidth} ${lane * channels.length}`}
      role="img"
      aria-label={words}
      preserveAspectRatio="none"
    >
      {channels.map((values, channel) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: channels have no name but their place
        <path key={channel} className={`lane lane-${channel % 3}`} d={lanePath(values, values, channel)} />
      ))}
    </svg>
  );
}
