import { layersPipeline, soundLayers, tfjsCase } from './sound-models.js';

const layers = (change: object) => ({ 'model.json': { ...soundLayers, ...change } });
const [group] = soundLayers.weightsManifest;
const weights = (change: object) => layers({ weightsManifest: [{ ...group, ...change }] });
const graph = {
  format: 'graph-model',
  modelTopology: { node: [{ name: 'y', op: 'Magic' }], versions: {} },
  weightsManifest: [],
};
const lambda = { name: 'm', layers: [{ class_name: 'Lambda', config: {} }] };
const firstGroup = 'model.json: weightsManifest[0]';

export const malformedTfjs = [
  tfjsCase('a model.json that is no JSON', { 'model.json': '{"format"' }, ['model.json', 'is no JSON']),
  tfjsCase('no topology', { 'model.json': { weightsManifest: [] } }, ['model.json: modelTopology', 'Invalid input']),
  tfjsCase('a shard that is missing', weights({ paths: ['w.bin', 'v.bin'] }), [
    firstGroup,
    'shard "v.bin" is not there',
  ]),
  tfjsCase('a shard outside the folder', weights({ paths: ['../w.bin'] }), [
    firstGroup,
    'shard "../w.bin": expected a path below the folder of the model',
  ]),
  tfjsCase('a shard that is cut off', { 'w.bin': new Uint8Array(512) }, [
    firstGroup,
    'its weights have 516 bytes, its shards 512',
  ]),
  tfjsCase('weights of an unknown dtype', weights({ weights: [{ name: 'k', shape: [1], dtype: 'string' }] }), [
    'model.json: weight "k"',
    'dtype "string": expected one of float32, float16, int32, uint8, uint16, bool, complex64',
  ]),
  tfjsCase('an unknown layer', layers({ modelTopology: { ...soundLayers.modelTopology, config: lambda } }), [
    'model.json',
    'TensorFlow.js refuses the model: Unknown layer: Lambda',
  ]),
  tfjsCase('an unknown operation', { 'model.json': graph }, ['model.json: node "y"', 'unknown operation Magic']),
  tfjsCase(
    'an input that the model does not have',
    { 'pipeline.json': { ...layersPipeline, inputs: [{ ...layersPipeline.inputs[0], input: 'x' }] } },
    ['pipeline.json: inputs[0]', 'the model has no input "x"'],
    ['pipeline.json: inputs', 'the model\'s input "pool_input" is not fed'],
  ),
];
