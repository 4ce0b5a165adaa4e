import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import { stateWords } from '../lib/words';

const stages: readonly RunStateName[] = [
  'queued',
  'leased',
  'training',
  'evaluating',
  'timing',
  'checking',
  'published',
];

/** The way of a run from queue to board, with the place where it is. A run that ended elsewhere shows no place. */
export function RunStages({ run }: { run: RunState }) {
  const place = stages.indexOf(run.state);
  return (
    <ol className="stages">
      {stages.map((stage, index) => (
        <li
          key={stage}
          data-place={index < place ? 'done' : index === place ? 'here' : 'ahead'}
          aria-current={index === place ? 'step' : undefined}
        >
          <span className="stage-name">{stateWords[stage].label}</span>
          <span className="small quiet">{stateWords[stage].sentence}</span>
        </li>
      ))}
    </ol>
  );
}
