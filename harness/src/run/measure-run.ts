import { cpus } from 'node:os';
import { join } from 'node:path';
import { canTrain } from '@paretoboard/contract/interaction.js';
import { type Profile, profiles } from '@paretoboard/contract/profile.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import type { UnsignedRecord } from '@paretoboard/contract/record.js';
import type { RunEvent, RunRequest, RunStateName } from '@paretoboard/contract/run-state.js';
import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import type { SandboxDescription } from '@paretoboard/contract/sandbox-level.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import type { Track } from '@paretoboard/contract/task.js';
import type { TelemetrySample } from '@paretoboard/contract/telemetry.js';
import type { Variant } from '@paretoboard/contract/variant.js';
import { openFreshSurrogate, surrogateVariant } from '../data/fresh-surrogate.js';
import type { CountedOperations } from '../model/count-operations.js';
import { describeFile, digestOfFolder } from '../records/digest.js';
import { readLatencySamples } from '../records/latency-samples.js';
import { peakCopyRate } from '../runtimes/peak-copy-rate.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { sentinelLeg } from '../sentinel/sentinel-pass.js';
import { scoreSeed } from '../task/score-seed.js';
import type { LoadedData, TaskModule } from '../task/task-module.js';
import { type LoadSample, othersBetween, type ProcessorReading, takeReading } from '../telemetry/others-time.js';
import { Telemetry, telemetryFileName } from '../telemetry/telemetry.js';
import { summariseTelemetry, timedEnergy } from '../telemetry/telemetry-summary.js';
import { TimedWindows } from '../telemetry/timed-windows.js';
import { accuracyPass } from './accuracy-pass.js';
import { answerThreads } from './answer-threads.js';
import { assembleRecord } from './assemble-record.js';
import { type Limits, limitsOf } from './budgets.js';
import { machineExclusive } from './checks/machine-exclusive.js';
import { conductPass } from './conduct-pass.js';
import { constantsOf } from './constants.js';
import { retrainOnFreshSurrogate } from './contamination/retrain.js';
import { countOperations } from './count-operations.js';
import { type Findings, noFindings } from './findings.js';
import type { InteractionRunner } from './interactions/interaction-runner.js';
import { openInteraction } from './interactions/registry.js';
import { lateByOthers } from './late-by-others.js';
import { latencyPass } from './latency-pass.js';
import type { ResolvedSubmission } from './resolved-submission.js';
import { runClock } from './run-clock.js';
import { RunFiles } from './run-files.js';
import { deriveSecret, deriveSeed, type SeedPlan, seedPlan } from './seed-plan.js';
import type { Session, SessionFactory, SessionOptions } from './session.js';
import { train } from './train.js';

export interface MeasureOptions {
  readonly request: RunRequest;
  readonly module: TaskModule;
  readonly variant: Variant;
  /** The challenge that hides the data; missing: the task's own variant. */
  readonly challenge?: UnsignedRecord['challenge'];
  readonly data: LoadedData;
  readonly submission: ResolvedSubmission;
  readonly sessions: SessionFactory;
  /** Where record and files go. */
  readonly outFolder: string;
  /** For what is not kept. */
  readonly scratchFolder: string;
  /** Threads to answer with, as far as the manifest does not ask for fewer. */
  readonly threads: number;
  readonly attempt: number;
  /** What to write of the runtime if the submission never says hello. */
  readonly expectedRuntime: RuntimeDescription;
  /** What to write of the sandbox if no process ever started. */
  readonly expectedSandbox: SandboxDescription;
  onEvent(event: RunEvent): void;
}

class Measurement {
  private readonly plan: SeedPlan;
  private readonly profile: Profile;
  private readonly limits: Limits;
  private readonly interaction: InteractionRunner;
  private readonly track: Track;
  private readonly files: RunFiles;
  private readonly findings: Findings;
  private readonly telemetry: Telemetry;
  private readonly windows = new TimedWindows();
  private readonly sessions: SessionFactory;
  private readonly threads: number;
  private readonly launched: Session[] = [];
  private readonly clock = runClock();
  private failure: Stopped | null = null;
  /** The submission's process that was started last, and what was read before. */
  private latest: { readonly session: Session; readonly before: ProcessorReading | null } | null = null;

  constructor(private readonly options: MeasureOptions) {
    const { module, request, submission } = options;
    this.plan = seedPlan(request.seed, request.revealedSeed);
    this.profile = profiles[request.profile];
    this.limits = limitsOf(module.definition.budgets);
    this.interaction = openInteraction(module, options.data);
    const track = module.definition.tracks.find((candidate) => candidate.id === submission.manifest.track);
    if (!track)
      throw new SubmissionFailure(
        'manifest-invalid',
        `track "${submission.manifest.track}" is not one of the task's`,
        `Use one of ${module.definition.tracks.map((t) => t.id).join(', ')}.`,
      );
    this.track = track;
    this.files = new RunFiles(options.outFolder);
    this.telemetry = new Telemetry(join(options.outFolder, telemetryFileName));
    this.sessions = this.observed(options.sessions);
    this.threads = answerThreads(submission.manifest, options.threads);
    this.findings = noFindings(options.expectedRuntime, options.expectedSandbox);
  }

  async run(): Promise<UnsignedRecord> {
    const commitment = this.plan.secretCommitment;
    this.event(
      'training',
      'begin',
      commitment ? `secret seed committed to: ${commitment}` : `public seed ${this.plan.text}`,
      0,
    );
    try {
      const fresh = await this.freshSurrogate();
      this.measure();
      if (fresh) this.retrain(fresh);
    } catch (error) {
      if (!(error instanceof SubmissionFailure)) {
        this.telemetry.end();
        throw error;
      }
      const atMs = this.telemetry.nowMs();
      this.failure = { error, atMs, load: this.othersSinceStart(atMs) };
      this.findings.overrun = error.overrun;
      this.event('checking', 'failed', `${error.code}: ${error.message}`, null);
    }
    return this.record();
  }

  /** Notes runtime and isolation of each process as it starts: the record says what was, not what was asked for. */
  private observed(sessions: SessionFactory): SessionFactory {
    const note = (session: Session): Session => {
      this.findings.runtime = session.hello.runtime ?? this.findings.runtime;
      if (this.options.submission.manifest.kind !== 'process')
        this.findings.runtimeDevice = session.hello.runtime?.device ?? null;
      this.findings.sandbox = session.description;
      this.launched.push(session);
      return session;
    };
    const start = (options: SessionOptions): Session => {
      const before = takeReading(this.telemetry.nowMs());
      const session = note(sessions.submission(options));
      this.latest = { session, before };
      return session;
    };
    return {
      level: sessions.level,
      trainingThreads: sessions.trainingThreads,
      // What counting takes is no figure of the submission.
      submission: (options) => (options.countsOperations ? sessions.submission(options) : start(options)),
      nullModel: (logFile) => sessions.nullModel(logFile),
      sentinel: (logFile) => sessions.sentinel(logFile),
    };
  }

  /** null: without its own time, the submission's would count for others'. */
  private othersSinceStart(atMs: number): LoadSample | null {
    const [before, now] = [this.latest?.before, takeReading(atMs)];
    const ownSeconds = this.latest?.session.usage().cpuSeconds ?? null;
    if (!before || !now || ownSeconds === null) return null;
    return othersBetween(before, now, ownSeconds * 1_000);
  }

  private event(state: RunStateName, stage: string, message: string, progress: number | null): void {
    const event: RunEvent = { at: new Date().toISOString(), state, stage, message, progress };
    this.files.addEvent(event);
    this.options.onEvent(event);
  }

  private get seeds(): number {
    if (this.options.submission.manifest.division === 'pre-trained') return 1;
    return this.options.request.seeds ?? this.profile.seeds;
  }

  /** In the order of the registry: single-stream tells the search of `server` where to begin. */
  private get scenarios(): Scenario[] {
    const { request, module } = this.options;
    const asked = request.scenarios ?? this.profile.scenarios;
    return module.definition.scenarios.filter((scenario) => asked.includes(scenario));
  }

  private measure(): void {
    for (let index = 0; index < this.seeds; index++) {
      const artefact = this.artefact(index);
      this.evaluate(index, artefact);
    }
    this.timeBetweenSentinels(this.artefactFolder(0));
    this.observeConduct(this.artefactFolder(0));
    this.compareArtefacts();
  }

  private artefactFolder(index: number): string {
    const { manifest, folder } = this.options.submission;
    if (manifest.division === 'pre-trained') return join(folder, manifest.artefact ?? '');
    return join(this.options.outFolder, 'artefacts', `seed-${index}`);
  }

  private artefact(index: number): string {
    const artefactFolder = this.artefactFolder(index);
    if (this.options.submission.manifest.division === 'pre-trained') {
      this.weigh(artefactFolder);
      return artefactFolder;
    }
    const { module, data } = this.options;
    const trained = train({
      task: module.definition,
      track: this.track,
      data,
      seed: deriveSeed(this.plan, `train-${index}`),
      limits: this.limits,
      sessions: this.sessions,
      artefactFolder,
      logFile: this.files.submissionLog,
      onProgress: (message, share) =>
        this.event(
          'training',
          `seed ${index + 1} of ${this.seeds}`,
          message,
          share === null ? null : (index + share) / this.seeds,
        ),
    });
    this.findings.trained.push(trained);
    return artefactFolder;
  }

  /** @throws SubmissionFailure budget-exceeded for an artefact that arrived trained, and too large */
  private weigh(artefactFolder: string): void {
    const { bytes } = digestOfFolder(artefactFolder);
    this.findings.preTrainedBytes = bytes;
    const { limit } = this.limits.artefactBytes;
    if (bytes <= limit) return;
    throw new SubmissionFailure(
      'budget-exceeded',
      `the artefact has ${bytes} bytes; the budget is ${limit}`,
      'Use a smaller model, or weights of fewer bits.',
      { budget: 'artefactBytes', used: bytes },
    );
  }

  /** What every process that answers is started and asked with. */
  private asked(artefactFolder: string) {
    const { module, data } = this.options;
    return {
      task: module.definition,
      track: this.track,
      interaction: this.interaction,
      constants: constantsOf(module.definition, data),
      limits: this.limits,
      threads: this.threads,
      artefactFolder,
      sessions: this.sessions,
      logFile: this.files.submissionLog,
    };
  }

  /** What later answers are compared with. */
  private get askedAgain() {
    const { module, data, submission } = this.options;
    return {
      module,
      test: data.test,
      answers: this.findings.passes[0]!.answers,
      isStochastic: submission.manifest.declared.stochastic ?? false,
    };
  }

  private evaluate(index: number, artefactFolder: string): void {
    const { module, data } = this.options;
    this.event('evaluating', `seed ${index + 1} of ${this.seeds}`, `${data.test.items} test items`, index / this.seeds);
    const pass = accuracyPass({
      ...this.asked(artefactFolder),
      test: data.test,
      orderSeed: deriveSeed(this.plan, `test-order-${index}`),
      onProgress: (share) =>
        this.event('evaluating', `seed ${index + 1} of ${this.seeds}`, 'test items', (index + share) / this.seeds),
    });
    const score = scoreSeed(module, pass.answers, this.findings.trained[index]?.result.declared);
    const seed = this.findings.trained[index]?.result.seed ?? index;
    score.outcomes.forEach((outcome, position) => {
      const answer = pass.answers[position]!;
      this.files.addItem({ seed, item: answer.index, group: answer.item.group, outcome: { ...outcome } });
    });
    this.files.addOutputs(
      pass.answers,
      [...module.definition.outputs, ...(this.interaction.measured ?? [])].map((output) => output.name),
    );
    this.findings.passes.push(pass);
    this.findings.scores.push(score);
  }

  private timeBetweenSentinels(artefactFolder: string): void {
    const { sentinel } = this.findings;
    const leg = () => sentinelLeg(this.sessions, `${this.files.submissionLog}.sentinel`, this.profile.ranked);
    sentinel.before = leg();
    this.time(artefactFolder);
    sentinel.after = leg();
  }

  private time(artefactFolder: string): void {
    const { request } = this.options;
    this.findings.latency = latencyPass({
      ...this.asked(artefactFolder),
      ...this.askedAgain,
      profile: this.profile,
      starts: request.starts ?? this.profile.starts,
      scenarios: this.scenarios,
      seedOf: (purpose) => deriveSeed(this.plan, `latency-${purpose}`),
      onSample: (measured) => {
        const sample = { ...measured, atMs: this.telemetry.nowMs() };
        this.windows.add(sample);
        this.files.addLatency(sample);
      },
      onProgress: (scenario, message, share) => this.event('timing', scenario, message, share),
    });
  }

  private observeConduct(artefactFolder: string): void {
    this.event('checking', 'conduct', 'items asked again, in disguise and repeatedly', 0);
    this.findings.conduct = conductPass({
      ...this.asked(artefactFolder),
      ...this.askedAgain,
      timed: this.findings.latency?.disguised ?? [],
      seedOf: (leg) => deriveSeed(this.plan, `conduct-${leg}`),
      isRanked: this.profile.ranked,
    });
    this.findings.peakBytesPerMs = peakCopyRate();
    this.findings.operations = this.operations(artefactFolder);
  }

  /** Code shows nothing of what it computes, and says what it likes. */
  private operations(artefactFolder: string): CountedOperations | null {
    const { submission, data, scratchFolder } = this.options;
    if (canTrain(submission.manifest.kind)) return null;
    const folder = join(scratchFolder, 'operations');
    return countOperations({ ...this.asked(artefactFolder), test: data.test, folder });
  }

  /** A pre-trained artefact is part of the submission, whose digest was taken when it was read. */
  private compareArtefacts(): void {
    this.findings.trained.forEach(({ result }, index) => {
      const after = digestOfFolder(this.artefactFolder(index)).digest;
      this.findings.artefacts.push({ before: result.artefact.digest, after });
    });
  }

  /** Generated for this run from its secret seed; null where the code is not to be retrained. */
  private async freshSurrogate(): Promise<LoadedData | null> {
    const { module, request, submission, scratchFolder } = this.options;
    const isAsked = request.contamination ?? this.profile.ranked;
    const isTrained = submission.manifest.division === 'from-scratch';
    if (!isAsked || !isTrained || !surrogateVariant(module)) return null;
    // Of a seed of 31 bits, rows of the train split would tell the test split to whoever tries them all.
    const secret = deriveSecret(this.plan, 'fresh-surrogate');
    return openFreshSurrogate(module, join(scratchFolder, 'fresh-surrogate'), secret);
  }

  private retrain(fresh: LoadedData): void {
    const { module, scratchFolder } = this.options;
    this.findings.contamination = retrainOnFreshSurrogate({
      task: module.definition,
      module,
      track: this.track,
      limits: this.limits,
      threads: this.threads,
      fresh,
      scores: this.findings.scores,
      answers: this.findings.passes.map((pass) => pass.answers),
      sessions: this.sessions,
      scratchFolder,
      logFile: this.files.submissionLog,
      seedOf: (purpose) => deriveSeed(this.plan, `contamination-${purpose}`),
      onProgress: (message, share) => this.event('checking', 'contamination', message, share),
    });
  }

  private endTelemetry(): void {
    const { samples, sources } = this.telemetry.end();
    const windows = this.windows.all();
    const cores = Math.max(1, cpus().length);
    if (this.failure) this.findings.reasons.push(reasonOf(this.failure, samples, cores));
    this.findings.telemetry = summariseTelemetry({ samples, sources, windows, cores, voids: this.profile.ranked });
    this.findings.energy = timedEnergy({ samples, sources, windows });
  }

  private async record(): Promise<UnsignedRecord> {
    this.endTelemetry();
    this.findings.usages.push(...this.launched.map((session) => session.usage()));
    this.event('checking', 'record', 'checks and figures', 1);
    const { options: measure, findings, plan, profile, limits, track, seeds } = this;
    const times = this.clock.times();
    if (times.jumpMs !== 0)
      this.event('checking', 'record', `the clock of this machine was set by ${times.jumpMs} ms during the run`, 1);
    const files = await this.files.finish();
    // Only now: while queries are timed, memory stays as it is however many there are.
    if (files.latencies) findings.samples = readLatencySamples(join(measure.outFolder, files.latencies.path));
    return assembleRecord({
      measure,
      findings,
      plan,
      profile,
      limits,
      track,
      seeds,
      startedAt: times.startedAt,
      finishedAt: times.finishedAt,
      files: { ...files, telemetry: await describeFile(measure.outFolder, telemetryFileName) },
    });
  }
}

/** Why a run was stopped, and when by the telemetry's clock. */
interface Stopped {
  readonly error: SubmissionFailure;
  readonly atMs: number;
  /** Since the submission's last process was started. null: unknown */
  readonly load: LoadSample | null;
}

/** The submission's, unless others kept it from answering. */
function reasonOf({ error, atMs, load }: Stopped, samples: readonly TelemetrySample[], cores: number): Reason {
  const seen = error.overrun && lateByOthers(error.overrun, atMs, samples, load, cores);
  if (!seen) return error.reason;
  return { code: machineExclusive.code, message: `${error.message}: ${seen}`, remedy: machineExclusive.remedy };
}

/**
 * Trains, evaluates and times one submission on one variant; the whole measuring side of a run (DESIGN §4). A failure that the submission caused ends
 * in a record with verdict INVALID and its reason.
 * @throws DataSetError, SandboxUnavailableError or any error of ours: no record then
 */
export async function measureRun(options: MeasureOptions): Promise<UnsignedRecord> {
  return new Measurement(options).run();
}
