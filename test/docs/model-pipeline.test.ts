import {
  type PipelineOp,
  pipelineOps,
  pipelineStepSchema,
  stepMeanings,
} from '@paretoboard/contract/model-pipeline.js';
import { stepOf } from '@paretoboard/harness/model/steps/registry.js';
import type { StepContext } from '@paretoboard/harness/model/steps/step.js';
import { showType, type TensorType } from '@paretoboard/harness/model/tensor-type.js';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { markdownTable } from './markdown-table.js';

const picture: TensorType = { dtype: 'uint8', shape: [480, 640, 3] };
const logits: TensorType = { dtype: 'float32', shape: [43] };
const found: TensorType = { dtype: 'float32', shape: [8400, 84] };
const boxes: TensorType = { dtype: 'float32', shape: [100, 6] };
const map: TensorType = { dtype: 'float32', shape: [3, 224, 224] };

/** A step as one would write it, and what it is given. */
const examples: { readonly [Op in PipelineOp]: readonly [object, TensorType] } = {
  cast: [{ dtype: 'float32' }, picture],
  scale: [{ factor: 0.00392156862745098 }, picture],
  normalise: [
    { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
    { ...picture, dtype: 'float32' },
  ],
  clip: [{ low: 0, high: 1 }, logits],
  round: [{}, logits],
  resize: [{ size: [224, 224] }, picture],
  'center-crop': [{ size: [224, 224] }, picture],
  pad: [{ size: [640, 640], value: 114 }, picture],
  'swap-red-blue': [{}, picture],
  grey: [{}, picture],
  transpose: [{ axes: [2, 0, 1] }, picture],
  reshape: [{ shape: [-1] }, picture],
  squeeze: [{ axis: 0 }, { dtype: 'float32', shape: [1, 43] }],
  expand: [{ axis: 0 }, logits],
  repeat: [{ axis: 0, times: 2 }, picture],
  slice: [{ axis: 1, begin: 4, size: 1 }, boxes],
  softmax: [{}, logits],
  sigmoid: [{}, logits],
  log: [{}, logits],
  argmax: [{ axis: 0 }, map],
  'top-k': [{ k: 5, give: 'indices' }, logits],
  threshold: [{ above: 0.5 }, map],
  nms: [{ boxes: 'center-size', scoreAbove: 0.25, overlap: 0.45, most: 100 }, found],
  'boxes-to-input': [{ input: 'images' }, boxes],
};

const context: StepContext = {
  shapeOf: () => picture.shape,
  mapOf: () => ({ scale: [1, 1], offset: [0, 0] }),
};

const jsonPropertySchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
});
const jsonObjectSchema = z.object({
  properties: z.record(z.string(), jsonPropertySchema),
  required: z.array(z.string()),
});

/** Names of a step's fields with their choices and defaults, from the schema. */
function fieldsOf(op: PipelineOp): string {
  const option = pipelineStepSchema.options.find((candidate) => candidate.shape.op.value === op)!;
  const { properties, required } = jsonObjectSchema.parse(z.toJSONSchema(option, { io: 'input' }));
  return Object.entries(properties)
    .filter(([name]) => name !== 'op')
    .map(([name, { type, enum: choices, default: usual }]) => {
      const kind = choices ? choices.join(' or ') : (type ?? '');
      const what =
        usual !== undefined ? `, else ${JSON.stringify(usual)}` : required.includes(name) ? '' : ', optional';
      return `\`${name}\` (${kind}${what})`;
    })
    .join('; ');
}

function row(op: PipelineOp): string[] {
  const [fields, from] = examples[op];
  const step = pipelineStepSchema.parse({ op, ...fields });
  const into = stepOf(step).infer(from, step, context);
  return [
    `\`${op}\``,
    fieldsOf(op) || '–',
    stepMeanings[op],
    `\`${JSON.stringify({ op, ...fields })}\``,
    `${showType(from)} → ${showType(into)}`,
  ];
}

function page(): string {
  return `# Pipelines of models

The table of steps is made from the code by \`npm run docs\`; a test compares.

Kinds \`onnx\` and \`tfjs-model\` are data alone: a model, and a JSON file that says what comes before and after it. The manifest names both, in the folder that \`artefact\` names:

\`\`\`json
{ "kind": "onnx", "division": "pre-trained", "artefact": "model", "model": "model.onnx", "pipeline": "pipeline.json" }
\`\`\`

A pipeline leads from fields of the task to inputs of the model, and from its outputs to what the task wants. There are no expressions and no code. Shapes are those of one item: the batch
comes in front by itself. \`npx paretoboard check\` infers every shape before anything is computed, and names the tensor and the step where one does not fit; [what it says](submit/problems.md).

\`\`\`json
{
  "schemaVersion": 1,
  "inputs": [
    {
      "input": "images",
      "from": "image",
      "steps": [
        { "op": "resize", "size": [640, 640], "keepRatio": true },
        { "op": "pad", "size": [640, 640], "value": 114 },
        { "op": "scale", "factor": 0.00392156862745098 },
        { "op": "transpose", "axes": [2, 0, 1] }
      ]
    }
  ],
  "outputs": [
    {
      "output": "boxes",
      "from": "output0",
      "steps": [
        { "op": "transpose", "axes": [1, 0] },
        { "op": "nms", "boxes": "center-size", "scoreAbove": 0.25, "most": 100 },
        { "op": "boxes-to-input", "input": "images" },
        { "op": "slice", "axis": 1, "begin": 0, "size": 4 }
      ]
    }
  ]
}
\`\`\`

What two outputs begin with alike is computed once.

## Inputs

Each input of the model has one entry. \`from\` names a field that the task's track shows at test time; \`constant\` (\`{dtype, shape, values}\`, one number or all of them) is the same for every item;
\`noise\` (\`{distribution: "normal" or "uniform", shape}\`) is drawn for each item from its own seed, for interaction \`generate\`. \`steps\` follow.

The last step makes the dtype that the model wants. Types that tasks do not have are converted where the model begins and ends: float16 travels as float32; int8, int16, uint16 and int64 as
int32 (int64 is held within its range).

## Outputs

Each output of the task has one entry: \`from\` names an output of the model, or \`join\` lists several (\`[{from, steps}, …]\`) that are laid side by side along \`axis\`. \`steps\` follow.

## Batch

\`"batch": "first-axis"\` (if nothing is said): the first axis of every input and output of the model is the batch. Where its size is 1, items go through one at a time. \`"none"\`: the model takes
one item without a batch axis. What is answered to an item may not depend on what stands beside it: that is checked.

## Windows

\`"window": {"input", "axes", "size", "stride", "output", "outputAxes"}\` cuts one input of the model, after its steps, into parts along \`axes\` (zeros beyond its end; the last part ends where the item
ends), sends them through the model, and puts one output together again along \`outputAxes\`. An answer may be as large as its window or a whole number of times as large; where windows
overlap, the mean counts.

## Interactions

- \`predict\`, \`transform\`: as above; the conditions of a transformation are fields like others.
- \`recommend\`: the pipeline makes \`scores\`, float32, one for each of the field \`candidates\`; the candidates with the highest are recommended. Candidates of −1 stand for none: bring them into the
  range of your model with \`clip\`; their scores count for nothing.
- \`generate\`: \`inputs\` and \`outputs\` make \`reconstruction\`; \`"sample": {"model", "inputs", "outputs"}\` makes \`sample\` of \`noise\`, by another file of the artefact or the same one.
- \`episode\`: the pipeline makes \`embedding\`, float32, of one entry of the field that \`episode.queries\` names. \`"episode": {"support", "labels", "queries", "distance", "sharpness"}\`: a query's logits are minus
  its distance (\`euclidean\` or \`cosine\`) to the mean embedding of each class of the support set, times \`sharpness\`.
- \`sequence\`: fields whose first axis varies come step by step, without that axis; the others are what the sequence began with. \`"state": [{"input", "output", "initial"}]\` names outputs of the model that
  are its inputs at the next step; at the first step they are \`initial\` everywhere.
- \`explain\`: not served, because a model alone cannot ask the black box. Use kind \`tfjs-module\` or \`process\`.

## Steps

Axes count from 0 and do not count the batch; negative ones count from the end. Arithmetic on whole numbers gives float32; float64 stays.

${markdownTable(['step', 'fields', 'does', 'for example', 'shapes'], pipelineOps.map(row))}
`;
}

it('docs/model-pipeline.md is what the code says', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/model-pipeline.md');
});
