import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import type { Session } from '../session.js';
import { generate } from './generate.js';
import type { QueryCall } from './interaction-runner.js';

const float32 = (...values: number[]) => ({
  dtype: 'float32' as const,
  shape: [2, 1],
  data: Float32Array.from(values),
});
const seed = { dtype: 'int32' as const, shape: [2], data: Int32Array.of(5, 6) };
const spec = (name: string) => ({ name, dtype: 'float32' as const, shape: [1] });

function call(...outputs: string[]): QueryCall {
  return { id: 9, items: 2, inputs: { image: float32(1, 2), seed }, outputs: outputs.map(spec), deadlineMs: 50 };
}

/** Answers each message by its type, and notes what came with it. */
function sessionOf(answers: Record<string, NamedTensors>) {
  const asked: unknown[] = [];
  const exchange: Session['exchange'] = (message, tensors) => {
    asked.push([message, tensors]);
    const outputs = { type: 'outputs' as const, id: 9, tensors: [] };
    return { message: outputs, tensors: answers[message.type] ?? {}, receivedMs: 0, latencyMs: 3 };
  };
  return { asked, session: { exchange } as Session };
}

const both = {
  'generate.reconstruct': { reconstruction: float32(0.5, 1) },
  'generate.sample': { sample: float32(7, 8) },
};

describe('generate', () => {
  it('asks for a reconstruction without the seeds and for samples without the items, timed as one', () => {
    const { asked, session } = sessionOf(both);
    const answered = generate.ask(session, call('reconstruction', 'sample'));
    expect(asked).toEqual([
      [{ type: 'generate.reconstruct', id: 9, items: 2 }, { image: float32(1, 2) }],
      [{ type: 'generate.sample', id: 9, items: 2 }, { seed }],
    ]);
    expect(answered).toEqual({
      outputs: { reconstruction: float32(0.5, 1), sample: float32(7, 8) },
      latencyMs: 6,
      parts: [{ latencyMs: 6, items: 2 }],
    });
  });

  it.each(['reconstruction', 'sample'])('asks for the %s alone where the task wants nothing else', (name) => {
    const { asked, session } = sessionOf(both);
    expect(Object.keys(generate.ask(session, call(name)).outputs)).toEqual([name]);
    expect(asked).toHaveLength(1);
  });

  it('refuses a missing sample, another shape, and values that are not finite', () => {
    const ask = (sample: NamedTensors) =>
      generate.ask(sessionOf({ ...both, 'generate.sample': sample }).session, call('reconstruction', 'sample'));
    expect(() => ask({})).toThrow('no output "sample"');
    expect(() => ask({ sample: { ...float32(1, 2), shape: [1, 2] } })).toThrow('output "sample"');
    expect(() => ask({ sample: float32(Number.NaN, 0) })).toThrow('holds NaN');
  });

  it('is a conversation: no scenario may send its queries ahead', () => {
    expect(generate.oneMessage).toBeNull();
  });
});
