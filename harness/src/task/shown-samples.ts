/** Inputs of a support set, in the track that shows them: pictures uint8 [shots, height, width] and their classes. */
export interface SupportFields {
  readonly pictures: string;
  readonly labels: string;
}

/**
 * How a record's page shows single answers of a task: the kind of sample, and the names of the inputs, targets and outputs that it is made from. One
 * line of a task's module; drawing and words are there for every task that declares the kind.
 */
export type ShownSamples =
  /**
   * `targets.label` against `outputs.logits`, beside the first input of the track that is a picture uint8 [height, width, channels] or a signal float32 [steps, channels].
   * `skeleton` is shown instead where the track shows it: float32 [frames, joints, 3], x to the right and y upwards, `bones` the pairs of joints that belong together.
   */
  | { readonly kind: 'class'; readonly skeleton?: SkeletonFields }
  /** `inputs.image`, `targets.boxes` and `count`, `outputs.boxes` and `scores` from the module's `threshold` on. */
  | { readonly kind: 'boxes' }
  /** `inputs.volume`, `targets.mask`, `outputs.probability` above the module's `threshold`. */
  | { readonly kind: 'mask' }
  /** `inputs.image`, `targets.reference`, `outputs.image`. */
  | { readonly kind: 'restored' }
  /** An object in frames uint8 [frames, height, width, 3]: true boxes [frames, 4] where `visible` is 1, and those of the output `found`. */
  | {
      readonly kind: 'track';
      readonly frames: string;
      readonly truth: string;
      readonly visible: string;
      readonly found: string;
    }
  /** Queries uint8 [queries, height, width], their classes `truth`, logits [queries, classes]; of several support sets the one that the track shows. */
  | {
      readonly kind: 'episode';
      readonly support: readonly SupportFields[];
      readonly queries: string;
      readonly truth: string;
      readonly logits: string;
    }
  /** Items `ranked` for a `user`, best first, against those that are `relevant`. */
  | { readonly kind: 'ranking'; readonly user: string; readonly relevant: string; readonly ranked: string }
  /**
   * Embeddings of pictures, nearest by cosine first; a match has the same `identity`. Pictures of one `side` (a modality, a camera) are looked for among those of others;
   * missing: among all others.
   */
  | {
      readonly kind: 'retrieval';
      readonly picture: string;
      readonly identity: string;
      readonly embedding: string;
      readonly side?: string;
    }
  /** A picture uint8 [height, width] given again, and pictures drawn: float32 [height, width], black and white as `range` says. */
  | {
      readonly kind: 'generated';
      readonly picture: string;
      readonly reconstruction: string;
      readonly sample: string;
      readonly range: readonly [black: number, white: number];
    }
  /** A signal float32 [steps, channels] that the output of the same name takes the place of; only items with an outcome are shown. */
  | { readonly kind: 'changed'; readonly signal: string }
  /** A rule that holds features of an instance of codes, and a linear classifier within it. `levels` is a target: codes that each feature has. */
  | {
      readonly kind: 'rule';
      readonly instance: string;
      readonly threshold: string;
      readonly levels: string;
      readonly rule: string;
      readonly weights: string;
      readonly bias: string;
      readonly estimate: string;
      /** What features are called, by variant. */
      readonly featureNames?: Readonly<Record<string, readonly string[]>>;
    }
  /** Scores of frames against labels 0 and 1; items of a group are the frames of a clip, in their order. `channel` of the frames is the one that is judged. */
  | {
      readonly kind: 'clip';
      readonly frames: string;
      readonly channel: number;
      readonly label: string;
      readonly score: string;
    };

export interface SkeletonFields {
  readonly joints: string;
  readonly bones: readonly (readonly [number, number])[];
}

export type ShownAs<Kind extends ShownSamples['kind']> = Extract<ShownSamples, { kind: Kind }>;
