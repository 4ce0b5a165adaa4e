import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { Machine } from '@paretoboard/contract/record.js';

function operatingSystem(): string {
  try {
    const match = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'));
    return match?.[1] ?? type();
  } catch {
    return type();
  }
}

/** The machine as a record shows it. `gpu`: the device that the runtime used, null on the CPU. */
export function describeMachine(gpu: string | null): Machine {
  const processors = cpus();
  const cpuModel = processors[0]?.model.trim() || 'unknown';
  return {
    cpuModel,
    cpuCores: Math.max(1, processors.length),
    memoryBytes: totalmem(),
    operatingSystem: operatingSystem(),
    kernel: release(),
    node: process.version,
    gpu,
    deviceClass: gpu ? `gpu:${gpu}` : `cpu:${cpuModel}`,
  };
}
