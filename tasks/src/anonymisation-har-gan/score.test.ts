import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelCount } from './recording.js';
import { roles } from './roles.js';
import { score } from './score.js';
import { skillByItem } from './skill.js';
import { windowShape, windowSteps } from './window-shape.js';

const subjects = 4;
const activities = 3;
const learning = 8;
const judged = 4;

type Window = Float32Array;

/** An activity is a frequency and an amplitude, a subject an offset of each channel. */
function windowOf(activity: number, subject: number, random: Random): Window {
  const phase = random.uniform(0, 2 * Math.PI);
  return Float32Array.from({ length: windowSteps * channelCount }, (_, at) => {
    const [step, channel] = [Math.floor(at / channelCount), at % channelCount];
    const angle = phase + 0.1 * (1 + activity) * step + channel;
    const offset = 0.3 * Math.sin(7 * subject + 3 * channel);
    return (1 + activity) * Math.sin(angle) + offset + random.normal(0, 0.1);
  });
}

const scalar = (value: number) => ({ dtype: 'int32' as const, shape: [], data: Int32Array.of(value) });
const tensor = (data: Window) => ({ dtype: 'float32' as const, shape: windowShape, data });

function itemsOf(role: number, each: number, random: Random): Answer['item'][] {
  const items: Answer['item'][] = [];
  for (let activity = 0; activity < activities; activity++)
    for (let subject = 0; subject < subjects; subject++)
      for (let number = 0; number < each; number++)
        items.push({
          inputs: {
            window: tensor(windowOf(activity, subject, random)),
            subject: scalar(subject),
            target: scalar(random.integer(subjects)),
          },
          targets: { activity: scalar(activity), role: scalar(role) },
          attributes: { subject },
          group: `${role} ${items.length}`,
        });
  return items;
}

let items: Answer['item'][];
beforeAll(() => {
  const random = new Random(5);
  items = [...itemsOf(roles.referee, learning, random), ...itemsOf(roles.judged, judged, random)];
});

/** The score of what `change` makes of every window. */
function scoreOf(change: (item: Answer['item'], random: Random) => Window) {
  const random = new Random(6);
  return score(items.map((item, index) => ({ index, item, outputs: { window: tensor(change(item, random)) } })));
}

const original = ({ inputs }: Answer['item']): Window => inputs.window!.data as Window;
const label = ({ targets }: Answer['item']): number => targets.activity!.data[0]!;
const wearer = ({ inputs }: Answer['item']): number => inputs.subject!.data[0]!;

describe('skill by item', () => {
  it('is, on average, balanced accuracy above chance', () => {
    // Classes of 3 and 1: recalls 2/3 and 1, balanced accuracy 5/6, chance 1/2.
    const skills = skillByItem([0, 0, 1, 1], [0, 0, 0, 1]);
    expect(skills.reduce((a, b) => a + b) / 4).toBeCloseTo((5 / 6 - 1 / 2) / (1 / 2), 12);
  });

  it('is 0 for every constant, however uneven the classes, and with a single class', () => {
    const truth = [0, 0, 0, 0, 1, 2, 2];
    for (const constant of [0, 1, 2]) {
      const skills = skillByItem(
        truth.map(() => constant),
        truth,
      );
      expect(skills.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
    }
    expect(skillByItem([1, 1], [1, 1])).toEqual([0, 0]);
  });

  it('fails fast', () => {
    expect(() => skillByItem([], [])).toThrow('as many predictions');
    expect(() => skillByItem([1], [1, 2])).toThrow('1 and 2');
  });
});

describe('the score', () => {
  it('gives constant windows nothing, whatever the constant', () => {
    for (const value of [0, 7.3, -1e6]) {
      const { metrics } = scoreOf(() => new Float32Array(windowSteps * channelCount).fill(value));
      expect(metrics['utility-minus-leakage']).toBeCloseTo(0, 9);
      expect(metrics['har-accuracy']).toBeCloseTo(100 / activities, 9);
      expect(metrics['retrained-reid-accuracy']).toBeCloseTo(100 / subjects, 9);
    }
  });

  it('gives unchanged windows nothing: as much as is recognised, leaks', () => {
    const { metrics } = scoreOf(original);
    expect(metrics['har-wf1']).toBeGreaterThan(95);
    expect(metrics['reid-wf1']).toBeGreaterThan(95);
    expect(metrics['reid-wf1']).toBe(metrics['retrained-reid-wf1']);
    expect(metrics['har-wf1']).toBe(metrics['retrained-har-wf1']);
    expect(Math.abs(metrics['utility-minus-leakage']!)).toBeLessThan(5);
  });

  it('gives the activity in somebody’s windows, drawn anew each time, nearly everything', () => {
    const { metrics } = scoreOf((item, random) => windowOf(label(item), random.integer(subjects), random));
    expect(metrics['utility-minus-leakage']).toBeGreaterThan(75);
    expect(metrics['retrained-reid-accuracy']).toBeLessThan(50);
  });

  it('finds with the retrained attacker whom an exchange of identities hides from the fixed one', () => {
    const { metrics } = scoreOf((item, random) => windowOf(label(item), (wearer(item) + 1) % subjects, random));
    expect(metrics['reid-accuracy']).toBeLessThan(5);
    expect(metrics['retrained-reid-accuracy']).toBeGreaterThan(95);
    expect(Math.abs(metrics['utility-minus-leakage']!)).toBeLessThan(5);
  });

  it('finds with the retrained attacker what a smaller scale hides from the fixed one', () => {
    const { metrics } = scoreOf((item) => original(item).map((value) => 1e-3 * value));
    expect(metrics['reid-accuracy']).toBeLessThan(60);
    expect(metrics['retrained-reid-accuracy']).toBeGreaterThan(95);
  });

  it('is the same whatever the order of the answers', () => {
    const answers = items.map((item, index) => ({ index, item, outputs: { window: item.inputs.window! } }));
    const reversed = [...answers].reverse();
    for (const [id, value] of Object.entries(score(answers).metrics))
      expect(score(reversed).metrics[id]).toBeCloseTo(value, 9);
  });

  it('counts how many windows the fixed attacker takes for their targets', () => {
    const { metrics } = scoreOf(({ inputs, ...item }, random) =>
      windowOf(label({ inputs, ...item }), inputs.target!.data[0]!, random),
    );
    expect(metrics['transfer-accuracy']).toBeGreaterThan(95);
  });

  it('keeps outcomes of judged windows alone, whose mean is the primary metric', () => {
    const { metrics, outcomes } = scoreOf(original);
    const worths = outcomes.flatMap(({ worth }) => worth ?? []);
    expect(worths).toHaveLength(activities * subjects * judged);
    expect((100 * worths.reduce((a, b) => a + b)) / worths.length).toBeCloseTo(metrics['utility-minus-leakage']!, 9);
  });

  it('counts blocks for the intervals of accuracies, not the windows of a block', () => {
    const answers = items.map((item, index) => ({
      index,
      item: { ...item, group: `block ${index >> 1}` },
      outputs: { window: item.inputs.window! },
    }));
    const { counts, metrics } = score(answers);
    const blocks = (activities * subjects * judged) / 2;
    const successes = (blocks * metrics['har-accuracy']!) / 100;
    expect(counts['har-accuracy']).toEqual({ successes: expect.closeTo(successes, 9), trials: blocks });
  });

  it('says nothing where nobody can learn or nothing is judged, and fails fast', () => {
    const answers = items.map((item, index) => ({ index, item, outputs: { window: item.inputs.window! } }));
    expect(score(answers.slice(0, 3))).toMatchObject({ metrics: {}, outcomes: [{}, {}, {}] });
    expect(score(answers.slice(-2)).metrics).toEqual({});
    expect(() => score([])).toThrow('no answers');
    const broken = new Float32Array(windowSteps * channelCount).fill(Number.NaN);
    expect(() => scoreOf(() => broken)).toThrow('not finite');
  });
});
