import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { openEnvironment } from '../../environments/environment.js';
import { stack } from '../../run/batch.js';
import { type Limits, limitsOf } from '../../run/budgets.js';
import { largestDifference } from '../../run/check-outputs.js';
import { constantsOf } from '../../run/constants.js';
import type { InteractionRunner, QueryCall } from '../../run/interactions/interaction-runner.js';
import { openInteraction } from '../../run/interactions/registry.js';
import { load } from '../../run/load.js';
import { processSessions } from '../../run/process-sessions.js';
import type { Session } from '../../run/session.js';
import { train } from '../../run/train.js';
import type { SubmissionProcess } from '../../sandbox/submission-process.js';
import type { LoadedData } from '../../task/task-module.js';
import { Nonconformance } from './conformance-case.js';
import { type Manner, usualManner } from './manner.js';
import { MannerChannel } from './manner-channel.js';
import type { Speaker } from './speaker.js';
import type { ConformanceSubject } from './subject.js';

/** A process of the speaker, and the channel to it. */
export interface Talk {
  readonly process: SubmissionProcess;
  readonly channel: MannerChannel;
}

/** Long enough to import a framework from a cold disk, short enough to wait for one that never speaks. */
const helloTimeoutMs = 60_000;
const sharedBytes = 8 * 2 ** 20;
/** A training on some dozen rows, and a query, may take this long here whatever the task's budget is. */
const mostTrainingSeconds = 120;

/** What the cases share: the speaker's processes, its artefact, and a loaded process that is started anew after a failure. */
export class Bench {
  readonly limits: Limits;
  readonly interaction: InteractionRunner;
  private trainedFolder: string | null;
  private loadedTalk: Talk | null = null;
  private firstAnswer: NamedTensors | null = null;
  private nextId = 1;
  /** What the last process said that had been offered any. */
  usesSharedMemory = false;
  private readonly talks: Talk[] = [];

  constructor(
    readonly speaker: Speaker,
    readonly subject: ConformanceSubject,
    private readonly scratchFolder: string,
  ) {
    const limits = limitsOf(subject.module.definition.budgets);
    const seconds = Math.min(limits.trainingWallSeconds.limit, mostTrainingSeconds);
    this.limits = { ...limits, trainingWallSeconds: { ...limits.trainingWallSeconds, limit: seconds } };
    this.interaction = openInteraction(subject.module, subject.data);
    this.trainedFolder = speaker.artefactFolder;
  }

  private get logFile(): string {
    return join(this.scratchFolder, 'log');
  }

  /** All that the speaker has printed so far. */
  get printed(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
  }

  get task() {
    return this.subject.module.definition;
  }

  /** Starts a process, once those before are gone: as in a run, never two at a time. Returns after its hello. @param writableFolder while it trains */
  start(writableFolder: string | null = null, hasSharedMemory = true): Talk {
    this.drop();
    let channel: MannerChannel | undefined;
    const sessions = this.sessions(hasSharedMemory, (made) => {
      channel = made;
    });
    const { logFile, trainedFolder: readableFolder } = this;
    const process = sessions.submission({ writableFolder, readableFolder, logFile });
    const talk = { process, channel: channel! };
    if (hasSharedMemory) this.usesSharedMemory = talk.channel.usesSharedMemory;
    this.talks.push(talk);
    return talk;
  }

  /** Trains in a fresh process; its artefact is the one that later cases load, if there was none. */
  train(data: LoadedData = this.subject.data, hasSharedMemory = true, seenAs = (session: Session) => session): void {
    const artefactFolder = mkdtempSync(join(this.scratchFolder, 'artefact-'));
    const { process } = this.start(artefactFolder, hasSharedMemory);
    train({
      task: this.task,
      track: this.subject.track,
      data,
      seed: 1,
      limits: this.limits,
      sessions: { submission: () => seenAs(process), trainingThreads: 1 },
      artefactFolder,
      logFile: this.logFile,
      onProgress() {},
    });
    this.trainedFolder ??= artefactFolder;
  }

  get isTrained(): boolean {
    return this.trainedFolder !== null;
  }

  load(talk: Talk): void {
    load(talk.process, {
      task: this.task,
      track: this.subject.track,
      interaction: this.interaction,
      limits: this.limits,
      threads: 1,
      artefactFolder: this.trainedFolder ?? this.emptyFolder(),
      constants: constantsOf(this.task, this.subject.data),
    });
  }

  /** The loaded process that the cases share. */
  loaded(): Talk {
    if (this.loadedTalk) return this.loadedTalk;
    const talk = this.start();
    this.load(talk);
    this.loadedTalk = talk;
    return talk;
  }

  /** Ends all processes: whatever state they were in, the next case finds a fresh one. */
  drop(): void {
    for (const { process } of this.talks.splice(0)) process.close(0);
    this.loadedTalk = null;
  }

  /** Ends one process that a case had for itself. */
  close({ process }: Talk): void {
    process.close(0);
  }

  /** Queries of several items lie side by side where the interaction and the sizes of this task allow it. */
  get batches(): boolean {
    const varies = this.task.inputs.some(({ shape }) => shape.includes(null));
    return !varies && ['predict', 'generate', 'transform', 'recommend'].includes(this.interaction.id);
  }

  /** Some test items as one query; the first items again where there are fewer. */
  call(items: number): QueryCall {
    const { data, track } = this.subject;
    const some = Array.from({ length: items }, (_, index) => data.test.read(index % data.test.items).inputs);
    const id = this.nextId;
    this.nextId += items + 1;
    return {
      id,
      items,
      inputs: stack(some, track.testInputs),
      outputs: this.task.outputs,
      deadlineMs: this.limits.queryMs.limit,
    };
  }

  ask(talk: Talk, items: number, manner: Manner = usualManner, id?: number): NamedTensors {
    const call = this.call(items);
    talk.channel.manner = manner;
    try {
      return this.interaction.ask(talk.process, id === undefined ? call : { ...call, id }).outputs;
    } finally {
      talk.channel.manner = usualManner;
    }
  }

  /**
   * Asks for the first item in another manner, and compares with the answer in the usual one.
   * @throws Nonconformance if the answers differ
   */
  askAgain(talk: Talk, manner: Manner, id?: number): void {
    this.firstAnswer ??= this.ask(talk, 1);
    this.compare(this.firstAnswer, this.ask(talk, 1, manner, id));
  }

  /** Whether an answer is the one that came before; an axis that only the batch decides is no difference. */
  compare(before: NamedTensors, after: NamedTensors): void {
    if (this.speaker.manifest.declared.stochastic) return;
    const difference = largestDifference(before, after, this.task.outputs);
    const { tolerance } = this.task.timing;
    if (difference > tolerance)
      throw new Nonconformance(`the same input got another answer: they differ by ${difference}`);
  }

  private emptyFolder(): string {
    const folder = join(this.scratchFolder, 'no-artefact');
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  private sessions(hasSharedMemory: boolean, onChannel: (channel: MannerChannel) => void) {
    const { speaker, task } = this;
    const { environment } = speaker.manifest;
    return processSessions({
      submission: {
        manifest: speaker.manifest,
        digest: '',
        folder: speaker.folder,
        entry: null,
        builtIn: false,
        ...(environment !== undefined && { environment: openEnvironment(environment) }),
      },
      level: speaker.level,
      runtime: null,
      threads: 1,
      scratchFolder: mkdtempSync(join(this.scratchFolder, 'start-')),
      budgets: task.budgets,
      wire: {
        sharedBytes: hasSharedMemory ? sharedBytes : 0,
        helloTimeoutMs: speaker.helloTimeoutMs ?? helloTimeoutMs,
        openChannel: (options) => {
          const channel = new MannerChannel(options);
          onChannel(channel);
          return channel;
        },
      },
    });
  }
}
