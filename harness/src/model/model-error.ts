/** Something about a model or its pipeline that keeps it from being run. */
export interface ModelProblem {
  /** Where: `pipeline.json: outputs[0].steps[1]`, `model.onnx: node "Relu_3"`. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly message: string;
  readonly remedy: string;
}

/** A model, or its pipeline, that cannot be read or does not fit the task. */
export class ModelError extends Error implements ModelProblem {
  override readonly name = 'ModelError';

  constructor(
    readonly path: string,
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(`${path}: ${problem}. ${remedy}`);
  }

  get found(): ModelProblem {
    return { path: this.path, message: this.problem, remedy: this.remedy };
  }
}
