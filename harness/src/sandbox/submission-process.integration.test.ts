import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeSandbox } from './probe.js';
import { SubmissionFailure } from './submission-failure.js';
import { type LaunchOptions, SubmissionProcess } from './submission-process.js';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));
const repository = fileURLToPath(new URL('../../..', import.meta.url));
const zeros = { x: { dtype: 'float32' as const, shape: [1, 4], data: new Float32Array(4) } };

let root: string;
beforeAll(() => {
  // Spaces: paths must survive shells.
  root = mkdtempSync(join(tmpdir(), 'paretoboard sandbox '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function options(way: string[], change: Partial<LaunchOptions> = {}): LaunchOptions {
  const folder = mkdtempSync(join(root, 'run '));
  return {
    level: 'process',
    command: [process.execPath, join(fixtures, 'misbehave.mjs'), ...way],
    workFolder: join(folder, 'work'),
    readOnlyPaths: [fixtures, process.execPath],
    writablePaths: [],
    environment: {},
    limits: {
      memoryBytes: 400 * 2 ** 20,
      processes: 40,
      outputBytes: 2 ** 20,
      logBytes: 2 ** 20,
      diskBytes: 2 ** 26,
      scratchBytes: 2 ** 26,
    },
    logFile: join(folder, 'log'),
    sharedBytes: 2 ** 23,
    helloTimeoutMs: 15_000,
    cpuSet: null,
    ...change,
  };
}

function failureOf(way: string, change: Partial<LaunchOptions> = {}, deadlineMs = 20_000): SubmissionFailure {
  let launched: SubmissionProcess | null = null;
  try {
    launched = SubmissionProcess.launch(options([way], change));
    launched.exchange({ type: 'predict', id: 1, items: 1 }, zeros, deadlineMs);
  } catch (error) {
    if (error instanceof SubmissionFailure) return error;
    throw error;
  } finally {
    launched?.close(0);
  }
  throw new Error(`${way} was taken for an answer`);
}

function commandLines(): string {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
}

async function until(condition: () => boolean, timeoutMs = 5_000): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; ) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return condition();
}

const levels = (['process', 'namespace'] as const).filter((level) => probeSandbox(level).available);

it('finds the levels of this machine by trying them', () => {
  expect(probeSandbox('process')).toEqual({ level: 'process', available: true });
  const namespace = probeSandbox('namespace');
  expect(namespace.available || namespace.reason !== undefined).toBe(true);
  expect(() => SubmissionProcess.launch(options(['honest'], { level: 'kubernetes' }))).toThrow(/kubernetes/);
});

/** Every level as this machine gives it, and as a machine gives it that grants no control groups. */
const settings = levels.flatMap((level) => [
  { level, controlGroups: true },
  // What differs without them is the same at every level.
  ...(level === 'process' ? [{ level, controlGroups: false }] : []),
]);

describe.each(settings)('level $level, control groups: $controlGroups', (setting) => {
  it('answers, and leaves no pipe, no shared memory and no process behind', async () => {
    const marker = randomUUID();
    const wireFolders = (): number =>
      readdirSync('/dev/shm').filter((name) => name.startsWith(`paretoboard-wire-${process.pid}-`)).length;
    const before = wireFolders();
    const running = SubmissionProcess.launch(options(['honest', marker], setting));
    const { message, tensors, latencyMs } = running.exchange({ type: 'predict', id: 7, items: 1 }, zeros, 5_000);
    expect(message).toMatchObject({ type: 'outputs', id: 7 });
    expect(tensors.y!.data).toEqual(new Float32Array(4));
    expect(latencyMs).toBeGreaterThan(0);
    expect(running.usage().wallSeconds).toBeGreaterThan(0);
    running.close();
    running.close();
    expect(wireFolders()).toBe(before);
    expect(await until(() => !commandLines().includes(marker))).toBe(true);
  });

  it.each([
    ['hang', 'timeout'],
    ['sleep', 'timeout'],
    ['deaf', 'timeout'],
    ['close-pipe', 'no-answer'],
    ['exit-0', 'no-answer'],
    ['exit-1', 'crash'],
    ['crash', 'crash'],
    ['exit-at-start', 'crash'],
    ['grow', 'out-of-memory'],
    ['noise', 'wire-garbage'],
    ['text', 'wire-garbage'],
    ['no-json', 'wire-garbage'],
    ['bad-utf8', 'wire-garbage'],
    ['nested', 'wire-garbage'],
    ['unknown-type', 'wire-garbage'],
    ['negative-offset', 'wire-garbage'],
    ['offset-beyond', 'wire-garbage'],
    ['shape-too-big', 'wire-garbage'],
    ['negative-shape', 'wire-garbage'],
    ['unknown-dtype', 'wire-garbage'],
    ['shared-beyond', 'wire-garbage'],
    ['same-name-twice', 'wire-garbage'],
    ['cut-shared-file', 'wire-garbage'],
    ['huge-header', 'wire-garbage'],
    ['huge-body', 'output-too-large'],
    ['huge-shared', 'output-too-large'],
    ['exit-mid-frame', 'exit-during-frame'],
    ['exception', 'submission-error'],
  ])('%s: %s', (way, code) => {
    const failure = failureOf(way, setting, ['hang', 'sleep', 'deaf'].includes(way) ? 400 : 20_000);
    expect(failure.reason).toMatchObject({ code });
    expect(failure.remedy).not.toBe('');
    expect(failure.message.length).toBeLessThan(1_000);
  });

  it('names an exhausted JavaScript heap', () => {
    const command = [process.execPath, '--max-old-space-size=32', join(fixtures, 'misbehave.mjs'), 'grow-heap'];
    expect(failureOf('grow-heap', { ...setting, command }).code).toBe('out-of-memory');
  });

  it('does not wait for ever for a process that never opens its pipes', () => {
    // Even a millisecond is counted from the start of the command, not from that of our own thread.
    for (const helloTimeoutMs of [1, 500])
      expect(failureOf('silent', { ...setting, command: ['/bin/sleep', '600'], helloTimeoutMs }).code).toBe('timeout');
    expect(failureOf('silent', { ...setting, command: ['/bin/true'] }).code).toBe('no-answer');
    expect(failureOf('silent', { ...setting, command: ['/no/such/program'] }).code).toBe('crash');
  });

  it('does not hang on a large frame that nobody reads', () => {
    const running = SubmissionProcess.launch(options(['deaf'], { ...setting, sharedBytes: 0 }));
    const large = { x: { dtype: 'uint8' as const, shape: [1, 2 ** 20], data: new Uint8Array(2 ** 20) } };
    expect(() => running.exchange({ type: 'predict', id: 1, items: 1 }, large, 300)).toThrow(SubmissionFailure);
    const closing = performance.now();
    running.close();
    expect(performance.now() - closing).toBeLessThan(3_000);
  });

  it.each([
    ['wall-clock', { wallSeconds: 0.3 }],
    ['processor', { cpuSeconds: 0.5 }],
  ])('enforces a %s budget from outside', (_name, deadlines) => {
    const running = SubmissionProcess.launch(options(['hang'], setting));
    running.setDeadlines(deadlines);
    running.send({ type: 'predict', id: 1, items: 1 }, zeros);
    try {
      expect(() => running.receive(20_000)).toThrow(expect.objectContaining({ code: 'budget-exceeded' }));
    } finally {
      running.close(0);
    }
  });

  it('stops the submission and its wall clock while frozen', async () => {
    const running = SubmissionProcess.launch(options(['hang'], setting));
    try {
      running.send({ type: 'predict', id: 1, items: 1 }, zeros);
      running.freeze();
      const before = running.usage();
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(running.usage().cpuSeconds! - before.cpuSeconds!).toBeLessThan(0.15);
      running.thaw();
      expect(running.usage().wallSeconds - before.wallSeconds).toBeLessThan(0.3);
      expect(await until(() => running.usage().cpuSeconds! - before.cpuSeconds! > 0.2)).toBe(true);
      running.freeze();
    } finally {
      running.close(0);
    }
  });

  it('says which mechanism limits', () => {
    const running = SubmissionProcess.launch(options(['honest'], setting));
    running.close();
    const { memoryLimit, processLimit } = running.description;
    expect(processLimit).toBe(memoryLimit);
    expect(['cgroup-v1', 'cgroup-v2', 'watchdog']).toContain(memoryLimit);
    if (!setting.controlGroups) expect(memoryLimit).toBe('watchdog');
  });

  it('limits the number of processes', () => {
    const running = SubmissionProcess.launch(options(['fork-bomb'], setting));
    try {
      if (running.description.processLimit === 'watchdog') {
        expect(() => running.exchange({ type: 'predict', id: 2, items: 1 }, zeros, 10_000)).toThrow(
          expect.objectContaining({ code: 'budget-exceeded' }),
        );
        return;
      }
      const { tensors } = running.exchange({ type: 'predict', id: 1, items: 1 }, zeros, 10_000);
      const facts = JSON.parse(new TextDecoder().decode(tensors.report!.data as Uint8Array));
      expect(facts.refused).toBeGreaterThan(10);
    } finally {
      running.close(0);
    }
  });

  it('kills children that left the process group, too', async () => {
    const marker = randomUUID();
    const running = SubmissionProcess.launch(options(['children', marker], setting));
    running.exchange({ type: 'predict', id: 1, items: 1 }, zeros, 10_000);
    expect(commandLines().split(marker).length).toBeGreaterThan(3);
    running.close(0);
    expect(await until(() => !commandLines().includes(marker))).toBe(true);
  });

  it('caps the log', () => {
    const settings = options(['flood-log'], setting);
    const running = SubmissionProcess.launch(settings);
    running.exchange({ type: 'predict', id: 1, items: 1 }, zeros, 20_000);
    running.close();
    expect(statSync(settings.logFile).size).toBeLessThanOrEqual(settings.limits.logBytes);
    expect(readFileSync(settings.logFile, 'utf8').startsWith('xxx')).toBe(true);
  });

  it('leaves nothing when the measuring process is killed with -9', async () => {
    const marker = randomUUID();
    const settings = options(['children', marker], setting);
    const script = `
      import { SubmissionProcess } from ${JSON.stringify(join(repository, 'harness/dist/sandbox/submission-process.js'))};
      const running = SubmissionProcess.launch(${JSON.stringify(settings)});
      running.exchange({ type: 'predict', id: 1, items: 1 }, {}, 10000);
      process.stdout.write('answered ' + running.wire.folder + '\\n');
      setInterval(() => {}, 1000);`;
    const file = join(root, `measuring-${marker}.mjs`);
    writeFileSync(file, script);
    const measuring = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const folder = await new Promise<string>((resolve, reject) => {
      measuring.stdout.on('data', (data) => resolve(String(data).trim().slice('answered '.length)));
      measuring.on('exit', (code) => reject(new Error(`the measuring process ended with ${code}`)));
    });
    expect(commandLines().split(marker).length).toBeGreaterThan(3);
    measuring.kill('SIGKILL');
    expect(await until(() => !commandLines().includes(marker), 10_000)).toBe(true);
    expect(await until(() => !existsSync(folder) && !existsSync(settings.workFolder), 10_000)).toBe(true);
    const groups = '/sys/fs/cgroup/pids/paretoboard';
    const ofMeasuring = (): boolean =>
      existsSync(groups) && readdirSync(groups).some((name) => name.startsWith(`run-${measuring.pid}-`));
    expect(await until(() => !ofMeasuring())).toBe(true);
  });
});

interface Facts {
  environment: string[];
  writes: Record<string, { ok: boolean }>;
  reads: Record<string, { ok: boolean }>;
  folders: Record<string, { ok: boolean; value?: string }>;
  network: { ok: boolean };
  processes: number;
  sharedInput: { ok: boolean };
  userNamespace: { ok: boolean };
  seccomp: string;
  cores: string;
}

it('ends with the process that wanted the measurement', async () => {
  const marker = randomUUID();
  const file = join(root, `orphan-${marker}.mjs`);
  writeFileSync(
    file,
    `import { SubmissionProcess } from ${JSON.stringify(join(repository, 'harness/dist/sandbox/submission-process.js'))};
    const running = SubmissionProcess.launch(${JSON.stringify(options(['hang', marker]))});
    running.send({ type: 'predict', id: 1, items: 1 });
    console.log('started');
    running.receive(60_000);`,
  );
  const parent = spawn('/bin/sh', ['-c', '"$0" "$1" & wait', process.execPath, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => parent.stdout.once('data', resolve));
  expect(commandLines()).toContain(marker);
  parent.kill('SIGKILL');
  expect(await until(() => !commandLines().includes(marker), 10_000)).toBe(true);
});

it('removes what a measuring process left that was killed with its guardian', () => {
  const gone = spawnSync('/bin/true').pid;
  const left = mkdtempSync(`/dev/shm/paretoboard-wire-${gone}-`);
  SubmissionProcess.launch(options(['honest'])).close();
  expect(existsSync(left)).toBe(false);
});

describe('what a submission can see and reach', () => {
  let server: Server;
  let port: number;
  let secret: string;
  let outside: string;
  beforeAll(async () => {
    secret = join(root, 'labels.json');
    outside = join(root, 'outside');
    writeFileSync(secret, '[1, 2, 3]');
    server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    port = (server.address() as { port: number }).port;
    process.env.PARETOBOARD_SECRET_FOR_TEST = 'not for submissions';
  });
  afterAll(() => {
    delete process.env.PARETOBOARD_SECRET_FOR_TEST;
    server.close();
  });

  async function look(level: 'process' | 'namespace'): Promise<Facts & { workFolder: string }> {
    const command = join(fixtures, 'misbehave.mjs');
    const base = options([], { level });
    const question = {
      write: [
        join(base.workFolder, 'mine'),
        `${outside}-${level}`,
        join(fixtures, 'new.mjs'),
        ...(level === 'namespace' ? ['/usr/new', '/new'] : []),
      ],
      read: [secret, '/etc/shadow', '/etc/passwd', join(repository, 'package.json')],
      list: ['/', '/home', '/root', root, '/dev/shm'],
      port,
    };
    const running = SubmissionProcess.launch({
      ...base,
      cpuSet: '0',
      command: [process.execPath, command, 'look', JSON.stringify(question)],
    });
    try {
      // The server's thread must not block while the submission connects: frames are sent and read without waiting.
      running.send({ type: 'predict', id: 1, items: 1 }, zeros);
      await new Promise((resolve) => setTimeout(resolve, 700));
      const { tensors } = running.receive(10_000);
      const facts = JSON.parse(new TextDecoder().decode(tensors.report!.data as Uint8Array)) as Facts;
      return { ...facts, workFolder: base.workFolder };
    } finally {
      running.close();
    }
  }

  it('process: an environment of its own, the machine otherwise shared', async () => {
    const facts = await look('process');
    expect(facts.environment).not.toContain('PARETOBOARD_SECRET_FOR_TEST');
    expect(facts.environment.sort()).toEqual(
      [
        'HOME',
        'LANG',
        'PARETOBOARD_SHARED_IN',
        'PARETOBOARD_SHARED_OUT',
        'PARETOBOARD_WIRE_IN',
        'PARETOBOARD_WIRE_OUT',
        'PATH',
        'PWD',
        'TMPDIR',
      ].sort(),
    );
    // The level's description says so: this is the control that the checks below can fail.
    expect(facts.cores).toBe('0');
    expect(facts.reads[secret]!.ok).toBe(true);
    rmSync(join(fixtures, 'new.mjs'), { force: true });
    expect(facts.network.ok).toBe(true);
  });

  it.runIf(levels.includes('namespace'))('namespace: its files, and nothing else', async () => {
    const facts = await look('namespace');
    expect(facts.environment).not.toContain('PARETOBOARD_SECRET_FOR_TEST');
    expect(facts.writes).toMatchObject({ [join(facts.workFolder, 'mine')]: { ok: true } });
    for (const path of [join(fixtures, 'new.mjs'), '/usr/new', '/new'])
      expect(facts.writes[path]!.ok, path).toBe(false);
    expect(Object.values(facts.reads).filter(({ ok }) => ok)).toEqual([]);
    expect(facts.network.ok).toBe(false);
    expect(facts.sharedInput.ok).toBe(false);
    expect(facts.processes).toBeLessThan(5);
    expect(facts.cores).toBe('0');
    expect(facts.seccomp).toBe('2');
    expect(facts.userNamespace.ok).toBe(false);
    for (const path of ['/home', '/root', '/dev/shm']) expect(facts.folders[path]!.value ?? '', path).toBe('');
    expect(facts.folders[root]!.value).not.toContain('labels.json');
    // The private /tmp takes the write and forgets it; at level process the same write arrives.
    expect(existsSync(`${outside}-process`)).toBe(true);
    expect(existsSync(`${outside}-namespace`)).toBe(false);
  });
});
