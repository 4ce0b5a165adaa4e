import type { ReactNode } from 'react';
import { count, plural } from '../../lib/format';
import type { Wrap } from '../wrap';

const runs = (amount: number) => plural(amount, 'run', 'runs');

/** The page of one record. */
export const record = {
  titleOf: (submission: string) => `${submission}: record`,
  crumb: 'record',
  onThisPage: 'On this page',
  rawJson: 'Raw JSON',
  sections: {
    figures: 'Figures',
    answers: 'Answers',
    latency: 'Latency',
    training: 'Training',
    budgets: 'Budgets and checks',
    environment: 'Environment',
    lineage: 'Lineage',
    files: 'Files',
    proof: 'Verify it yourself',
  },
  whatToDo: (remedy: ReactNode) => <>What to do: {remedy}</>,
  terms: (track: string, division: string, profile: string, batchSize: number, precision: string) =>
    `Track ${track}, ${division}, profile ${profile}, batch ${batchSize}, ${precision}.`,
  notRanked: 'Records of the quick profile are not ranked.',
  attemptOf: (attempt: number, attempts: number) => `Attempt ${attempt} of ${attempts}.`,
  finishedAt: (at: ReactNode) => <>Finished {at}.</>,

  latencyOf: (scenario: string | undefined) => `p50 latency${scenario ? `, ${scenario}` : ''}`,
  noLatencyPass: 'no latency pass',
  nullModelP50: 'Null model p50',
  costOfAsking: 'cost of asking, included in the latency',
  loadThenCall: 'Load, then first call',
  firstCall: (ms: string) => `first call ${ms} ms`,
  peakMemory: 'Peak memory',
  wholeProcess: 'of the whole process',
  parameters: 'Parameters',
  sources: { measured: 'measured', declared: 'declared' },
  notKnown: 'not known',
  seeds: (seeds: number) => plural(seeds, 'seed', 'seeds'),

  metricsCaption: 'Means over seeds; the interval and how it was made stand beside each.',
  metric: 'Metric',
  value: 'Value',
  interval: 'Interval',
  testItems: 'Test items',
  eachSeed: 'Each seed',
  directions: { higher: 'higher is better', lower: 'lower is better' },
  primary: 'primary',

  answersFailed: 'The stored answers cannot be shown now.',
  answersPending: (link: Wrap) => (
    <>
      The stored answers are being worked out, for the first reader of this record. {link('Load the page again')} in
      some seconds.
    </>
  ),
  neither: (reason: ReactNode) => <>Neither results by class nor samples: {reason}</>,
  byClass: 'By class',
  noClasses: (reason: ReactNode) => <>No results by class: {reason}</>,
  onItems: 'On single items',
  noSamples: (reason: ReactNode) => <>No samples: {reason}</>,
  whichItems: (hasMistakes: boolean) =>
    `Answers of the first seed to items spread evenly over the test split, the same items for every record${hasMistakes ? ', then the surest mistakes of this one' : ''}.`,
  fromData: (source: ReactNode) => <>From {source}.</>,
  fromGenerated: 'From generated data.',

  noLatency: 'No latency pass was run for this record.',
  queriesOf: (scenario: string, queries: number, samples: number, starts: number, inAll: string) =>
    `${scenario}: ${plural(queries, 'timed query', 'timed queries')} of ${plural(samples, 'sample', 'samples')} in ${plural(starts, 'start', 'starts')}, ${inAll} in all.`,
  windowEnds: 'A window ends when the output has arrived in full.',
  methodIs: (method: ReactNode) => <>Method: {method}.</>,
  inMilliseconds: (scenario: string) => `${scenario}, in milliseconds`,
  percentile: 'Percentile',
  thisSubmission: 'This submission',
  nullModel: 'Null model',
  slowestOnly: 'the slowest query of a start: all that so few can defend',
  notKept: 'not kept',
  noThroughput: (reason: ReactNode) => <>No throughput: {reason}.</>,
  highestRate: (bound: string, rate: string) =>
    `Highest rate whose p99 stays within ${bound} ms: ${rate} queries a second.`,
  throughput: (rate: string) => `${rate} samples a second.`,
  rateSearch: (trials: number) => `The search for the rate: ${plural(trials, 'trial', 'trials')}`,
  rateCaption: (bound: string) =>
    `Poisson arrivals; latency from the scheduled moment; a rate is met if its p99 stays within ${bound} ms`,
  start: 'Start',
  queriesPerSecond: 'Queries a second',
  queries: 'Queries',
  issuedLate: 'Issued late, p99 (ms)',
  met: 'Met',
  yes: 'yes',
  no: 'no',
  eachStart: 'p50 of each start',
  startsNote: (values: string) =>
    `${values} ms. A start is an independent process: the spread between starts is the spread that counts.`,
  everyQuery: 'Every timed query',
  startNumber: (start: number) => `start ${start}`,
  inOrder: 'In the order of the queries',
  timeline: (start: number, queries: number, stretches: number, low: string, high: string, slowest: string) =>
    `Start ${start}, ${count(queries)} queries: medians of ${stretches} stretches from ${low} to ${high} ms, slowest query ${slowest} ms`,
  answeredAxis: '↑ queries answered (%)',
  withinAxis: '← within (ms, log)',

  nothingTrained: (division: string) =>
    `Nothing was trained here: the artefact arrived trained (division ${division}).`,
  trainingCaption: 'Measured from outside; steps and epochs are declared by the submission.',
  seed: 'Seed',
  wallClock: 'Wall clock',
  cpuTime: 'CPU time',
  rowsServed: 'Rows served',
  declared: 'Declared',
  artefact: 'Artefact',
  epochs: (epochs: number) => plural(epochs, 'epoch', 'epochs'),
  steps: (steps: number) => plural(steps, 'step', 'steps'),
  fold: (fold: number) => `fold ${fold}`,
  curve: (first: string, last: string, epoch: number, seeds: number) =>
    `From ${first} to ${last} by epoch ${epoch}, mean of ${plural(seeds, 'seed', 'seeds')}.`,

  budgetsCaption: 'Budgets, enforced from outside the submission',
  budget: 'Budget',
  used: 'Used',
  limit: 'Limit',
  headroom: 'Headroom',
  checks: 'Checks',
  passed: ': passed.',
  failed: ': failed.',
  left: (percent: number) => `${percent} % left`,
  overLimit: 'over the limit',

  machineAndRuntime: 'Machine and runtime',
  sandbox: 'Sandbox',
  submission: 'Submission',
  seedsAndContamination: 'Seeds and contamination',
  runtime: 'Runtime',
  device: 'Device',
  threads: 'Threads',
  notFixed: 'not fixed',
  coresOf: (cpu: string, cores: number) => `${cpu}, ${cores} cores`,
  memory: 'Memory',
  system: 'System',
  kernel: (system: string, kernel: string) => `${system}, kernel ${kernel}`,
  interpreter: 'Environment',
  image: 'Container image',
  name: 'Name',
  kind: 'Kind',
  authors: 'Authors',
  source: 'Source',
  licence: 'Licence',
  operations: 'Operations of a query',
  atLeast: (operations: string) => `at least ${operations}, counted in the model`,
  digest: 'Digest',
  publicSeed: 'Public seed',
  noPublicSeed: 'none: a secret one was drawn',
  commitment: 'Commitment',
  secret: 'Secret',
  contamination: 'Contamination',
  contaminationStates: {
    passed: 'passed',
    failed: 'failed',
    'not possible': 'not possible',
    'not needed': 'not needed',
    'not run': 'not run',
  },
  referee: (id: string) => `Referee ${id}`,
  refereeSeed: (recipe: string, seed: number) => `${recipe}, seed ${seed}`,
  level: 'Level',
  network: 'Network',
  none: 'none',
  shared: 'shared with the machine',
  fileSystem: 'File system',
  readOnly: 'read-only root',
  capabilities: 'Capabilities',
  inherited: 'inherited',
  memoryLimitBy: 'Memory limit by',
  processLimitBy: 'Process limit by',
  cores: 'Cores',
  notPinned: 'not pinned',
  notPinnedBecause: (reason: string) => `not pinned: ${reason}`,
  pinned: (cores: string) => `submission on ${cores}`,
  pinnedByAffinity: (cores: string) => `submission on ${cores}, by an affinity that it could undo`,
  harnessPinned: (cores: string) => `harness on ${cores}`,

  telemetry: 'The machine during the run',
  lanes: {
    ownCores: 'own cores',
    foreignCores: 'foreign cores',
    clock: 'clock',
    gpuClock: 'GPU clock',
    gpuPower: 'GPU power',
  },
  coresUnit: 'cores',
  range: (low: string, high: string, unit: string) => `${low} to ${high} ${unit}`,
  telemetryNote: (seconds: string, windows: number, disturbances: number) =>
    `${seconds} s from left to right, each point the largest of its stretch; shaded: ${plural(windows, 'timed window', 'timed windows')}. ${plural(disturbances, 'disturbance', 'disturbances')} seen`,

  lineageNote: (attempt: number, attempts: number) =>
    `This is attempt ${attempt} of ${attempts}: every attempt behind a row is counted, and none is deleted.`,
  recordsOf: (records: number, submission: string, variant: string) =>
    `${plural(records, 'record', 'records')} of ${submission} on ${variant}`,
  latestShown: (records: number) => `the latest ${records} are shown`,
  finished: 'Finished',
  profileAndRuntime: 'Profile, runtime',
  primaryMetric: 'Primary metric',
  verdict: 'Verdict',
  thisRecord: 'this record',
  version: (version: string) => `version ${version}`,
  noSentinel: 'No sentinel ran beside it.',
  sentinel: (name: string, before: string) =>
    `The sentinel ${name}, a fixed amount of work, took ${before} ms before the run`,
  noSecondLeg: (before: string, reason: ReactNode) => (
    <>
      {before}; no second leg: {reason}.
    </>
  ),
  notRun: 'not run',
  drift: (before: string, after: string, drift: string) => `${before} and ${after} ms after it: a drift of ${drift}.`,

  measuredElsewhere: 'It was measured elsewhere: no run of this server is behind it.',
  runsBehind: (all: number, published: number, invalid: number, failed: number, error: number, cancelled: number) =>
    `Behind it ${all === 1 ? 'is' : 'are'} ${runs(all)} that ended: ${published} published, ${invalid} invalid, ${failed} failed, ${error} by our fault, ${cancelled} cancelled.`,
  withoutRecord: (amount: number) => `${runs(amount)} without a record`,
  notListed: (amount: number) => `${plural(amount, 'earlier one', 'earlier ones')} not listed.`,

  noFiles: 'This record has no files.',
  filesCaption: 'Files that belong to the record',
  file: 'File',
  holds: 'Holds',
  size: 'Size',
  contents: {
    items: 'Outcome of every test item, without labels',
    latencies: 'Every timed query, raw',
    outputs: 'Outputs, for scoring again',
    log: 'What the implementation printed',
    telemetry: 'Load and temperature during the run',
  },

  covers: (command: ReactNode) => (
    <>
      The digest covers everything above; the signature covers the digest. {command} computes both again, and from the
      stored samples every figure that does not need the withheld labels.
    </>
  ),
  signature: 'Signature',
  key: 'Key',
  publicKeys: 'public keys',
};
