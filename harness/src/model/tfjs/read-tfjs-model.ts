import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { relativePathSchema } from '@paretoboard/contract/primitives.js';
import { z } from 'zod';
import { ModelError } from '../model-error.js';

const limits = { topologyBytes: 64 * 2 ** 20 } as const;

const bytesOfDtype: Readonly<Record<string, number>> = {
  float32: 4,
  float16: 2,
  int32: 4,
  uint8: 1,
  uint16: 2,
  bool: 1,
  complex64: 8,
};

const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int().min(0)),
  dtype: z.string(),
  quantization: z.object({ dtype: z.string() }).loose().optional(),
});

const groupSchema = z.object({
  paths: z.array(z.string()).min(1),
  weights: z.array(weightSchema),
});

const signedTensorSchema = z.object({
  name: z.string(),
  dtype: z.union([z.string(), z.number()]).optional(),
  tensorShape: z
    .object({ dim: z.array(z.object({ size: z.union([z.string(), z.number()]).optional() })).default([]) })
    .optional(),
});
const signatureSchema = z.object({
  inputs: z.record(z.string(), signedTensorSchema),
  outputs: z.record(z.string(), signedTensorSchema),
});

/** Names and numbers of TensorFlow's types; TensorFlow.js holds whole numbers as int32. */
const signedTypes: Readonly<Record<string, string>> = {
  DT_FLOAT: 'float32',
  1: 'float32',
  DT_INT32: 'int32',
  3: 'int32',
  DT_UINT8: 'int32',
  4: 'int32',
  DT_INT64: 'int32',
  9: 'int32',
  DT_BOOL: 'bool',
  10: 'bool',
};

/** An input or output of a graph model, as its signature states it. */
export interface SignedTensor {
  /** Of the graph, as in `Identity:0`. */
  readonly node: string;
  readonly dtype: string;
  readonly shape: readonly (number | null)[] | null;
}

const nodeSchema = z.object({ name: z.string(), op: z.string() }).loose();

const modelJsonSchema = z.object({
  format: z.enum(['layers-model', 'graph-model']).optional(),
  modelTopology: z.looseObject({}),
  weightsManifest: z.array(groupSchema),
  signature: signatureSchema.loose().optional(),
  userDefinedMetadata: z.looseObject({}).optional(),
});
type ModelJson = z.infer<typeof modelJsonSchema>;

/** What a `model.json` and its shards hold, without running them. */
export interface TfjsModelFiles {
  readonly format: 'layers-model' | 'graph-model';
  readonly json: ModelJson;
  readonly parameters: number;
  readonly weightBytes: number;
  readonly operators: Readonly<Record<string, number>>;
  /** Of a graph model, by the names that it gives them; null: it has none. */
  readonly signature: Readonly<Record<'inputs' | 'outputs', ReadonlyMap<string, SignedTensor>>> | null;
  /** All shards, in order. */
  readWeights(): ArrayBuffer;
}

function problem(path: string, message: string, remedy: string): never {
  throw new ModelError(path, message, remedy);
}

function parsed(path: string, file: string): ModelJson {
  if (!existsSync(path)) problem(file, 'there is no such file', 'Name a file of the artefact folder.');
  const { size } = statSync(path);
  if (size > limits.topologyBytes)
    problem(file, `${size} bytes; the limit is ${limits.topologyBytes}`, 'Use a smaller model.');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return problem(
      file,
      `is no JSON: ${error instanceof Error ? error.message : error}`,
      'Save the model again, and copy it whole.',
    );
  }
  const result = modelJsonSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return problem(
    `${file}: ${issue?.path.join('.') || '(root)'}`,
    issue?.message ?? 'is not a model.json',
    'Expected the model.json of tf.save or of the converter, with modelTopology and weightsManifest.',
  );
}

const entries = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Short lists of whole numbers are shapes and axes. Longer ones count as weights: an operation can turn one into the other. */
function isShape({ shape, dtype, quantization }: z.infer<typeof weightSchema>): boolean {
  return dtype === 'int32' && !quantization && shape.length <= 1 && entries(shape) <= 64;
}

function bytesOf({ name, shape, dtype, quantization }: z.infer<typeof weightSchema>, file: string): number {
  const stored = quantization?.dtype ?? dtype;
  const each = Object.hasOwn(bytesOfDtype, stored) ? bytesOfDtype[stored] : undefined;
  if (each !== undefined) return each * entries(shape);
  return problem(
    `${file}: weight "${name}"`,
    `dtype "${stored}": expected one of ${Object.keys(bytesOfDtype).join(', ')}`,
    'Save the model with numeric weights.',
  );
}

/** Files of one group, each there, together as long as its weights. */
function checkGroup(
  { paths, weights }: z.infer<typeof groupSchema>,
  index: number,
  folder: string,
  file: string,
): string[] {
  const place = `${file}: weightsManifest[${index}]`;
  const files = paths.map((path) => {
    if (!relativePathSchema.safeParse(path).success)
      problem(
        place,
        `shard "${path}": expected a path below the folder of the model`,
        'Put the shards beside model.json.',
      );
    const found = join(folder, path);
    if (!existsSync(found) || !statSync(found).isFile())
      problem(
        place,
        `shard "${path}" is not there`,
        'Put every file that the converter wrote into the artefact folder.',
      );
    return found;
  });
  const expected = weights.reduce((sum, weight) => sum + bytesOf(weight, file), 0);
  const found = files.reduce((sum, path) => sum + statSync(path).size, 0);
  if (expected !== found)
    problem(
      place,
      `its weights have ${expected} bytes, its shards ${found}`,
      'Save the model again, and copy the shards whole.',
    );
  return files;
}

function operatorsOf({ modelTopology }: ModelJson): Record<string, number> {
  const count: Record<string, number> = {};
  const nodes = z.array(nodeSchema).catch([]).parse(modelTopology.node);
  for (const { op } of nodes) count[op] = (count[op] ?? 0) + 1;
  return count;
}

/**
 * Reads a layers or graph model. @param path of model.json @param file how to name it in problems
 * @throws ModelError for what cannot be read, or lacks weights
 */
export function readTfjsModel(path: string, file: string): TfjsModelFiles {
  const json = parsed(path, file);
  const folder = dirname(path);
  const files = json.weightsManifest.flatMap((group, index) => checkGroup(group, index, folder, file));
  const weights = json.weightsManifest.flatMap((group) => group.weights);
  const format = json.format ?? ('node' in json.modelTopology ? 'graph-model' : 'layers-model');
  return {
    format,
    json,
    parameters: weights.filter((weight) => !isShape(weight)).reduce((sum, { shape }) => sum + entries(shape), 0),
    weightBytes: files.reduce((sum, found) => sum + statSync(found).size, 0),
    operators: operatorsOf(json),
    signature: signatureOf(json),
    readWeights: () => joined(files),
  };
}

function signatureOf({ signature }: ModelJson): TfjsModelFiles['signature'] {
  if (!signature) return null;
  const side = (tensors: Record<string, z.infer<typeof signedTensorSchema>>): Map<string, SignedTensor> =>
    new Map(
      Object.entries(tensors).map(([key, { name, dtype = 'DT_FLOAT', tensorShape }]) => {
        const sizes = tensorShape?.dim.map(({ size }) => Number(size ?? -1)) ?? null;
        const shape = sizes?.map((size) => (size >= 0 ? size : null)) ?? null;
        return [key, { node: name, dtype: signedTypes[dtype] ?? String(dtype), shape }];
      }),
    );
  return { inputs: side(signature.inputs), outputs: side(signature.outputs) };
}

function joined(files: readonly string[]): ArrayBuffer {
  const into = new Uint8Array(files.reduce((sum, file) => sum + statSync(file).size, 0));
  let at = 0;
  for (const file of files) {
    const bytes = readFileSync(file);
    into.set(bytes, at);
    at += bytes.length;
  }
  return into.buffer;
}
