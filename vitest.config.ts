import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const repositoryRoot = fileURLToPath(new URL('.', import.meta.url));

/** Tests run the sources, not the build: a stale `dist` can never make a test pass. */
const packageFolders = {
  contract: 'harness/contract',
  sdk: 'submissions/sdk',
  harness: 'harness',
  tasks: 'tasks',
  baselines: 'baselines',
  cli: 'submissions/cli',
  api: 'leaderboard-api',
};

const alias = Object.entries(packageFolders).map(([name, folder]) => ({
  find: new RegExp(`^@paretoboard/${name}/(.*)\\.js$`),
  replacement: `${resolve(repositoryRoot, folder, 'src')}/$1.ts`,
}));

/** Nest and TypeORM read decorator metadata, which esbuild cannot emit; swc can. */
function compileWithSwc(include: RegExp, tsx: boolean) {
  return swc.vite({
    tsconfigFile: false,
    include,
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true, tsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: true,
        react: { runtime: 'automatic' },
      },
    },
  });
}

/** Real data sets: the variable's folder, else a folder `shared/data` beside the clone, else none (surrogates). */
function realDataRoot(): string | undefined {
  if (process.env.PARETOBOARD_DATA) return resolve(process.env.PARETOBOARD_DATA);
  const besideTheClone = resolve(repositoryRoot, '..', 'shared', 'data');
  return existsSync(besideTheClone) ? besideTheClone : undefined;
}

const dataRoot = realDataRoot();
const environment = {
  NEXT_TELEMETRY_DISABLED: '1',
  TF_CPP_MIN_LOG_LEVEL: '2',
  ...(dataRoot === undefined ? {} : { PARETOBOARD_DATA: dataRoot }),
};

/** Files of a task that somebody will write; they are tested where they are copied. */
const skeleton = 'submissions/cli/skeleton/**';
const ignored = [skeleton, '**/node_modules/**', '**/dist/**', '**/.next/**', '**/test-results/**'];
const integrationTests = '**/*.integration.test.{ts,tsx}';
/** They measure, or set a clock against what they watch: one at a time. Of a run that fails, or whose answers are judged, no figure is asked. */
const measuringTests = [
  'harness/src/run/**/!(failing-submission|judged-answers).integration.test.ts',
  'harness/src/telemetry/**/*.integration.test.ts',
];
const endToEndTests = 'test/end-to-end/**/*.test.ts';
const slowTests = '**/*.slow.test.ts';
/** Of tests with processes, a database and ports of their own. Half of their time they wait: for heartbeats that stay away, and for other processes. */
const workersThatWait = 3;

/** Native `.node` libraries are loaded once per process and cannot be shared by threads, so every project forks. */
const shared = { root: repositoryRoot, pool: 'forks', env: environment } as const;
const base = {
  plugins: [compileWithSwc(/\.m?ts$/, false), compileWithSwc(/\.tsx$/, true)],
  resolve: { alias },
};

/** Short files that take long: begun last, each would keep one worker busy while the others have nothing left to do. */
const slowShortFiles = [
  'tasks/src/registry.test.ts',
  'end-to-end/start.test.ts',
  'every-page.integration.test.ts',
  'languages.integration.test.ts',
];

/** Vitest's own order, by the length of files that it does not know yet; before it what that length does not tell. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => slowShortFiles.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        ...base,
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ignored, integrationTests, endToEndTests, slowTests],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          // A process for each worker, not for each file: loading TensorFlow.js and Nest anew for each cost a third of the processor's time. Each file puts back what it stubs.
          isolate: false,
          // Vitest leaves one core to itself, which is half of a small machine.
          maxWorkers: Math.max(availableParallelism() - 1, 2),
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...base,
        test: {
          ...shared,
          name: 'measuring',
          include: measuringTests,
          exclude: ignored,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...base,
        test: {
          ...shared,
          name: 'integration',
          include: [integrationTests],
          exclude: [...ignored, ...measuringTests],
          // As with the unit tests: loading the house's sources anew for each file is dear.
          isolate: false,
          maxWorkers: workersThatWait,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        ...base,
        test: {
          ...shared,
          name: 'end-to-end',
          include: [endToEndTests],
          exclude: [...ignored, integrationTests],
          // Beside the integration tests: it waits as they do, for a start and for a row. What a start would build, `npm test` has built: a start that builds the site anew takes it from under the pages' tests.
          maxWorkers: workersThatWait,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
