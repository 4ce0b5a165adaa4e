import type { ChangedSample } from '@paretoboard/contract/samples.js';
import { decimal, decimalsFor, plainNumber } from '../../lib/format';
import { words } from '../../messages/words';
import { SampleFigures } from './sample-figures';
import type { SampleProperties } from './sample-properties';
import { lane, lanePath, laneWidth } from './signal-lanes';

/** A signal before and after its change, channel by channel, and the same in figures. */
export function ChangedCard({ sample, metrics }: SampleProperties<ChangedSample>) {
  const say = words().answers;
  const { channels, conditions, description, item, outcome } = sample;
  const most = channels.reduce((best, one, index) => (one.difference > channels[best]!.difference ? index : best), 0);
  return (
    <figure className="sample large">
      <svg
        className="chart signal changed"
        viewBox={`0 0 ${laneWidth} ${lane * channels.length}`}
        role="img"
        aria-label={`${say.beforeAndAfter(item, channels.length)} ${say.mostChanged(most + 1, short(channels[most]!.difference))} ${description}`}
        preserveAspectRatio="none"
      >
        {channels.map(({ before, after }, index) => {
          const scale = [...before, ...after];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: channels have no name but their place
            <g key={index}>
              <path className="lane before" d={lanePath(before, scale, index)} />
              <path className="lane after" d={lanePath(after, scale, index)} />
            </g>
          );
        })}
      </svg>
      <figcaption>
        <strong>{say.mostChanged(most + 1, short(channels[most]!.difference))}</strong>
        <span className="detail">{say.changedKey(item)}</span>
        <span className="detail" lang="en">
          {description}
        </span>
        {conditions.length > 0 && (
          <span className="detail">
            {say.conditions} {conditions.map(({ name, value }) => `${name} ${plainNumber(value)}`).join(' · ')}
          </span>
        )}
        <SampleFigures outcome={outcome} metrics={metrics} />
        <details>
          <summary>{say.channelsAsTable}</summary>
          <ChannelTable channels={channels} />
        </details>
      </figcaption>
    </figure>
  );
}

function ChannelTable({ channels }: Pick<ChangedSample, 'channels'>) {
  const say = words().answers;
  return (
    <table className="of-item">
      <thead>
        <tr>
          <th scope="col">{say.channel}</th>
          <th scope="col">{say.mean}</th>
          <th scope="col">{say.deviation}</th>
          <th scope="col">{say.difference}</th>
        </tr>
      </thead>
      <tbody>
        {channels.map(({ meanBefore, meanAfter, deviationBefore, deviationAfter, difference }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: channels have no name but their place
          <tr key={index}>
            <th scope="row">{index + 1}</th>
            <td>{say.fromTo(short(meanBefore), short(meanAfter))}</td>
            <td>{say.fromTo(short(deviationBefore), short(deviationAfter))}</td>
            <td>{short(difference)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function short(value: number): string {
  return decimal(value, Math.min(3, decimalsFor(value)));
}
