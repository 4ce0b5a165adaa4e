import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import type { OperationDefinition } from './operation-definitions.js';
import { type AttributeKinds, inputNames, outputNames, savedModel } from './saved-model.js';
import type { Trace, TracedBackend } from './trace.js';

interface SessionBinding extends AttributeKinds {
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(session: number): void;
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): object[];
}

/** tfjs-node's backend, as far as graphs need it. */
export interface GraphBackend extends TracedBackend {
  createOutputTensor(metadata: object): Tensor;
  incRef(dataId: object): void;
  disposeData(dataId: object): boolean;
}

/** A graph that can be called. */
export interface Session {
  /** One call: draws anew what the step draws. */
  run(inputs: readonly TensorInfo[]): Tensor[];
  dispose(): void;
}

/** A trace as a graph of TensorFlow, in a session of the package's binding, whose tensors go in and out as handles. */
export class GraphSession implements Session {
  private readonly session: number;
  private readonly inputNames: string;
  private readonly outputNames: string;

  constructor(
    private readonly backend: GraphBackend,
    private readonly trace: Trace,
    definitions: ReadonlyMap<string, OperationDefinition>,
  ) {
    const binding = backend.binding as unknown as SessionBinding;
    const folder = mkdtempSync(join(tmpdir(), 'paretoboard-graph-'));
    try {
      writeFileSync(join(folder, 'saved_model.pb'), savedModel({ trace, definitions, kinds: binding }));
      this.session = binding.loadSavedModel(folder, 'serve');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    for (const { tensor } of trace.kept) backend.incRef(tensor.dataId);
    const places = (names: readonly string[]): string => names.map((name) => `${name}:0`).join(',');
    this.inputNames = places(inputNames(trace));
    this.outputNames = places(outputNames(trace));
  }

  run(inputs: readonly TensorInfo[]): Tensor[] {
    const { backend, trace } = this;
    const draws = trace.draws.map(({ draw }) => draw());
    const kept = trace.kept.map(({ tensor }) => tensor);
    const ids = backend.getInputTensorIds([...inputs, ...draws, ...kept]);
    const binding = backend.binding as unknown as SessionBinding;
    const made = binding.runSavedModel(this.session, ids, this.inputNames, this.outputNames);
    for (const draw of draws) draw.dispose();
    return made.map((metadata) => backend.createOutputTensor(metadata));
  }

  dispose(): void {
    (this.backend.binding as unknown as SessionBinding).deleteSavedModel(this.session);
    for (const { tensor } of this.trace.kept) this.backend.disposeData(tensor.dataId);
  }
}
