import { join } from 'node:path';
import type { BudgetUse } from '@paretoboard/contract/budget.js';
import { type Profile, profiles } from '@paretoboard/contract/profile.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import type {
  Check,
  LatencySample,
  MetricResult,
  TrainingResult,
  UnsignedRecord,
} from '@paretoboard/contract/record.js';
import type { RunEvent, RunRequest, RunStateName } from '@paretoboard/contract/run-state.js';
import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import type { SandboxDescription } from '@paretoboard/contract/sandbox-level.js';
import type { Track } from '@paretoboard/contract/task.js';
import type { Variant } from '@paretoboard/contract/variant.js';
import { summariseLatency } from '../records/latency-summary.js';
import { summariseMetric } from '../records/metric-summary.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import type { LoadedData, Score, TaskModule } from '../task/task-module.js';
import { type AccuracyPass, accuracyPass } from './accuracy-pass.js';
import { budgetUse, type Limits, limitsOf } from './budgets.js';
import { type LatencyPass, latencyPass } from './latency-pass.js';
import { describeMachine } from './machine.js';
import type { ResolvedSubmission } from './resolved-submission.js';
import { RunFiles } from './run-files.js';
import { deriveSeed, type SeedPlan, seedPlan } from './seed-plan.js';
import type { Session, SessionFactory, Usage } from './session.js';
import { type Trained, train } from './train.js';

export interface MeasureOptions {
  readonly request: RunRequest;
  readonly module: TaskModule;
  readonly variant: Variant;
  readonly data: LoadedData;
  readonly submission: ResolvedSubmission;
  readonly sessions: SessionFactory;
  /** Where record and files go. */
  readonly outFolder: string;
  readonly threads: number;
  readonly attempt: number;
  /** What to write of the runtime if the submission never says hello. */
  readonly expectedRuntime: RuntimeDescription;
  /** What to write of the sandbox if no process ever started. */
  readonly expectedSandbox: SandboxDescription;
  onEvent(event: RunEvent): void;
}

/** What has been measured so far: a failure half-way still leaves a record with what is known. */
interface Findings {
  runtime: RuntimeDescription;
  sandbox: SandboxDescription;
  trained: Trained[];
  passes: AccuracyPass[];
  scores: Score[];
  samples: LatencySample[];
  latency: LatencyPass | null;
  usages: Usage[];
  reasons: Reason[];
}

class Measurement {
  private readonly plan: SeedPlan;
  private readonly profile: Profile;
  private readonly limits: Limits;
  private readonly track: Track;
  private readonly files: RunFiles;
  private readonly findings: Findings;
  private readonly sessions: SessionFactory;
  private readonly startedAt = new Date().toISOString();

  constructor(private readonly options: MeasureOptions) {
    const { module, request, submission } = options;
    this.plan = seedPlan(request.seed);
    this.profile = profiles[request.profile];
    this.limits = limitsOf(module.definition.budgets);
    const track = module.definition.tracks.find((candidate) => candidate.id === submission.manifest.track);
    if (!track)
      throw new SubmissionFailure(
        'manifest-invalid',
        `track "${submission.manifest.track}" is not one of the task's`,
        `Use one of ${module.definition.tracks.map((t) => t.id).join(', ')}.`,
      );
    this.track = track;
    this.files = new RunFiles(options.outFolder);
    this.sessions = this.observed(options.sessions);
    this.findings = {
      runtime: options.expectedRuntime,
      sandbox: options.expectedSandbox,
      trained: [],
      passes: [],
      scores: [],
      samples: [],
      latency: null,
      usages: [],
      reasons: [],
    };
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
      this.measure();
    } catch (error) {
      if (!(error instanceof SubmissionFailure)) throw error;
      this.findings.reasons.push(error.reason);
      this.event('checking', 'failed', `${error.code}: ${error.message}`, null);
    }
    return this.record();
  }

  /** Notes runtime and isolation of each process as it starts: the record says what was, not what was asked for. */
  private observed(sessions: SessionFactory): SessionFactory {
    const note = (session: Session): Session => {
      this.findings.runtime = session.hello.runtime ?? this.findings.runtime;
      this.findings.sandbox = session.description;
      return session;
    };
    return {
      level: sessions.level,
      submission: (options) => note(sessions.submission(options)),
      nullModel: (logFile) => sessions.nullModel(logFile),
    };
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

  private measure(): void {
    for (let index = 0; index < this.seeds; index++) {
      const artefact = this.artefact(index);
      this.evaluate(index, artefact);
    }
    this.time(this.artefactFolder(0));
  }

  private artefactFolder(index: number): string {
    const { manifest, folder } = this.options.submission;
    if (manifest.division === 'pre-trained') return join(folder, manifest.artefact ?? '');
    return join(this.options.outFolder, 'artefacts', `seed-${index}`);
  }

  private artefact(index: number): string {
    const artefactFolder = this.artefactFolder(index);
    if (this.options.submission.manifest.division === 'pre-trained') return artefactFolder;
    const { module, data, threads } = this.options;
    const trained = train({
      task: module.definition,
      track: this.track,
      data,
      seed: deriveSeed(this.plan, `train-${index}`),
      limits: this.limits,
      threads,
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
    this.findings.usages.push(trained.usage);
    return artefactFolder;
  }

  private evaluate(index: number, artefactFolder: string): void {
    const { module, data, threads } = this.options;
    this.event('evaluating', `seed ${index + 1} of ${this.seeds}`, `${data.test.items} test items`, index / this.seeds);
    const pass = accuracyPass({
      task: module.definition,
      track: this.track,
      limits: this.limits,
      threads,
      artefactFolder,
      test: data.test,
      orderSeed: deriveSeed(this.plan, `test-order-${index}`),
      sessions: this.sessions,
      logFile: this.files.submissionLog,
      onProgress: (share) =>
        this.event('evaluating', `seed ${index + 1} of ${this.seeds}`, 'test items', (index + share) / this.seeds),
    });
    const score = module.score(pass.answers);
    const seed = this.findings.trained[index]?.result.seed ?? index;
    score.outcomes.forEach((outcome, position) => {
      const answer = pass.answers[position]!;
      this.files.addItem({ seed, item: answer.index, group: answer.item.group, outcome: { ...outcome } });
    });
    this.files.addOutputs(
      index,
      pass.answers,
      module.definition.outputs.map((output) => output.name),
    );
    this.findings.passes.push(pass);
    this.findings.scores.push(score);
    this.findings.usages.push(pass.usage);
  }

  private time(artefactFolder: string): void {
    const { module, data, request, threads } = this.options;
    const starts = request.starts ?? this.profile.starts;
    this.findings.latency = latencyPass({
      task: module.definition,
      module,
      track: this.track,
      limits: this.limits,
      threads,
      artefactFolder,
      test: data.test,
      answers: this.findings.passes[0]!.answers,
      profile: this.profile,
      starts,
      seed: deriveSeed(this.plan, 'latency'),
      sessions: this.sessions,
      logFile: this.files.submissionLog,
      onSample: (sample) => {
        this.findings.samples.push(sample);
        this.files.addLatency(sample);
      },
      onProgress: (message, share) => this.event('timing', 'single-stream', message, share),
    });
  }

  private metrics(): MetricResult[] {
    const isComplete = this.findings.scores.length === this.seeds;
    const scores = isComplete ? this.findings.scores : [];
    return this.options.module.definition.metrics.map((metric) =>
      summariseMetric(metric, scores, this.options.data.test.items),
    );
  }

  private peakMemoryBytes(): { peakMemoryBytes: number | null; peakMemoryReason?: string } {
    const known = this.findings.usages.map((usage) => usage.peakMemoryBytes).filter((bytes) => bytes !== null);
    if (known.length > 0) return { peakMemoryBytes: Math.max(...known) };
    return {
      peakMemoryBytes: null,
      peakMemoryReason: this.findings.usages[0]?.peakMemoryReason ?? 'no process ran to its end',
    };
  }

  private budgets(): BudgetUse[] {
    const { trained, passes, latency, samples } = this.findings;
    const results = trained.map((one) => one.result);
    const highest = (values: readonly (number | null)[]): number | null => {
      const known = values.filter((value) => value !== null);
      return known.length > 0 ? Math.max(...known) : null;
    };
    const own = samples.filter((sample) => sample.model === 'submission').map((sample) => sample.latencyMs);
    const used: Partial<Record<keyof Limits, number | null>> = {
      trainingWallSeconds: highest(results.map((result) => result.wallSeconds)),
      trainingCpuSeconds: highest(results.map((result) => result.cpuSeconds)),
      rowsServed: highest(results.map((result) => result.rowsServed)),
      memoryBytes: this.peakMemoryBytes().peakMemoryBytes,
      artefactBytes: highest(results.map((result) => result.artefact.bytes)),
      loadSeconds: highest(passes.map((pass) => pass.loadMs / 1000)),
      queryMs: highest([
        ...passes.map((pass) => pass.slowestCallMs),
        ...(latency ? [own.reduce((a, b) => Math.max(a, b), 0)] : []),
      ]),
    };
    return Object.values(this.limits).map((limit) => {
      const value = used[limit.id] ?? null;
      return value === null
        ? budgetUse(limit, null, limit.id in used ? 'not reached in this run' : 'enforced, its use is not metered')
        : budgetUse(limit, value);
    });
  }

  private checks(): Check[] {
    const { passes, latency, samples } = this.findings;
    const { definition } = this.options.module;
    const checks: Check[] = [];
    if (passes.length > 0) {
      checks.push({
        id: 'outputs-well-formed',
        ok: true,
        message: `names, dtypes, shapes and finiteness of ${passes.reduce((sum, pass) => sum + pass.answers.length, 0)} answers`,
      });
    }
    if (latency) {
      checks.push({
        id: 'timed-outputs-match',
        ok: latency.compared > 0 && latency.different === 0,
        message: `${latency.compared} timed answers to unchanged test items compared with the accuracy pass: ${latency.different} differ by more than ${definition.timing.tolerance} (largest ${latency.largestDifference.toExponential(2)})`,
      });
      checks.push({
        id: 'window-complete',
        ok: latency.windowsReachedMinimum,
        message: `each window at least ${this.profile.minimumWindowMs} ms and ${this.profile.minimumQueries} queries`,
      });
    }
    const own = samples.filter((sample) => sample.model === 'submission');
    if (own.length > 0) checks.push(this.floorCheck(own));
    return checks;
  }

  /** A query cannot be faster than moving its input and output bytes once at 10 TB/s, more than any memory gives. */
  private floorCheck(own: readonly LatencySample[]): Check {
    const item = this.options.data.test.read(0);
    const inputBytes = this.track.testInputs.reduce((sum, name) => sum + (item.inputs[name]?.data.byteLength ?? 0), 0);
    const floorMs = (inputBytes * this.options.module.definition.timing.batchSize) / 1e10;
    const fastest = own.reduce((least, sample) => Math.min(least, sample.latencyMs), Number.POSITIVE_INFINITY);
    return {
      id: 'above-physical-floor',
      ok: fastest > floorMs,
      message: `fastest query ${fastest.toPrecision(3)} ms, floor ${floorMs.toExponential(1)} ms`,
    };
  }

  private reasonsOf(checks: readonly Check[], budgets: readonly BudgetUse[]): Reason[] {
    const remedies: Record<string, Pick<Reason, 'code' | 'remedy'>> = {
      'timed-outputs-match': {
        code: 'timed-output-mismatch',
        remedy: 'Answer timed queries exactly as untimed ones; do not cache or skip work.',
      },
      'window-complete': { code: 'timeout', remedy: 'Answer faster, so that the window holds enough queries.' },
      'above-physical-floor': {
        code: 'below-floor',
        remedy: 'No machine is that fast: the answer cannot depend on the input.',
      },
    };
    const fromChecks = checks
      .filter((check) => !check.ok)
      .map((check) => ({
        ...(remedies[check.id] ?? { code: 'wrong-output' as const, remedy: 'See the check.' }),
        message: check.message,
      }));
    const fromBudgets = budgets
      .filter((budget) => !budget.ok)
      .map((budget) => ({
        code: 'budget-exceeded' as const,
        message: `${budget.id}: ${budget.used} of ${budget.limit} ${budget.unit}`,
        remedy: 'Stay within the budget of the task.',
      }));
    return [...this.findings.reasons, ...fromChecks, ...fromBudgets];
  }

  private async record(): Promise<UnsignedRecord> {
    this.event('checking', 'record', 'checks and figures', 1);
    const { request, module, variant, submission, attempt } = this.options;
    const { findings, plan } = this;
    const { definition } = module;
    const budgets = this.budgets();
    const checks = this.checks();
    const reasons = this.reasonsOf(checks, budgets);
    const training: TrainingResult[] = findings.trained.map((one) => one.result);
    const first = findings.passes[0];
    const declared =
      first?.parameters ?? findings.trained[0]?.parameters ?? submission.manifest.declared.parameters ?? null;
    const { manifest } = submission;
    const isGpu = /cuda|gpu|nvidia|vulkan|metal/i.test(findings.runtime.device);
    return {
      schemaVersion: 1,
      task: { id: definition.id, version: definition.version },
      variant: { id: variant.id, dataset: variant.dataset, relation: variant.relation },
      track: this.track.id,
      division: manifest.division,
      profile: request.profile,
      precision: definition.timing.precision,
      batchSize: definition.timing.batchSize,
      submission: {
        name: manifest.name,
        version: manifest.version,
        title: manifest.title,
        kind: manifest.kind,
        digest: submission.digest,
        authors: manifest.authors,
        source: manifest.source,
        licence: manifest.licence,
      },
      runtime: findings.runtime,
      sandbox: findings.sandbox,
      machine: describeMachine(isGpu ? findings.runtime.device : null),
      startedAt: this.startedAt,
      finishedAt: new Date().toISOString(),
      attempt,
      attempts: attempt,
      verdict: reasons.length === 0 ? 'VALID' : 'INVALID',
      reasons,
      metrics: this.metrics(),
      latency: findings.latency ? { 'single-stream': summariseLatency(findings.samples) } : {},
      cold: first
        ? { loadMs: first.loadMs, firstCallMs: first.firstCallMs }
        : { loadMs: null, firstCallMs: null, reason: 'the artefact was not evaluated' },
      training,
      referees: definition.referees,
      contamination:
        manifest.division === 'pre-trained'
          ? { state: 'not possible', detail: 'a pre-trained artefact cannot be retrained on a fresh surrogate' }
          : variant.relation === 'surrogate'
            ? { state: 'not needed', detail: 'the surrogate is generated; its labels are not public data' }
            : { state: 'not run', detail: 'the same code was not retrained on a fresh surrogate in this run' },
      resources: {
        ...this.peakMemoryBytes(),
        parameters: declared === null ? null : { value: declared, source: 'declared' },
        artefactBytes: training[0]?.artefact.bytes ?? null,
      },
      budgets,
      seeds: {
        public: plan.public,
        secretCommitment: plan.secretCommitment,
        secret: plan.secretCommitment ? plan.text : null,
      },
      sentinel: null,
      checks,
      files: await this.files.finish(),
    };
  }
}

/**
 * Trains, evaluates and times one submission on one variant; the whole measuring side of a run (DESIGN §4). A failure that the submission caused ends
 * in a record with verdict INVALID and its reason.
 * @throws DataSetError, SandboxUnavailableError or any error of ours: no record then
 */
export async function measureRun(options: MeasureOptions): Promise<UnsignedRecord> {
  return new Measurement(options).run();
}
