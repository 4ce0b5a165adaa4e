/** What a layers model's weights file holds, in order. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
}

/** `model.json` of a Sequential, as `tf.save` writes it, with its weights in `w.bin`. */
export function sequentialModel(layers: readonly object[], weights: readonly WeightSpec[]) {
  return {
    format: 'layers-model',
    modelTopology: {
      class_name: 'Sequential',
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      config: { name: 'model', layers },
    },
    weightsManifest: [{ paths: ['w.bin'], weights }],
  };
}
