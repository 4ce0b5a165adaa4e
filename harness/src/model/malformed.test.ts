import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interaction } from '@paretoboard/contract/interaction.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectModelSubmission } from './inspect-submission.js';
import { type OnnxToWrite, writeOnnx } from './onnx/write-onnx.js';
import { pictureFiles, pictureModel, picturePipeline, pictureTask, writeFiles } from './testing/small-models.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'malformed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function problemsOf(
  files: Parameters<typeof writeFiles>[1],
  { kind = 'onnx', model = 'model.onnx', interaction = 'predict' as Interaction } = {},
): Promise<string[]> {
  writeFiles(folder, files);
  const submission = { kind: kind as 'onnx', artefactFolder: folder, model, pipeline: 'pipeline.json' };
  const problems = await inspectModelSubmission(submission, interaction, pictureTask);
  for (const { remedy } of problems) expect(remedy).toMatch(/\w+.*\.$/);
  return problems.map(({ path, message }) => `${path}: ${message}`);
}

const withModel = (change: Partial<OnnxToWrite>) => ({
  ...pictureFiles(),
  'model.onnx': writeOnnx({ ...pictureModel, ...change }),
});
const withPipeline = (change: object) => ({ ...pictureFiles(), 'pipeline.json': { ...picturePipeline, ...change } });
const [input] = picturePipeline.inputs;
const withSteps = (...steps: object[]) => withPipeline({ inputs: [{ ...input, steps }] });
const withAnswer = (...steps: object[]) => withPipeline({ outputs: [{ output: 'logits', from: 'y', steps }] });
const external = (entries: Record<string, string>) => ({
  weights: [],
  rawWeights: [
    {
      name: 'w',
      dims: [48, 2],
      dataType: 1,
      dataLocation: 1,
      externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
    },
  ],
});
const whole = writeOnnx(pictureModel);

type Row = [name: string, files: () => Parameters<typeof writeFiles>[1], problems: (string | RegExp)[]];

const onnxRows: Row[] = [
  ['a sound one', pictureFiles, []],
  ['no model', () => ({ 'pipeline.json': picturePipeline }), ['model.onnx: there is no such file']],
  [
    'a model cut off',
    () => ({ ...pictureFiles(), 'model.onnx': whole.slice(0, 200) }),
    [/model.onnx: is no ONNX model, or is cut off \(/],
  ],
  [
    'a picture instead of a model',
    () => ({ ...pictureFiles(), 'model.onnx': 'GIF89a' }),
    [/model.onnx: (is no ONNX model|expected an ONNX model)/],
  ],
  [
    'an empty file',
    () => ({ ...pictureFiles(), 'model.onnx': '' }),
    ['model.onnx: expected an ONNX model, found 0 bytes without a graph'],
  ],
  [
    'a custom operator',
    () => withModel({ nodes: [{ op: 'Magic', domain: 'my.ops', inputs: ['x'], outputs: ['y'] }] }),
    [
      'model.onnx: node "Magic_0": custom operator my.ops.Magic: expected an operator of ai.onnx, ai.onnx.ml, com.microsoft',
    ],
  ],
  ['an old opset', () => withModel({ opset: 9 }), ['model.onnx: opset 9: expected 11 to 26']],
  ['an opset to come', () => withModel({ opset: 99 }), ['model.onnx: opset 99: expected 11 to 26']],
  [
    'external data that is not there',
    () => withModel(external({ location: 'w.bin' })),
    ['model.onnx: tensor "w": external data "w.bin" is not there'],
  ],
  [
    'external data outside',
    () => withModel(external({ location: '../w.bin' })),
    ['model.onnx: tensor "w": external data at "../w.bin": expected a path below the folder of the model'],
  ],
  [
    'external data at an absolute path',
    () => withModel(external({ location: '/etc/passwd' })),
    ['model.onnx: tensor "w": external data at "/etc/passwd": expected a path below the folder of the model'],
  ],
  [
    'external data cut off',
    () => ({ ...withModel(external({ location: 'w.bin', offset: '8' })), 'w.bin': new Uint8Array(384) }),
    ['model.onnx: tensor "w": external data "w.bin": bytes 8 to 392 of a file of 384'],
  ],
  [
    'weights cut off',
    () =>
      withModel({ weights: [], rawWeights: [{ name: 'w', dims: [48, 2], dataType: 1, rawData: new Uint8Array(380) }] }),
    ['model.onnx: tensor "w": float32 [48, 2] has 384 bytes, found 380'],
  ],
  [
    'a fixed batch',
    () => withModel({ inputs: [{ name: 'x', dtype: 'float32', shape: [8, 3, 4, 4] }] }),
    ['pipeline.json: inputs[0]: "x" is [8, 3, 4, 4]: its first axis is to be the batch, of any size or 1'],
  ],
  [
    'strings',
    () => withModel({ inputs: [{ name: 'x', dtype: 'string', shape: [null, 3, 4, 4] }] }),
    ['pipeline.json: inputs[0]: "x" is string'],
  ],
  ['no pipeline', () => ({ 'model.onnx': whole }), ['pipeline.json: there is no such file']],
  ['a pipeline that is no JSON', () => ({ ...pictureFiles(), 'pipeline.json': '{' }), [/pipeline.json: is no JSON: /]],
  ['an unknown step', () => withSteps({ op: 'sharpen' }), [/pipeline.json: inputs\[0\].steps\[0\].op: Invalid/]],
  [
    'a field that no step has',
    () => withSteps({ op: 'scale', factor: 1, code: 'process.exit()' }),
    [/pipeline.json: inputs\[0\].steps\[0\]: Unrecognized key/],
  ],
  [
    'too many steps',
    () => withSteps(...new Array(33).fill({ op: 'sigmoid' })),
    [/pipeline.json: inputs\[0\].steps: Too big/],
  ],
  [
    'no such input of the model',
    () => withPipeline({ inputs: [{ ...input, input: 'picture' }] }),
    [
      'pipeline.json: inputs[0]: the model has no input "picture"',
      `pipeline.json: inputs: the model's input "x" is not fed`,
    ],
  ],
  [
    'no such field of the task',
    () => withPipeline({ inputs: [{ ...input, from: 'photo' }] }),
    [`pipeline.json: inputs[0]: the task's track has no field "photo"`],
  ],
  [
    'no such output of the model',
    () => withPipeline({ outputs: [{ output: 'logits', from: 'z' }] }),
    ['pipeline.json: outputs[0]: the model has no output "z"'],
  ],
  [
    'no such output of the task',
    () => withPipeline({ outputs: [{ output: 'classes', from: 'y' }] }),
    [
      'pipeline.json: outputs[0]: no output "classes" is asked for',
      `pipeline.json: outputs: the task's output "logits" is not made`,
    ],
  ],
  [
    'an input fed twice',
    () => withPipeline({ inputs: [input, input] }),
    ['pipeline.json: inputs: input "x" of the model is fed twice'],
  ],
  [
    'the wrong dtype',
    () => withSteps({ op: 'transpose', axes: [2, 0, 1] }),
    ['pipeline.json: inputs[0]: input "x" of the model is float32; the steps make uint8 [3, 4, 4]'],
  ],
  [
    'the wrong rank',
    () => withSteps({ op: 'scale', factor: 1 }, { op: 'reshape', shape: [48] }),
    ['pipeline.json: inputs[0]: input "x" of the model is [3, 4, 4]; the steps make [48] (per item)'],
  ],
  [
    'the wrong shape',
    () => withSteps({ op: 'scale', factor: 1 }),
    ['pipeline.json: inputs[0]: input "x" of the model is [3, 4, 4]; the steps make [4, 4, 3] (per item)'],
  ],
  [
    'a transpose of other axes',
    () => withSteps({ op: 'transpose', axes: [1, 0] }),
    ['pipeline.json: inputs[0].steps[0]: step "transpose" on uint8 [4, 4, 3]: axes [1, 0] of a tensor with 3 axes'],
  ],
  [
    'a reshape that does not add up',
    () => withSteps({ op: 'reshape', shape: [7, -1] }),
    [
      'pipeline.json: inputs[0].steps[0]: step "reshape" on uint8 [4, 4, 3]: [4, 4, 3] has 48 entries, [7, -1] wants a multiple of 7',
    ],
  ],
  [
    'two means for three channels',
    () => withSteps({ op: 'normalise', mean: [0, 0], std: [1, 1] }),
    [
      'pipeline.json: inputs[0].steps[0]: step "normalise" on uint8 [4, 4, 3]: axis -1 has 3 entries; found 2 means and 2 deviations',
    ],
  ],
  [
    'a crop larger than the picture',
    () => withSteps({ op: 'center-crop', size: [8, 2] }),
    ['pipeline.json: inputs[0].steps[0]: step "center-crop" on uint8 [4, 4, 3]: axis 0 has 4 entries, fewer than 8'],
  ],
  [
    'a tensor that no memory holds',
    () => withSteps({ op: 'resize', size: [65536, 65536] }),
    [/steps\[0\]: float32 \[65536, 65536, 3\] has 51539607552 bytes; a tensor of one item may have 268435456/],
  ],
  [
    'nms on the wrong rank',
    () => withAnswer({ op: 'nms', boxes: 'corners', most: 5 }),
    [
      'pipeline.json: outputs[0].steps[0]: step "nms" on float32 [2]: expected [boxes, 5 or more], each row a box of 4 numbers and a score for each class; found [2]',
    ],
  ],
  [
    'an answer of another shape',
    () => withAnswer({ op: 'slice', axis: 0, begin: 0, size: 1 }),
    ['pipeline.json: outputs[0]: output "logits" of the task is [2]; the steps make [1] (per item)'],
  ],
  [
    'an answer of another dtype',
    () => withAnswer({ op: 'cast', dtype: 'int32' }),
    ['pipeline.json: outputs[0]: output "logits" of the task is float32 [2]; the steps make int32 [2]'],
  ],
  [
    'a constant of another length',
    () => withPipeline({ inputs: [{ input: 'x', constant: { dtype: 'float32', shape: [3, 4, 4], values: [1, 2] } }] }),
    ['pipeline.json: inputs[0]: a constant of shape [3, 4, 4] has 48 entries; found 2 values'],
  ],
  [
    'boxes of an input that is not there',
    () => withAnswer({ op: 'boxes-to-input', input: 'photo' }),
    [
      'pipeline.json: outputs[0].steps[0]: step "boxes-to-input" on float32 [2]: input "photo" of the model comes from no field of the task',
    ],
  ],
  [
    'a pipeline of a megabyte',
    () => ({ ...pictureFiles(), 'pipeline.json': ' '.repeat(2 ** 20 + 1) }),
    ['pipeline.json: 1048577 bytes; the limit is 1048576'],
  ],
];

describe('malformed ONNX models and pipelines', () => {
  it.each(onnxRows)('%s', async (_name, files, expected) => {
    const found = await problemsOf(files());
    expect(found.length, found.join('\n')).toBe(expected.length);
    expected.forEach((problem, index) => {
      if (problem instanceof RegExp) expect(found[index]).toMatch(problem);
      else expect(found[index]).toBe(problem);
    });
  });

  it('says why a model alone cannot explain', async () => {
    const [problem] = await problemsOf(pictureFiles(), { interaction: 'explain' });
    expect(problem).toMatch(/an explanation asks the black box while it runs/);
  });
});

const zeros = { class_name: 'Zeros', config: {} };

/** A dense layer on a flattened picture, as tf.save writes it. */
const layersModel = {
  format: 'layers-model',
  modelTopology: {
    class_name: 'Sequential',
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
    config: {
      name: 'model',
      layers: [
        {
          class_name: 'Flatten',
          config: { name: 'flatten', trainable: true, batch_input_shape: [null, 4, 4, 3], dtype: 'float32' },
        },
        {
          class_name: 'Dense',
          config: { name: 'dense', units: 2, use_bias: false, activation: 'linear', kernel_initializer: zeros },
        },
      ],
    },
  },
  weightsManifest: [{ paths: ['w.bin'], weights: [{ name: 'dense/kernel', shape: [48, 2], dtype: 'float32' }] }],
};
const graphModel = {
  format: 'graph-model',
  modelTopology: {
    node: [
      {
        name: 'x',
        op: 'Placeholder',
        attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim: [{ size: '-1' }, { size: '2' }] } } },
      },
      { name: 'y', op: 'Magic', input: ['x'] },
    ],
    versions: {},
  },
  weightsManifest: [],
};
const [manifestGroup] = layersModel.weightsManifest;
const layersPipeline = {
  schemaVersion: 1,
  inputs: [{ input: 'flatten_input', from: 'image', steps: [{ op: 'cast', dtype: 'float32' }] }],
  outputs: [{ output: 'logits', from: 'dense' }],
};
const layersFiles = (json: object = {}, shard = 384) => ({
  'model.json': { ...layersModel, ...json },
  'w.bin': new Uint8Array(shard),
  'pipeline.json': layersPipeline,
});
const withGroup = (change: object) => layersFiles({ weightsManifest: [{ ...manifestGroup, ...change }] });

const tfjsRows: Row[] = [
  ['a sound one', layersFiles, []],
  ['no JSON', () => ({ ...layersFiles(), 'model.json': '{"format"' }), [/model.json: is no JSON/]],
  [
    'no topology',
    () => ({ ...layersFiles(), 'model.json': { weightsManifest: [] } }),
    [/model.json: modelTopology: Invalid input/],
  ],
  [
    'a shard that is missing',
    () => withGroup({ paths: ['w.bin', 'v.bin'] }),
    ['model.json: weightsManifest[0]: shard "v.bin" is not there'],
  ],
  [
    'a shard outside',
    () => withGroup({ paths: ['../w.bin'] }),
    ['model.json: weightsManifest[0]: shard "../w.bin": expected a path below the folder of the model'],
  ],
  [
    'a shard cut off',
    () => layersFiles({}, 380),
    ['model.json: weightsManifest[0]: its weights have 384 bytes, its shards 380'],
  ],
  [
    'an unknown dtype',
    () => withGroup({ weights: [{ name: 'k', shape: [1], dtype: 'string' }] }),
    ['model.json: weight "k": dtype "string": expected one of float32, float16, int32, uint8, uint16, bool, complex64'],
  ],
  [
    'an unknown layer',
    () =>
      layersFiles({
        modelTopology: {
          ...layersModel.modelTopology,
          config: { name: 'm', layers: [{ class_name: 'Lambda', config: {} }] },
        },
      }),
    [/model.json: TensorFlow.js refuses the model: Unknown layer: Lambda/],
  ],
  [
    'an unknown operation',
    () => ({ ...layersFiles(), 'model.json': graphModel }),
    ['model.json: node "y": unknown operation Magic'],
  ],
  [
    'no such input',
    () => ({
      ...layersFiles(),
      'pipeline.json': { ...layersPipeline, inputs: [{ ...layersPipeline.inputs[0], input: 'x' }] },
    }),
    [
      'pipeline.json: inputs[0]: the model has no input "x"',
      `pipeline.json: inputs: the model's input "flatten_input" is not fed`,
    ],
  ],
];

describe('malformed tfjs models', () => {
  it.each(tfjsRows)('%s', async (_name, files, expected) => {
    const found = await problemsOf(files(), { kind: 'tfjs-model', model: 'model.json' });
    expect(found.length, found.join('\n')).toBe(expected.length);
    expected.forEach((problem, index) => {
      if (problem instanceof RegExp) expect(found[index]).toMatch(problem);
      else expect(found[index]).toBe(problem);
    });
  });
});
