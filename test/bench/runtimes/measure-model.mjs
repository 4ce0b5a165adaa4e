import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../alternate.mjs';
import { writeFixture } from './fixture.mjs';

export const SEED = 1;
/** Calls before the first block: of the first ones a graph is made, and memory found. */
export const UNCOUNTED_CALLS = 5;
/** Calls in a block, however slow. */
const LEAST_CALLS = 3;

/**
 * One model on all participants: the answer to one item, the losses of the first steps, and milliseconds of a training step and of an answer in blocks by
 * turns, so that a drift of the machine meets all of them. Who begins changes each time. Training has all threads. Answers are measured with all and with one, in
 * processes of their own because libraries read that once: a runtime's figure is that of its faster, as whoever serves a model would have it.
 * @param tf to make the initial weights with
 * @returns for each participant: `about`, `answer`, `losses` (null: does not train), and what its blocks took, `training` and `inference`, ms: medians, or of the processor means, `inferenceThreads`, and `peakBytes`; or its `failure`
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
        const one = { name: participant.name, program, losses: null, training: [], about: program.about };
        taking.push(one);
        one.answer = (await program.ask({ do: 'answer' })).values;
        if (one.name !== 'onnxruntime') one.losses = (await program.ask({ do: 'curve', steps: curveSteps })).losses;
        one.answering = [{ threads: program.about.threads ?? threads, program, blocks: [] }];
        if (one.answering[0].threads > 1)
          one.answering.push({ threads: 1, program: await participant.start(model, folder, 1), blocks: [] });
        one.isReady = true;
      });
    }
    const ready = taking.filter(({ isReady }) => isReady);
    const training = ready.filter(({ losses }) => losses !== null);
    await blocksByTurns(
      'train',
      training.map(({ program, training }) => ({ program, blocks: training })),
      { turns, forMs, clock },
    );
    const answering = ready.flatMap((one) => one.answering);
    await blocksByTurns('infer', answering, { turns, forMs, clock });
    const measured = ready.map(({ name, about, answer, losses, training, answering, program }) => {
      const [fastest] = [...answering].sort((a, b) => median(a.blocks) - median(b.blocks));
      const inference = { inference: fastest.blocks, inferenceThreads: fastest.threads };
      const byThreads = answering.map(({ threads, blocks }) => ({ threads, medianMs: median(blocks) }));
      const { notes } = program;
      return {
        name,
        about,
        answer,
        losses,
        training,
        ...inference,
        inferenceByThreads: byThreads,
        peakBytes: program.peakBytes(),
        notes,
      };
    });
    return { measured, failed };
  } finally {
    for (const { program, answering = [] } of taking)
      for (const one of new Set([program, ...answering.map((answerer) => answerer.program)])) await one.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param able `program`s, and the `blocks` that its figures are added to, one a turn */
async function blocksByTurns(request, able, { turns, forMs, clock }) {
  for (const { program } of able) await program.ask({ do: request, forMs: 0, atLeast: UNCOUNTED_CALLS });
  for (let turn = 0; turn < turns; turn++) {
    const order = turn % 2 === 0 ? able : [...able].reverse();
    for (const { program, blocks } of order) {
      const { ms, cpuMs } = await program.ask({ do: request, forMs, atLeast: LEAST_CALLS });
      blocks.push(clock === 'cpu' ? cpuMs : median(ms));
    }
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
