import { picturePipeline } from '@paretoboard/harness/model/testing/small-models.js';
import { onnxCase } from './sound-models.js';

const pipeline = (change: object) => ({ 'pipeline.json': { ...picturePipeline, ...change } });
const [input] = picturePipeline.inputs;
const steps = (...list: object[]) => pipeline({ inputs: [{ ...input, steps: list }] });
const answer = (...list: object[]) => pipeline({ outputs: [{ output: 'logits', from: 'y', steps: list }] });
const constant = (values: number[]) =>
  pipeline({ inputs: [{ input: 'x', constant: { dtype: 'float32', shape: [3, 32, 32], values } }] });
const window = (change: object) =>
  pipeline({
    window: { input: 'x', axes: [1], size: [32], stride: [16], output: 'y', outputAxes: [0], ...change },
  });

const first = 'pipeline.json: inputs[0]';
const firstStep = `${first}.steps[0]`;
const made = 'pipeline.json: outputs[0]';
const onPicture = (op: string) => `step "${op}" on uint8 [32, 32, 3]:`;

export const malformedPipelines = [
  onnxCase('no pipeline', { 'pipeline.json': undefined }, ['pipeline.json', 'there is no such file']),
  onnxCase('a pipeline that is no JSON', { 'pipeline.json': '{' }, ['pipeline.json', 'is no JSON']),
  onnxCase('a pipeline of more than a megabyte', { 'pipeline.json': ' '.repeat(2 ** 20 + 1) }, [
    'pipeline.json',
    '1048577 bytes; the limit is 1048576',
  ]),
  onnxCase('an unknown step', steps({ op: 'sharpen' }), [`${firstStep}.op`, 'Invalid']),
  onnxCase('code in a step', steps({ op: 'scale', factor: 1, code: 'process.exit()' }), [
    firstStep,
    'Unrecognized key: "code"',
  ]),
  onnxCase('too many steps', steps(...new Array<object>(33).fill({ op: 'sigmoid' })), [`${first}.steps`, 'Too big']),
  onnxCase(
    'an input that the model does not have',
    pipeline({ inputs: [{ ...input, input: 'picture' }] }),
    [first, 'the model has no input "picture"'],
    ['pipeline.json: inputs', 'the model\'s input "x" is not fed'],
  ),
  onnxCase('a field that the task does not have', pipeline({ inputs: [{ ...input, from: 'photo' }] }), [
    first,
    'the task\'s track has no field "photo"',
  ]),
  onnxCase('an output that the model does not have', pipeline({ outputs: [{ output: 'logits', from: 'z' }] }), [
    made,
    'the model has no output "z"',
  ]),
  onnxCase(
    'an output that the task does not want',
    pipeline({ outputs: [{ output: 'classes', from: 'y' }] }),
    [made, 'no output "classes" is asked for'],
    ['pipeline.json: outputs', 'the task\'s output "logits" is not made'],
  ),
  onnxCase('an input that is fed twice', pipeline({ inputs: [input, input] }), [
    'pipeline.json: inputs',
    'input "x" of the model is fed twice',
  ]),
  onnxCase('another dtype than the model’s', steps({ op: 'transpose', axes: [2, 0, 1] }), [
    first,
    'input "x" of the model is float32; the steps make uint8 [3, 32, 32]',
  ]),
  onnxCase('another rank than the model’s', steps({ op: 'scale', factor: 1 }, { op: 'reshape', shape: [-1] }), [
    first,
    'input "x" of the model is [3, 32, 32]; the steps make [3072] (per item)',
  ]),
  onnxCase('another shape than the model’s', steps({ op: 'scale', factor: 1 }), [
    first,
    'input "x" of the model is [3, 32, 32]; the steps make [32, 32, 3] (per item)',
  ]),
  onnxCase('a transpose of too few axes', steps({ op: 'transpose', axes: [1, 0] }), [
    firstStep,
    `${onPicture('transpose')} axes [1, 0] of a tensor with 3 axes`,
  ]),
  onnxCase('a reshape that does not add up', steps({ op: 'reshape', shape: [7, -1] }), [
    firstStep,
    `${onPicture('reshape')} [32, 32, 3] has 3072 entries, [7, -1] wants a multiple of 7`,
  ]),
  onnxCase('two means for three channels', steps({ op: 'normalise', mean: [0, 0], std: [1, 1] }), [
    firstStep,
    `${onPicture('normalise')} axis -1 has 3 entries; found 2 means and 2 deviations`,
  ]),
  onnxCase('a crop that is larger than the picture', steps({ op: 'center-crop', size: [64, 2] }), [
    firstStep,
    `${onPicture('center-crop')} axis 0 has 32 entries, fewer than 64`,
  ]),
  onnxCase('colours along an axis of 32', steps({ op: 'swap-red-blue', axis: 0 }), [
    firstStep,
    `${onPicture('swap-red-blue')} axis 0 has 32 entries, expected 3 colours`,
  ]),
  onnxCase('a tensor that no memory holds', steps({ op: 'resize', size: [65536, 65536] }), [
    firstStep,
    'float32 [65536, 65536, 3] has 51539607552 bytes; a tensor of one item may have 268435456',
  ]),
  onnxCase('suppression of boxes on the wrong rank', answer({ op: 'nms', boxes: 'corners', most: 5 }), [
    `${made}.steps[0]`,
    'step "nms" on float32 [43]: expected [boxes, 5 or more], each row a box of 4 numbers and a score for each class; found [43]',
  ]),
  onnxCase('boxes in a picture that is not there', answer({ op: 'boxes-to-input', input: 'photo' }), [
    `${made}.steps[0]`,
    'input "photo" of the model comes from no field of the task',
  ]),
  onnxCase('more of the best than there are', answer({ op: 'top-k', k: 50, give: 'values' }), [
    `${made}.steps[0]`,
    'k 50 of an axis with 43 entries',
  ]),
  onnxCase('an answer of another shape', answer({ op: 'slice', axis: 0, begin: 0, size: 1 }), [
    made,
    'output "logits" of the task is [43]; the steps make [1] (per item)',
  ]),
  onnxCase('an answer of another dtype', answer({ op: 'cast', dtype: 'int32' }), [
    made,
    'output "logits" of the task is float32 [43]; the steps make int32 [43]',
  ]),
  onnxCase('a constant of another length', constant([1, 2]), [
    first,
    'a constant of shape [3, 32, 32] has 3072 entries; found 2 values',
  ]),
  onnxCase('a window that leaves gaps', window({ stride: [64] }), [
    'pipeline.json: window',
    'no stride above its size',
  ]),
  onnxCase('a window into an output that is not there', window({ output: 'z' }), [
    'pipeline.json: window',
    'the model has no output "z"',
  ]),
];
