import type { ClassSample } from '@paretoboard/contract/samples.js';
import { largestClass } from '@paretoboard/harness/records/class-results.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';
import type { Album } from './album.js';
import type { DrawInput } from './class-input.js';
import { spreadItems } from './spread-items.js';

const spreadCount = 8;
const mistakeCount = 4;
const shownClasses = 3;

function shares(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const labelOf = ({ item }: Answer): number => item.targets.label!.data[0]!;

/** Wrong answers without a tie, the surest first. */
function surestMistakes(answers: readonly Answer[]): Answer[] {
  return answers
    .map((answer) => ({ answer, found: largestClass(answer.outputs.logits!.data) }))
    .filter(({ answer, found }) => found.ties === 1 && found.class !== labelOf(answer))
    .map(({ answer, found }) => ({ answer, share: shares(answer.outputs.logits!.data)[found.class]! }))
    .sort((a, b) => b.share - a.share)
    .slice(0, mistakeCount)
    .map(({ answer }) => answer);
}

/**
 * Items spread over the test split and the surest mistakes, with the likeliest classes.
 * @param drawInput draws the input that is shown
 * @param score of these answers
 */
export function classSamples(
  answers: readonly Answer[],
  score: Score,
  drawInput: DrawInput,
  album: Album,
): ClassSample[] {
  const sampleOf = (answer: Answer, why: ClassSample['why']): ClassSample => {
    const likely = shares(answer.outputs.logits!.data)
      .map((share, index) => ({ class: index, share }))
      .sort((a, b) => b.share - a.share)
      .slice(0, shownClasses);
    return {
      kind: 'class',
      item: answer.index,
      why,
      outcome: score.outcomes[answer.index]!,
      input: drawInput(answer, album),
      truth: labelOf(answer),
      answers: likely,
    };
  };
  return [
    ...spreadItems(answers.length, spreadCount).map((index) => sampleOf(answers[index]!, 'spread')),
    ...surestMistakes(answers).map((answer) => sampleOf(answer, 'mistake')),
  ];
}
