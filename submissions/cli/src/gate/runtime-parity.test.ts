import type { RuntimeComparison } from '@paretoboard/baselines/runtime-parity.js';
import { describe, expect, it } from 'vitest';
import { judgeParity } from './runtime-parity.js';

const runtime = (name: RuntimeComparison['runtime'], largest: number | null): RuntimeComparison => ({
  runtime: name,
  items: 4,
  largest,
  reason: largest === null ? 'no kernel Conv3D' : null,
});
const judge = (...runtimes: RuntimeComparison[]) => judgeParity({ fails: null, runtimes }, 1e-3);

describe('answers on several runtimes', () => {
  it('are alike within the tolerance', () => {
    const { ok, message } = judge(runtime('tensorflow', 0), runtime('wasm', 1e-3), runtime('cpu', 2e-5));
    expect(ok).toBe(true);
    expect(message).toBe('4 items, largest difference to tensorflow: wasm 1.0e-3, cpu 2.0e-5; tolerance 0.001');
  });

  it('are not alike beyond it, whichever runtime it is', () => {
    expect(judge(runtime('tensorflow', 0), runtime('wasm', 1e-5), runtime('cpu', 2e-3)).ok).toBe(false);
  });

  it('may be missing where a kernel is, but not everywhere', () => {
    const partly = judge(runtime('tensorflow', 0), runtime('wasm', null), runtime('cpu', 0));
    expect(partly.ok).toBe(true);
    expect(partly.message).toContain('wasm did not answer: no kernel Conv3D');
    expect(judge(runtime('tensorflow', 0), runtime('wasm', null)).ok).toBe(false);
    expect(judge(runtime('tensorflow', 0)).ok).toBe(false);
  });

  it('cannot be compared where the method does not train', () => {
    const { ok, message } = judgeParity({ fails: 'on tensorflow: out of luck', runtimes: [] }, 1);
    expect(ok).toBe(false);
    expect(message).toContain('out of luck');
  });
});
