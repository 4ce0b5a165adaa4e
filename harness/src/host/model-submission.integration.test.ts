import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Interaction, SubmissionKind } from '@paretoboard/contract/interaction.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskFace } from '../model/interactions/model-interaction.js';
import { type OnnxToWrite, writeOnnx } from '../model/onnx/write-onnx.js';
import { sequentialModel } from '../model/testing/sequential-model.js';
import { pictureFiles, pictureModel, pictureTask, writeFiles } from '../model/testing/small-models.js';
import { verifyRecord } from '../records/verify-record.js';
import { blobsTask } from '../run/fixtures/blobs-task.js';
import { measureBlobs, openBlobsSubmission } from '../run/fixtures/measure-blobs.js';
import type { OutgoingMessage, Session } from '../run/session.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'model-submission '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Files = Parameters<typeof writeFiles>[1];

async function submissionOf(artefact: Files, kind: SubmissionKind = 'onnx') {
  const source = mkdtempSync(join(root, 'source '));
  const manifest = submissionManifestSchema.parse({
    schemaVersion: 1,
    name: 'model',
    version: '1.0.0',
    title: 'Model',
    task: 'blobs',
    track: 'plain',
    kind,
    division: 'pre-trained',
    authors: ['test'],
    source: '',
    licence: 'Apache-2.0',
    artefact: 'artefact',
    model: kind === 'onnx' ? 'model.onnx' : 'model.json',
    pipeline: 'pipeline.json',
  });
  writeFiles(source, { 'paretoboard.json': manifest });
  writeFiles(join(source, 'artefact'), artefact);
  return openBlobsSubmission(root, source);
}

/** Starts a process, loads the model, and asks. */
async function asking<Result>(
  artefact: Files,
  { interaction, face, kind }: { interaction: Interaction; face: TaskFace; kind?: SubmissionKind },
  ask: (call: (message: OutgoingMessage, tensors: NamedTensors) => NamedTensors) => Result,
): Promise<{ result: Result; parameters: number | null; runtime: Session['hello']['runtime'] }> {
  const { source, scratch, sessions } = await submissionOf(artefact, kind);
  const artefactFolder = join(source, 'artefact');
  const session = sessions.submission({
    writableFolder: null,
    readableFolder: artefactFolder,
    logFile: join(scratch, 'log'),
  });
  try {
    const { inputs, outputs } = face;
    const names = { task: 'any', track: 'plain', artefactFolder, threads: 1 };
    session.send({ type: 'load', ...names, interaction, inputs: [...inputs], outputs: [...outputs] }, {});
    const { message } = session.receive(20_000);
    const call = (asked: OutgoingMessage, tensors: NamedTensors): NamedTensors =>
      session.exchange(asked, tensors, 10_000).tensors;
    const result = ask(call);
    return {
      result,
      parameters: message.type === 'loaded' ? message.parameters : null,
      runtime: session.hello.runtime,
    };
  } finally {
    session.close();
  }
}

const float32 = (shape: number[], ...values: number[]) => ({
  dtype: 'float32' as const,
  shape,
  data: Float32Array.from(values),
});
const int32 = (shape: number[], ...values: number[]) => ({
  dtype: 'int32' as const,
  shape,
  data: Int32Array.from(values),
});
const spec = (name: string, dtype: TensorSpec['dtype'], shape: TensorSpec['shape']): TensorSpec => ({
  name,
  dtype,
  shape,
});
const numbers = (tensors: NamedTensors, name: string): number[] => Array.from(tensors[name]!.data);

/** Two pictures: one all red, one half blue. */
function pictures() {
  const data = new Uint8Array(2 * 48);
  for (let pixel = 0; pixel < 16; pixel++) data[pixel * 3] = 255;
  for (let pixel = 0; pixel < 8; pixel++) data[48 + pixel * 3 + 2] = 255;
  return { image: { dtype: 'uint8' as const, shape: [2, 4, 4, 3], data } };
}

const predict = { interaction: 'predict', face: pictureTask } as const;

describe('kind onnx', () => {
  it('answers predict with what the model makes of the steps before it', async () => {
    const { result, parameters, runtime } = await asking(pictureFiles(), predict, (call) =>
      call({ type: 'predict', id: 1, items: 2 }, pictures()),
    );
    expect(numbers(result, 'logits')).toEqual([16, 0, 0, 8]);
    expect(result.logits!.shape).toEqual([2, 2]);
    expect(parameters).toBe(96);
    expect(runtime).toMatchObject({ name: 'onnxruntime', version: expect.stringMatching(/^\d.*\(cpu\)$/), threads: 1 });
  });

  it('asks a model of batch 1 one item at a time, and one without a batch axis', async () => {
    const one: OnnxToWrite = {
      ...pictureModel,
      inputs: [{ name: 'x', dtype: 'float32', shape: [1, 3, 4, 4] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [1, 2] }],
    };
    const bare: OnnxToWrite = {
      ...pictureModel,
      inputs: [{ name: 'x', dtype: 'float32', shape: [3, 4, 4] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [2] }],
      nodes: [
        { op: 'Flatten', inputs: ['x'], outputs: ['flat'], attributes: { axis: { int: 0 } } },
        { op: 'MatMul', inputs: ['flat', 'w'], outputs: ['rows'] },
        { op: 'Squeeze', inputs: ['rows', 'first'], outputs: ['y'] },
      ],
      weights: [...pictureModel.weights!, { name: 'first', shape: [1], data: BigInt64Array.of(0n) }],
    };
    const { 'pipeline.json': pipeline } = pictureFiles();
    for (const [model, batch] of [
      [one, 'first-axis'],
      [bare, 'none'],
    ] as const) {
      const files = { 'model.onnx': writeOnnx(model), 'pipeline.json': { ...pipeline, batch } };
      const { result } = await asking(files, predict, (call) => call({ type: 'predict', id: 1, items: 2 }, pictures()));
      expect(numbers(result, 'logits')).toEqual([16, 0, 0, 8]);
    }
  });

  it('converts int64 and float16 where the model begins and ends', async () => {
    const model: OnnxToWrite = {
      inputs: [
        { name: 'id', dtype: 'int64', shape: [null] },
        { name: 'x', dtype: 'float16', shape: [null, 2] },
      ],
      outputs: [
        { name: 'twice', dtype: 'int64', shape: [null] },
        { name: 'y', dtype: 'float16', shape: [null, 2] },
      ],
      nodes: [
        { op: 'Add', inputs: ['id', 'id'], outputs: ['twice'] },
        { op: 'Add', inputs: ['x', 'x'], outputs: ['y'] },
      ],
    };
    const pipeline = {
      schemaVersion: 1,
      inputs: [
        { input: 'id', from: 'id' },
        { input: 'x', from: 'x' },
      ],
      outputs: [
        { output: 'id', from: 'twice' },
        { output: 'x', from: 'y' },
      ],
    };
    const specs = [spec('id', 'int32', []), spec('x', 'float32', [2])];
    const files = { 'model.onnx': writeOnnx(model), 'pipeline.json': pipeline };
    const { result } = await asking(
      files,
      { interaction: 'predict', face: { inputs: specs, outputs: specs } },
      (call) =>
        call({ type: 'predict', id: 1, items: 2 }, { id: int32([2], 3, -4), x: float32([2, 2], 0.5, 1, 2, -3) }),
    );
    expect(numbers(result, 'id')).toEqual([6, -8]);
    expect(numbers(result, 'x')).toEqual([1, 2, 4, -6]);
  });

  it.each<[string, Files, RegExp]>([
    [
      'a custom operator',
      {
        ...pictureFiles(),
        'model.onnx': writeOnnx({
          ...pictureModel,
          nodes: [{ op: 'Magic', domain: 'my.ops', inputs: ['x'], outputs: ['y'] }],
        }),
      },
      /custom operator my\.ops\.Magic/,
    ],
    [
      'an operator that ONNX does not have',
      {
        ...pictureFiles(),
        'model.onnx': writeOnnx({ ...pictureModel, nodes: [{ op: 'Magic', inputs: ['x'], outputs: ['y'] }] }),
      },
      /ONNX Runtime refuses the model: .*No Op registered for Magic/,
    ],
    [
      'a pipeline that does not fit',
      {
        ...pictureFiles(),
        'pipeline.json': {
          schemaVersion: 1,
          inputs: [{ input: 'x', from: 'image' }],
          outputs: [{ output: 'logits', from: 'y' }],
        },
      },
      /inputs\[0\]: input "x" of the model is float32; the steps make uint8 \[4, 4, 3\]/,
    ],
  ])('ends the run for %s, and says why', async (_name, files, message) => {
    const failure = await asking(files, predict, () => null).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SubmissionFailure);
    expect(failure).toMatchObject({ code: 'model-invalid', message: expect.stringMatching(message) });
  });

  it('serves transform: items and conditions side by side', async () => {
    const window = spec('window', 'float32', [2]);
    const model: OnnxToWrite = {
      inputs: [
        { name: 'w', dtype: 'float32', shape: [null, 2] },
        { name: 'shift', dtype: 'float32', shape: [null, 1] },
      ],
      outputs: [{ name: 'y', dtype: 'float32', shape: [null, 2] }],
      nodes: [{ op: 'Add', inputs: ['w', 'shift'], outputs: ['y'] }],
    };
    const pipeline = {
      schemaVersion: 1,
      inputs: [
        { input: 'w', from: 'window' },
        {
          input: 'shift',
          from: 'subject',
          steps: [
            { op: 'expand', axis: 0 },
            { op: 'cast', dtype: 'float32' },
          ],
        },
      ],
      outputs: [{ output: 'window', from: 'y' }],
    };
    const face = { inputs: [window, spec('subject', 'int32', [])], outputs: [window] };
    const files = { 'model.onnx': writeOnnx(model), 'pipeline.json': pipeline };
    const { result } = await asking(files, { interaction: 'transform', face }, (call) =>
      call(
        { type: 'transform', id: 1, items: 2 },
        { window: float32([2, 2], 1, 2, 3, 4), subject: int32([2], 10, 20) },
      ),
    );
    expect(numbers(result, 'window')).toEqual([11, 12, 23, 24]);
  });

  it('serves recommend: the candidates with the highest scores, none for empty places', async () => {
    const model: OnnxToWrite = {
      inputs: [{ name: 'candidates', dtype: 'float32', shape: [null, null] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [null, null] }],
      nodes: [{ op: 'Neg', inputs: ['candidates'], outputs: ['y'] }],
    };
    const pipeline = {
      schemaVersion: 1,
      inputs: [{ input: 'candidates', from: 'candidates', steps: [{ op: 'cast', dtype: 'float32' }] }],
      outputs: [{ output: 'scores', from: 'y' }],
    };
    const face = {
      inputs: [spec('user', 'int32', []), spec('candidates', 'int32', [null])],
      outputs: [spec('items', 'int32', [3])],
    };
    const files = { 'model.onnx': writeOnnx(model), 'pipeline.json': pipeline };
    const { result } = await asking(files, { interaction: 'recommend', face }, (call) =>
      call(
        { type: 'recommend.rank', id: 1, items: 2, places: 3 },
        { user: int32([2], 0, 1), candidates: int32([2, 4], 7, -1, 5, 9, 4, -1, -1, 2) },
      ),
    );
    expect(numbers(result, 'items')).toEqual([5, 7, 9, 2, 4, -1]);
  });

  it('serves generate: noise follows from each seed alone', async () => {
    const image = spec('image', 'float32', [2]);
    const twice: OnnxToWrite = {
      inputs: [{ name: 'x', dtype: 'float32', shape: [null, 2] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [null, 2] }],
      nodes: [{ op: 'Add', inputs: ['x', 'x'], outputs: ['y'] }],
    };
    const pipeline = {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: 'image' }],
      outputs: [{ output: 'reconstruction', from: 'y' }],
      sample: {
        model: 'decoder.onnx',
        inputs: [{ input: 'x', noise: { distribution: 'normal', shape: [2] } }],
        outputs: [{ output: 'sample', from: 'y' }],
      },
    };
    const face = {
      inputs: [image, spec('seed', 'int32', [])],
      outputs: [spec('reconstruction', 'float32', [2]), spec('sample', 'float32', [2])],
    };
    const files = {
      'model.onnx': writeOnnx(twice),
      'decoder.onnx': writeOnnx(twice),
      'pipeline.json': pipeline,
    };
    const { result } = await asking(files, { interaction: 'generate', face }, (call) => ({
      made: call({ type: 'generate.reconstruct', id: 1, items: 1 }, { image: float32([1, 2], 1, -2) }),
      both: call({ type: 'generate.sample', id: 2, items: 2 }, { seed: int32([2], 5, 6) }),
      alone: call({ type: 'generate.sample', id: 3, items: 1 }, { seed: int32([1], 6) }),
    }));
    expect(numbers(result.made, 'reconstruction')).toEqual([2, -4]);
    const both = numbers(result.both, 'sample');
    expect(numbers(result.alone, 'sample')).toEqual(both.slice(2));
    expect(new Set(both).size).toBe(4);
  });

  it('serves episode: minus the distance to the mean embedding of each class', async () => {
    const model: OnnxToWrite = {
      inputs: [{ name: 'x', dtype: 'float32', shape: [null, 2] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [null, 2] }],
      nodes: [{ op: 'Identity', inputs: ['x'], outputs: ['y'] }],
    };
    const pipeline = {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: 'queries' }],
      outputs: [{ output: 'embedding', from: 'y' }],
      episode: { support: 'support', labels: 'labels', queries: 'queries', sharpness: 2 },
    };
    const face = {
      inputs: [spec('support', 'float32', [4, 2]), spec('labels', 'int32', [4]), spec('queries', 'float32', [3, 2])],
      outputs: [spec('logits', 'float32', [3, 2])],
    };
    const files = { 'model.onnx': writeOnnx(model), 'pipeline.json': pipeline };
    const support = { support: float32([4, 2], 0, 0, 2, 0, 10, 0, 10, 0), labels: int32([4], 0, 0, 1, 1) };
    const { result } = await asking(files, { interaction: 'episode', face }, (call) => {
      call({ type: 'episode.support', id: 1, items: 4 }, support);
      return call({ type: 'episode.predict', id: 2, items: 3 }, { queries: float32([3, 2], 1, 0, 10, 3, 1, 4) });
    });
    expect(result.logits!.shape).toEqual([3, 2]);
    expect(numbers(result, 'logits').map((value) => Number(value.toFixed(3)))).toEqual([
      0, -18, -18.974, -6, -8, -19.698,
    ]);
  });

  it('serves sequence: a state goes from step to step, and begins anew', async () => {
    const model: OnnxToWrite = {
      inputs: [
        { name: 'x', dtype: 'float32', shape: [null, 1] },
        { name: 'before', dtype: 'float32', shape: [null, 1] },
        { name: 'start', dtype: 'float32', shape: [null, 1] },
      ],
      outputs: [
        { name: 'sum', dtype: 'float32', shape: [null, 1] },
        { name: 'y', dtype: 'float32', shape: [null, 1] },
      ],
      nodes: [
        { op: 'Add', inputs: ['x', 'before'], outputs: ['sum'] },
        { op: 'Add', inputs: ['sum', 'start'], outputs: ['y'] },
      ],
    };
    const pipeline = {
      schemaVersion: 1,
      inputs: [
        { input: 'x', from: 'frames' },
        { input: 'start', from: 'first' },
      ],
      outputs: [{ output: 'boxes', from: 'y' }],
      state: [{ input: 'before', output: 'sum', initial: 100 }],
    };
    const face = {
      inputs: [spec('first', 'float32', [1]), spec('frames', 'float32', [null, 1])],
      outputs: [spec('boxes', 'float32', [null, 1])],
    };
    const files = { 'model.onnx': writeOnnx(model), 'pipeline.json': pipeline };
    const { result } = await asking(files, { interaction: 'sequence', face }, (call) =>
      [0, 1].flatMap((round) => {
        const id = round * 10;
        call({ type: 'sequence.begin', id }, { first: float32([1, 1], 1000 * (round + 1)) });
        const steps = [1, 2, 3].map((value) =>
          call({ type: 'sequence.step', id: id + value }, { frames: float32([1, 1], value) }),
        );
        call({ type: 'sequence.end', id: id + 5 }, {});
        return steps.map((made) => numbers(made, 'boxes')[0]);
      }),
    );
    expect(result).toEqual([1101, 1103, 1106, 2101, 2103, 2106]);
  });
});

describe('windows', () => {
  it('cuts an item of any size, and averages where windows overlap', async () => {
    const model: OnnxToWrite = {
      inputs: [{ name: 'x', dtype: 'float32', shape: [null, 4] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [null, 4] }],
      nodes: [
        { op: 'ReduceMean', inputs: ['x'], outputs: ['m'], attributes: { axes: { ints: [1] } } },
        { op: 'Sub', inputs: ['x', 'm'], outputs: ['y'] },
      ],
    };
    const pipeline = {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: 'line' }],
      outputs: [{ output: 'line', from: 'y' }],
      window: { input: 'x', axes: [0], size: [4], stride: [2], output: 'y', outputAxes: [0] },
    };
    const line = spec('line', 'float32', [null]);
    const files = { 'model.onnx': writeOnnx(model), 'pipeline.json': pipeline };
    const face = { inputs: [line], outputs: [line] };
    const { result } = await asking(files, { interaction: 'predict', face }, (call) => ({
      long: call({ type: 'predict', id: 1, items: 1 }, { line: float32([1, 7], 1, 2, 3, 4, 5, 6, 7) }),
      short: call({ type: 'predict', id: 2, items: 1 }, { line: float32([1, 2], 4, 8) }),
    }));
    // Windows begin at 0, 2 and 3; their means are 2.5, 4.5 and 5.5.
    const expected = [-1.5, -0.5, (0.5 - 1.5) / 2, (1.5 - 0.5 - 1.5) / 3, (0.5 - 0.5) / 2, (1.5 + 0.5) / 2, 1.5];
    numbers(result.long, 'line').forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index]!, 5);
    });
    expect(numbers(result.short, 'line')).toEqual([1, 5]);
  });
});

/** x · w, as tf.save writes it. */
const denseModel = sequentialModel(
  [
    {
      class_name: 'Dense',
      config: {
        name: 'dense',
        units: 3,
        use_bias: false,
        activation: 'linear',
        trainable: true,
        kernel_initializer: { class_name: 'Zeros', config: {} },
        batch_input_shape: [null, 4],
        dtype: 'float32',
      },
    },
  ],
  [{ name: 'dense/kernel', shape: [4, 3], dtype: 'float32' }],
);
/** A logit for each of the first three coordinates. */
const diagonal = Float32Array.from({ length: 12 }, (_, at) => (Math.floor(at / 3) === at % 3 ? 3 : 0));

it('serves a layers model of TensorFlow.js', async () => {
  const files = {
    'model.json': denseModel,
    'w.bin': new Uint8Array(diagonal.buffer),
    'pipeline.json': {
      schemaVersion: 1,
      inputs: [{ input: 'dense_input', from: 'x' }],
      outputs: [{ output: 'logits', from: 'dense' }],
    },
  };
  const { inputs, outputs } = blobsTask.definition;
  const face = { kind: 'tfjs-model', interaction: 'predict', face: { inputs, outputs } } as const;
  const { result, parameters, runtime } = await asking(files, face, (call) =>
    call({ type: 'predict', id: 1, items: 2 }, { x: float32([2, 4], 1, 2, 3, 4, 5, 6, 7, 8) }),
  );
  expect(numbers(result, 'logits')).toEqual([3, 6, 9, 15, 18, 21]);
  expect(parameters).toBe(12);
  expect(runtime).toMatchObject({ name: 'cpu' });
});

it('serves a graph model of TensorFlow’s converter by the names of its signature', async () => {
  const float = { dtype: 'DT_FLOAT', tensorShape: { dim: [{ size: '-1' }, { size: '2' }] } };
  const files = {
    'model.json': {
      format: 'graph-model',
      modelTopology: {
        node: [
          {
            name: 'serving_x',
            op: 'Placeholder',
            attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim: [{ size: '-1' }, { size: '2' }] } } },
          },
          { name: 'Identity', op: 'AddV2', input: ['serving_x', 'serving_x'], attr: { T: { type: 'DT_FLOAT' } } },
        ],
        versions: { producer: 1 },
      },
      signature: {
        inputs: { x: { name: 'serving_x:0', ...float } },
        outputs: { twice: { name: 'Identity:0', ...float } },
      },
      weightsManifest: [],
    },
    'pipeline.json': {
      schemaVersion: 1,
      inputs: [{ input: 'x', from: 'x' }],
      outputs: [{ output: 'y', from: 'twice' }],
    },
  };
  const face = { inputs: [spec('x', 'float32', [2])], outputs: [spec('y', 'float32', [2])] };
  const { result } = await asking(files, { kind: 'tfjs-model', interaction: 'predict', face }, (call) =>
    call({ type: 'predict', id: 1, items: 2 }, { x: float32([2, 2], 1, 2, 3, 4) }),
  );
  expect(numbers(result, 'y')).toEqual([2, 4, 6, 8]);
});

const blobModel: Files = {
  'model.onnx': writeOnnx({
    inputs: [{ name: 'x', dtype: 'float32', shape: [null, 4] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: [null, 3] }],
    nodes: [{ op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
    weights: [{ name: 'w', shape: [4, 3], data: diagonal }],
  }),
  'pipeline.json': {
    schemaVersion: 1,
    inputs: [{ input: 'x', from: 'x' }],
    outputs: [{ output: 'logits', from: 'y' }],
  },
};

function bytesOf(content: Files[string]): number {
  return content instanceof Uint8Array ? content.length : JSON.stringify(content).length;
}

describe('a whole run', () => {
  it('of kind onnx ends VALID', async () => {
    const { record, folder } = await measureBlobs(root, (await submissionOf(blobModel)).source);
    expect(record.reasons).toEqual([]);
    expect(record.verdict).toBe('VALID');
    expect(record.metrics[0]!.value).toBe(100);
    expect(record.runtime.name).toBe('onnxruntime');
    expect(record.resources.parameters).toEqual({ value: 12, source: 'measured' });
    expect(record.resources.flops).toBe(2 * 4 * 3 * blobsTask.definition.timing.batchSize);
    expect(record.checks.find(({ id }) => id === 'above-physical-floor')?.message).toContain('GFLOP/s');
    expect(record.resources.floorMs).toBeGreaterThan(0);
    expect(record.resources.floorMs).toBeLessThan(record.latency['single-stream']!.p50Ms!);
    expect(record.division).toBe('pre-trained');
    const bytes = Object.values(blobModel).reduce<number>((sum, content) => sum + bytesOf(content), 0);
    expect(record.resources.artefactBytes).toBe(bytes);
    expect(record.budgets.find(({ id }) => id === 'artefactBytes')).toMatchObject({ used: bytes, ok: true });
    expect((await verifyRecord(folder)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});
