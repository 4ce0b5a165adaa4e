import type { InitRequest, MadeTemplate, TemplateFile } from '../template.js';
import { layersFiles } from './layers-files.js';
import { onnxFile } from './onnx-file.js';
import type { PipelineToWrite, StarterModel } from './starter.js';
import { decoderName, starterOf } from './starter-of.js';

const artefact = 'model';
const pipelineFile = 'pipeline.json';

interface Format {
  /** Ending of the file that the manifest names. */
  readonly ending: string;
  readonly write: (model: StarterModel, name: string) => TemplateFile[];
  readonly replace: string;
}

const formats: Readonly<Record<'onnx' | 'tfjs-model', Format>> = {
  onnx: {
    ending: 'onnx',
    write: (model, name) => [{ path: `${name}.onnx`, content: onnxFile(model) }],
    replace:
      'Replace it by your own, such as `torch.onnx.export(…)` writes it, opset 11 to 26; external data may lie beside it.',
  },
  'tfjs-model': {
    ending: 'json',
    write: layersFiles,
    replace:
      'Replace it and its weights by what `model.save(…)` of TensorFlow.js or its converter writes: a layers or a graph model.',
  },
};

function named({ sample, ...pipeline }: PipelineToWrite, ending: string): PipelineToWrite {
  return sample ? { ...pipeline, sample: { ...sample, model: `${decoderName}.${ending}` } } : pipeline;
}

/** A model that runs as it is, and the pipeline around it. @throws UsageError if no model of the kind answers the task */
export function modelTemplate(kind: 'onnx' | 'tfjs-model'): (request: InitRequest) => MadeTemplate {
  const { ending, write, replace } = formats[kind];
  return (request) => {
    const { title, about, model, decoder, pipeline } = starterOf(request);
    const files = [...write(model, 'model'), ...(decoder ? write(decoder, decoderName) : [])];
    const text = `${JSON.stringify(named(pipeline, ending), null, 2)}\n`;
    return {
      title,
      division: 'pre-trained',
      manifest: { artefact, model: `model.${ending}`, pipeline: pipelineFile },
      about: `Data only: \`${artefact}/model.${ending}\` is the model, \`${artefact}/${pipelineFile}\` says what comes before and after it. ${about} ${replace} Then name its
inputs and outputs in the pipeline, and let \`check\` say which tensor does not fit. \`docs/model-pipeline.md\` describes every step.`,
      files: [...files, { path: pipelineFile, content: text }].map(({ path, content }) => ({
        path: `${artefact}/${path}`,
        content,
      })),
    };
  };
}
