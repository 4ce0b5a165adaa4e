import type { NamedTensors } from '@paretoboard/contract/tensor.js';

/** The labelled pictures of an episode, whichever track shows them. */
export interface Support {
  readonly images: Uint8Array;
  readonly labels: Int32Array;
}

/** @throws RangeError if the set has neither five nor one picture of each class */
export function supportOf(set: NamedTensors): Support {
  const images = set.supportImages ?? set.oneShotImages;
  const labels = set.supportLabels ?? set.oneShotLabels;
  if (!images || !labels) throw new RangeError(`a support set of ${Object.keys(set).join(', ')}`);
  return { images: images.data as Uint8Array, labels: labels.data as Int32Array };
}

/** Labelled pictures of each class in a track. */
export function shotsOf(track: string): number {
  return track === 'one-shot' ? 1 : 5;
}
