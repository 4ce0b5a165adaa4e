import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import { words } from '../messages/words';

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
  const { states } = words().terms;
  return (
    <ol className="stages">
      {stages.map((stage, index) => (
        <li
          key={stage}
          data-place={index < place ? 'done' : index === place ? 'here' : 'ahead'}
          aria-current={index === place ? 'step' : undefined}
        >
          <span className="stage-name">{states[stage].label}</span>
          <span className="small quiet">{states[stage].sentence}</span>
        </li>
      ))}
    </ol>
  );
}
