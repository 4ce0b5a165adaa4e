import type { TensorFlow } from '@paretoboard/sdk/submission.js';

type GradConfig = NonNullable<ReturnType<TensorFlow['getGradient']>>;

/** What a better gradient needs: it may save more than the original, whose saved tensors must come first. */
export interface GradientOverride {
  readonly kernelName: string;
  readonly backendName: string;
  readonly inputsToSave?: string[];
  readonly outputsToSave?: boolean[];
  readonly gradFunc: GradConfig['gradFunc'];
}

/** Gradients that were replaced, by backend and kernel: opening a runtime twice must not stack them. */
const replaced = new Set<string>();

/**
 * Replaces the gradient of a kernel on one backend. tfjs keeps one gradient per kernel for all backends, so the new
 * entry hands the call to the original wherever another backend is current.
 */
export function overrideGradient(tf: TensorFlow, override: GradientOverride): void {
  const key = `${override.backendName}/${override.kernelName}`;
  if (replaced.has(key)) return;
  replaced.add(key);
  const original = tf.getGradient(override.kernelName);
  if (!original) throw new Error(`tfjs has no gradient of ${override.kernelName} to replace`);
  tf.unregisterGradient(override.kernelName);
  tf.registerGradient({
    ...original,
    ...(override.inputsToSave ? { inputsToSave: override.inputsToSave } : {}),
    ...(override.outputsToSave ? { outputsToSave: override.outputsToSave } : {}),
    gradFunc: (dy, saved, attributes) =>
      tf.getBackend() === override.backendName
        ? override.gradFunc(dy, saved, attributes)
        : original.gradFunc(dy, saved, attributes),
  });
}
