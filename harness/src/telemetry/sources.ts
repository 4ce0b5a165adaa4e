import type {
  GpuSample,
  TelemetrySample,
  TelemetrySource,
  TelemetrySourceId,
} from '@paretoboard/contract/telemetry.js';
import { openQuotaThrottling } from './control-group-quota.js';
import { openCpuEnergy } from './cpu-energy.js';
import { openFrequency } from './cpu-frequency.js';
import { openCpuPressure } from './cpu-pressure.js';
import { openNvidiaEnergy } from './nvidia-energy.js';
import { type Cards, openCards } from './nvidia-smi.js';
import { ownProcesses } from './own-processes.js';
import { readProcessorTime, ticksPerSecond } from './processor-time.js';
import { submissionMemory } from './submission-memory.js';
import { openThrottleCount } from './thermal-throttling.js';

/** A source that can be read, or the reason why it cannot. */
class Source<Value> {
  private reason: string | undefined;
  private readonly reader: (() => Value) | undefined;

  constructor(
    readonly id: TelemetrySourceId,
    open: () => () => Value,
  ) {
    try {
      const reader = open();
      // Some files are there and refuse to be read: better known at once.
      reader();
      this.reader = reader;
    } catch (error) {
      this.reason = error instanceof Error ? error.message : String(error);
    }
  }

  read(): Value | null {
    if (!this.reader) return null;
    try {
      return this.reader();
    } catch (error) {
      this.reason ??= `became unreadable: ${error instanceof Error ? error.message : String(error)}`;
      return null;
    }
  }

  describe(): TelemetrySource {
    return { id: this.id, available: this.reader !== undefined, ...(this.reason ? { reason: this.reason } : {}) };
  }
}

/** Counters that only grow, as read at one moment. */
interface Counters {
  readonly busy: number | null;
  readonly cores: number | null;
  readonly stolen: number | null;
  readonly own: number | null;
  readonly throttleEvents: number | null;
  readonly quotaThrottledMs: number | null;
  readonly pressureMicroseconds: number | null;
}

function grown(before: number | null, after: number | null): number | null {
  // A process that ends unseen takes its time with it: never less than nothing.
  return before === null || after === null ? null : Math.max(0, after - before);
}

function coresOf(ticks: number | null, intervalMs: number): number | null {
  return ticks === null ? null : ((ticks / ticksPerSecond) * 1_000) / intervalMs;
}

/** On a busy machine this thread may wait between looking at the clock and reading: no machine computes on more cores than it has. */
function atMost(cores: number | null, found: number | null): number | null {
  return cores === null || found === null ? found : Math.min(cores, found);
}

const cardsEveryMs = 250;
const processesEveryMs = 2_000;

/** All sources of this machine, opened once and read again and again. */
export class Sources {
  private readonly processorTime = new Source('processor-time', () => readProcessorTime);
  private readonly own = new Source('own-processes', () => () => ownProcesses(this.root));
  private readonly frequency = new Source('cpu-frequency', openFrequency);
  private readonly throttling = new Source('thermal-throttling', openThrottleCount);
  private readonly pressure = new Source('cpu-pressure', openCpuPressure);
  private readonly quota = new Source('control-group-quota', openQuotaThrottling);
  private readonly memory = new Source('submission-memory', () => () => submissionMemory(this.root));
  private readonly cpuEnergy = new Source('cpu-energy', openCpuEnergy);
  private cards: Cards | null = null;
  private readonly card: Source<GpuSample[] | null>;
  private readonly cardProcesses: Source<readonly number[] | null>;
  private readonly cardEnergy = new Source('nvidia-energy', () => openNvidiaEnergy());
  private ownPids: ReadonlySet<number> = new Set();
  private last: Counters;

  /** @param root the measuring process: it and its descendants are ours */
  constructor(private readonly root: number) {
    this.card = new Source('nvidia-card', () => {
      this.cards = openCards(cardsEveryMs, processesEveryMs);
      return () => this.cards!.latest();
    });
    this.cardProcesses = new Source('nvidia-processes', () => {
      if (!this.cards) throw new Error('no card that nvidia-smi shows');
      return () => this.cards!.computeProcesses();
    });
    this.last = this.counters();
  }

  private counters(): Counters {
    const time = this.processorTime.read();
    const own = this.own.read();
    this.ownPids = own?.pids ?? new Set();
    return {
      busy: time?.busy ?? null,
      cores: time?.cores ?? null,
      stolen: time?.stolen ?? null,
      own: own?.ticks ?? null,
      throttleEvents: this.throttling.read(),
      quotaThrottledMs: this.quota.read(),
      pressureMicroseconds: this.pressure.read(),
    };
  }

  /** What happened since the last call, `intervalMs` ago. */
  read(intervalMs: number): Omit<TelemetrySample, 'atMs' | 'intervalMs'> {
    const before = this.last;
    const now = this.counters();
    this.last = now;
    const own = grown(before.own, now.own);
    const busy = grown(before.busy, now.busy);
    const pressure = grown(before.pressureMicroseconds, now.pressureMicroseconds);
    const memory = this.memory.read();
    return {
      ownCores: coresOf(own, intervalMs),
      foreignCores: atMost(now.cores, coresOf(grown(own, busy), intervalMs)),
      stolenCores: coresOf(grown(before.stolen, now.stolen), intervalMs),
      frequencyMHz: this.frequency.read(),
      throttleEvents: grown(before.throttleEvents, now.throttleEvents),
      quotaThrottledMs: grown(before.quotaThrottledMs, now.quotaThrottledMs),
      cpuPressure: pressure === null ? null : pressure / 1_000 / intervalMs,
      submissionMemoryBytes: memory?.bytes ?? null,
      submissionPeakMemoryBytes: memory?.peakBytes ?? null,
      cpuJoules: this.cpuEnergy.read(),
      gpus: this.card.read(),
      foreignGpuProcesses: this.cardProcesses.read()?.filter((pid) => !this.ownPids.has(pid)).length ?? null,
      gpuJoules: this.cardEnergy.read(),
    };
  }

  describe(): TelemetrySource[] {
    return [
      this.processorTime,
      this.own,
      this.frequency,
      this.throttling,
      this.pressure,
      this.quota,
      this.memory,
      this.cpuEnergy,
      this.card,
      this.cardProcesses,
      this.cardEnergy,
    ].map((source) => source.describe());
  }

  close(): void {
    this.cards?.close();
  }
}
