import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../alternate.mjs';
import { writeFixture } from './fixture.mjs';

const SEED = 1;
/** Calls before the first block: of the first ones a graph is made, and memory found. */
const UNCOUNTED_CALLS = 5;
/** Calls in a block, however slow. */
const LEAST_CALLS = 3;

/**
 * One model on all participants: the answer to one item, the losses of the first steps, and milliseconds of a training step and of an answer in blocks by
 * turns, so that a drift of the machine meets all of them. Who begins changes each time.
 * @param tf to make the initial weights with
 * @returns for each participant: `about`, `answer`, `losses` (null: does not train), and what its blocks took, `training` and `inference`, ms: medians, or of the processor means, and `peakBytes`; or its `failure`
 */
export async function measureModel(tf, model, participants, { threads, turns, forMs, curveSteps, clock }) {
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-bench-'));
  const taking = [];
  const failed = [];
  try {
    tf.tidy(() => writeFixture(folder, tf, model, SEED));
    const taught = await withModelFile(model, folder, threads, participants, failed);
    for (const participant of taught) {
      await orFailure(participant.name, failed, async () => {
        const program = await participant.start(model, folder, threads);
        const one = {
          name: participant.name,
          program,
          losses: null,
          training: [],
          inference: [],
          about: program.about,
        };
        taking.push(one);
        one.answer = (await program.ask({ do: 'answer' })).values;
        if (one.name !== 'onnxruntime') one.losses = (await program.ask({ do: 'curve', steps: curveSteps })).losses;
        one.isReady = true;
      });
    }
    const ready = taking.filter(({ isReady }) => isReady);
    for (const [kind, request] of [
      ['training', 'train'],
      ['inference', 'infer'],
    ]) {
      const able = ready.filter(({ losses }) => kind === 'inference' || losses !== null);
      for (const { program } of able) await program.ask({ do: request, forMs: 0, atLeast: UNCOUNTED_CALLS });
      for (let turn = 0; turn < turns; turn++) {
        const order = turn % 2 === 0 ? able : [...able].reverse();
        for (const one of order) {
          const { ms, cpuMs } = await one.program.ask({ do: request, forMs, atLeast: LEAST_CALLS });
          one[kind].push(clock === 'cpu' ? cpuMs : median(ms));
        }
      }
    }
    const measured = ready.map(({ name, about, answer, losses, training, inference, program }) => {
      return { name, about, answer, losses, training, inference, peakBytes: program.peakBytes(), notes: program.notes };
    });
    return { measured, failed };
  } finally {
    for (const { program } of taking) await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** PyTorch writes the ONNX file, in a process of its own: what that loads would count as memory of its training. @returns who can still take part */
async function withModelFile(model, folder, threads, participants, failed) {
  const pytorch = participants.find(({ name }) => name === 'pytorch');
  if (!pytorch || !participants.some(({ name }) => name === 'onnxruntime')) return participants;
  await orFailure('onnxruntime', failed, async () => {
    const program = await pytorch.start(model, folder, threads);
    try {
      await program.ask({ do: 'export' });
    } finally {
      await program.stop();
    }
  });
  return participants.filter(({ name }) => failed.every((one) => one.name !== name));
}

async function orFailure(name, failed, act) {
  try {
    await act();
  } catch (error) {
    failed.push({ name, reason: error.message });
  }
}
