import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { parseOwnGroup, parseThrottledMs } from './control-group-quota.js';
import { joulesBetween, parseMicrojoules } from './cpu-energy.js';
import { parseCpuinfoFrequencies, parseScalingFrequency, rangeOf } from './cpu-frequency.js';
import { parseCpuPressure } from './cpu-pressure.js';
import { openNvidiaEnergy } from './nvidia-energy.js';
import { parseComputeProcesses, parseGpuLine } from './nvidia-smi.js';
import { descendants, parseProcessEntry } from './own-processes.js';
import { parseProcessorTime } from './processor-time.js';
import { parseBytes } from './submission-memory.js';
import { parseThrottleCount } from './thermal-throttling.js';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), 'utf8');

describe('the processor', () => {
  it('adds up busy time, and leaves idle, iowait and stolen time out of it', () => {
    const time = parseProcessorTime(fixture('proc-stat-4-cores.txt'));
    expect(time).toEqual({ busy: 181_032 + 1_240 + 50_127 + 0 + 917, stolen: 346, cores: 4 });
  });

  it('counts the fields of a process from its last bracket: a command may hold some', () => {
    expect(parseProcessEntry(4242, fixture('proc-pid-stat.txt'))).toEqual({
      pid: 4242,
      parent: 4200,
      ticks: 731 + 96 + 14 + 5,
    });
  });

  it('takes all generations for ours, and nobody else', () => {
    const entry = (pid: number, parent: number) => ({ pid, parent, ticks: 1 });
    const entries = [entry(1, 0), entry(13, 12), entry(12, 10), entry(10, 1), entry(11, 10), entry(20, 1)];
    expect(descendants(entries, 10).map(({ pid }) => pid)).toEqual([10, 12, 11, 13]);
  });

  it('reads clocks from cpufreq in kHz and from cpuinfo in MHz', () => {
    expect(parseScalingFrequency('2899998\n')).toBe(2_899.998);
    const cores = parseCpuinfoFrequencies(fixture('proc-cpuinfo.txt'));
    expect(rangeOf(cores)).toEqual({ lowest: 2_899.998, mean: (2_899.998 + 3_499.87) / 2, highest: 3_499.87 });
    expect(() => parseCpuinfoFrequencies('processor: 0\nBogoMIPS: 50\n')).toThrow(ZodError);
  });

  it('reads pressure, throttle counters and quotas of both versions of control groups', () => {
    expect(parseCpuPressure(fixture('proc-pressure-cpu.txt'))).toBe(753_393_920);
    expect(parseThrottleCount('17\n')).toBe(17);
    expect(parseThrottledMs(fixture('cpu-stat-v1.txt'))).toBeCloseTo(1_520.34, 9);
    expect(parseThrottledMs(fixture('cpu-stat-v2.txt'))).toBeCloseTo(903.211, 9);
    expect(parseOwnGroup(fixture('proc-self-cgroup-v1.txt'))).toEqual({ v1: '/docker/2f8a1c', v2: '/' });
    expect(parseOwnGroup(fixture('proc-self-cgroup-v2.txt'))).toEqual({
      v1: null,
      v2: '/user.slice/user-1000.slice/session-3.scope',
    });
  });

  it('adds up energy over the wrap of its counter', () => {
    expect(joulesBetween(parseMicrojoules('1000000\n'), parseMicrojoules('4500000\n'), 262_143_328_850)).toBe(3.5);
    expect(joulesBetween(262_143_000_000, 1_000_000, 262_143_328_850)).toBeCloseTo(1.32885, 9);
  });

  it.each(['', 'max\n', '-1', 'nonsense', '1 2'])('refuses "%s" as a counter', (text) => {
    for (const parse of [parseBytes, parseThrottleCount, parseMicrojoules]) expect(() => parse(text)).toThrow(ZodError);
  });

  it.each(['', 'cpu  1 2 3\n', 'cpu  1 2 x 4 5 6 7 8\ncpu0 1\n', 'intr 1 2 3 4 5 6 7 8'])(
    'refuses "%s" as /proc/stat',
    (text) => {
      expect(() => parseProcessorTime(text)).toThrow(ZodError);
    },
  );
});

describe('the graphics card', () => {
  const cards = fixture('nvidia-smi-query-gpu.csv').trim().split('\n').map(parseGpuLine);

  it('reads a line of each card', () => {
    expect(cards[0]).toEqual({
      index: 0,
      clockMHz: 1_980,
      memoryClockMHz: 2_619,
      throttleReasons: [],
      powerWatts: 312.48,
      temperatureCelsius: 41,
      memoryUsedBytes: 1_893 * 2 ** 20,
    });
  });

  it('names the reasons for a lowered clock', () => {
    expect(cards[1]!.throttleReasons).toEqual(['gpu-idle']);
    expect(cards[2]!.throttleReasons).toEqual(['software-thermal-slowdown', 'hardware-thermal-slowdown']);
  });

  it('writes null for what a card does not tell, never 0', () => {
    expect(cards[3]).toMatchObject({ clockMHz: null, memoryClockMHz: null, throttleReasons: null, powerWatts: null });
  });

  it('lists the processes that compute', () => {
    expect(parseComputeProcesses(fixture('nvidia-smi-compute-apps.csv'))).toEqual([4242, 5151]);
    expect(parseComputeProcesses('\n')).toEqual([]);
    expect(() => parseComputeProcesses('No running processes found')).toThrow(ZodError);
  });

  it('refuses lines of another form', () => {
    expect(() => parseGpuLine('Failed to initialize NVML: Driver/library version mismatch')).toThrow(ZodError);
    expect(() => parseGpuLine('0, 1, 2')).toThrow(ZodError);
  });

  it('says why there is no energy without a driver', () => {
    expect(() => openNvidiaEnergy('libno-such-driver.so.1')).toThrow(/no NVIDIA driver/);
  });
});
