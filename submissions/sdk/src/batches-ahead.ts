import type { Tensor } from '@tensorflow/tfjs';
import type { CompiledStep } from './graphs.js';
import type { TensorFlow } from './submission.js';

/** A step whose batch is there, and which has not begun. */
export interface PreparedStep {
  /** @returns its loss */
  run(): Promise<number>;
}

/**
 * A call of a step whose first output is its loss.
 * @param tensors of the batch and whatever else goes in, made for this call: they are freed when it has ended
 */
export function preparedStep(tf: TensorFlow, step: CompiledStep, tensors: Tensor[]): PreparedStep {
  const prepared = step.prepare(...tensors);
  const run = async (): Promise<number> => {
    const outputs = await prepared.run();
    const [loss] = outputs[0]!.dataSync();
    tf.dispose([...outputs, ...tensors]);
    return loss!;
  };
  return { run };
}

/** Steps one after the other: while one learns from its batch, JavaScript makes the next one's where steps are compiled. */
export class BatchesAhead {
  private running: Promise<void> = Promise.resolve();

  /** Begins a step as soon as the one before has ended. */
  async begin(step: PreparedStep, onLoss: (loss: number) => void): Promise<void> {
    await this.running;
    this.running = step.run().then(onLoss);
  }

  /** When all have ended: what they learn from each other can be read then. */
  async end(): Promise<void> {
    await this.running;
  }
}
