import { type OnnxToWrite, writeOnnx } from '@paretoboard/harness/model/onnx/write-onnx.js';
import { onnxCase, soundModel, soundOnnx } from './sound-models.js';

const model = (change: Partial<OnnxToWrite>) => ({ 'model.onnx': writeOnnx({ ...soundModel, ...change }) });

const external = (entries: Record<string, string>) =>
  model({
    weights: [],
    rawWeights: [
      {
        name: 'w',
        dims: [3, 43],
        dataType: 1,
        dataLocation: 1,
        externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
      },
    ],
  });
const magic = (domain: string) => ({ op: 'Magic', domain, inputs: ['x'], outputs: ['y'] });
const weight = 'model.onnx: tensor "w"';
const below = 'expected a path below the folder of the model';

export const malformedOnnx = [
  onnxCase('no model', { 'model.onnx': undefined }, ['model.onnx', 'there is no such file']),
  onnxCase('a model that is cut off', { 'model.onnx': soundOnnx.slice(0, 300) }, [
    'model.onnx',
    'is no ONNX model, or is cut off',
  ]),
  onnxCase('a picture in place of a model', { 'model.onnx': 'GIF89a' }, ['model.onnx', 'is no ONNX model']),
  onnxCase('an empty file', { 'model.onnx': '' }, ['model.onnx', 'found 0 bytes without a graph']),
  onnxCase('a custom operator', model({ nodes: [magic('my.ops')] }), [
    'model.onnx: node "Magic_0"',
    'custom operator my.ops.Magic: expected an operator of ai.onnx, ai.onnx.ml, com.microsoft',
  ]),
  onnxCase('an opset that is too old', model({ opset: 9 }), ['model.onnx', 'opset 9: expected 11 to 26']),
  onnxCase('an opset that is to come', model({ opset: 99 }), ['model.onnx', 'opset 99: expected 11 to 26']),
  onnxCase('external data that is not there', external({ location: 'w.bin' }), [
    weight,
    'external data "w.bin" is not there',
  ]),
  onnxCase('external data outside the folder', external({ location: '../w.bin' }), [
    weight,
    `external data at "../w.bin": ${below}`,
  ]),
  onnxCase('external data at an absolute path', external({ location: '/etc/passwd' }), [
    weight,
    `external data at "/etc/passwd": ${below}`,
  ]),
  onnxCase(
    'external data that is cut off',
    { ...external({ location: 'w.bin', offset: '8' }), 'w.bin': new Uint8Array(516) },
    [weight, 'external data "w.bin": bytes 8 to 524 of a file of 516'],
  ),
  onnxCase(
    'weights that are cut off',
    model({ weights: [], rawWeights: [{ name: 'w', dims: [3, 43], dataType: 1, rawData: new Uint8Array(512) }] }),
    [weight, 'float32 [3, 43] has 516 bytes, found 512'],
  ),
  onnxCase('a batch of fixed size', model({ inputs: [{ name: 'x', dtype: 'float32', shape: [8, 3, 32, 32] }] }), [
    'pipeline.json: inputs[0]',
    '"x" is [8, 3, 32, 32]: its first axis is to be the batch, of any size or 1',
  ]),
  onnxCase('strings', model({ inputs: [{ name: 'x', dtype: 'string', shape: [null, 3, 32, 32] }] }), [
    'pipeline.json: inputs[0]',
    '"x" is string',
  ]),
];
