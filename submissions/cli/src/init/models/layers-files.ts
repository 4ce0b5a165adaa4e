import type { TemplateFile } from '../template.js';
import type { StarterModel } from './starter.js';
import { arbitraryWeights } from './weights.js';

const zeros = { class_name: 'Zeros', config: {} };

function layerOf(model: StarterModel): { className: string; config: object; shape: readonly (number | null)[] } {
  if (model.form === 'identity')
    return { className: 'Activation', config: { activation: 'linear' }, shape: model.shape };
  const config = { units: model.bias.length, activation: 'linear', use_bias: true };
  return {
    className: 'Dense',
    config: { ...config, kernel_initializer: zeros, bias_initializer: zeros },
    shape: [model.inputs],
  };
}

function topology(model: StarterModel): object {
  const { className, config, shape } = layerOf(model);
  const input = { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false, name: 'x' };
  return {
    class_name: 'Model',
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
    config: {
      name: 'model',
      layers: [
        { name: 'x', class_name: 'InputLayer', config: input, inbound_nodes: [] },
        {
          name: 'y',
          class_name: className,
          config: { ...config, name: 'y', trainable: true },
          inbound_nodes: [[['x', 0, 0, {}]]],
        },
      ],
      input_layers: [['x', 0, 0]],
      output_layers: [['y', 0, 0]],
    },
  };
}

/** A starter as `tf.save` writes a layers model: `<name>.json` and its weights. */
export function layersFiles(model: StarterModel, name: string): TemplateFile[] {
  const shard = `${name}.weights.bin`;
  const isLinear = model.form === 'linear';
  const count = isLinear ? model.bias.length : 0;
  const specs = isLinear
    ? [
        { name: 'y/kernel', shape: [model.inputs, count], dtype: 'float32' },
        { name: 'y/bias', shape: [count], dtype: 'float32' },
      ]
    : [];
  const json = {
    format: 'layers-model',
    generatedBy: 'paretoboard init',
    convertedBy: null,
    modelTopology: topology(model),
    weightsManifest: isLinear ? [{ paths: [shard], weights: specs }] : [],
  };
  const file = { path: `${name}.json`, content: `${JSON.stringify(json, null, 2)}\n` };
  if (!isLinear) return [file];
  const weights = new Float32Array((model.inputs + 1) * count);
  weights.set(arbitraryWeights(model.inputs * count));
  weights.set(model.bias, model.inputs * count);
  return [file, { path: shard, content: new Uint8Array(weights.buffer) }];
}
