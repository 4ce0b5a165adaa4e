import type { RunEvent } from '@paretoboard/contract/run-state.js';
import { throttledLines } from './progress-line.js';

function eventLine({ state, stage, progress, message }: RunEvent): string {
  const share = progress === null ? '' : ` ${Math.round(progress * 100)} %`;
  return `${state}: ${stage}${share}${message && message !== stage ? `: ${message}` : ''}`;
}

/** Every change of stage at once; progress within a stage once a second. */
export function eventWriter(note: (line: string) => void): (event: RunEvent) => void {
  const say = throttledLines(note);
  let stage = '';
  return (event) => {
    say(eventLine(event), event.stage !== stage);
    stage = event.stage;
  };
}
