import { words } from '../messages/words';

/** Why something is missing, in the API's English; where it does not say, `otherwise`, or that it was not measured. */
export function Reason({ text, otherwise }: { text: string | null | undefined; otherwise?: string }) {
  if (text) return <span lang="en">{text}</span>;
  return otherwise ?? words().terms.notMeasured;
}
