import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { Machine } from '@paretoboard/contract/record.js';
import { processorModel } from '../runtimes/processor.js';

function operatingSystem(): string {
  try {
    const match = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'));
    return match?.[1] ?? type();
  } catch {
    return type();
  }
}

/**
 * The machine as a record shows it. Runtimes name the processor's model as their device unless they compute on a graphics device.
 * @param runtimeDevice null: no runtime of ours was opened
 */
export function describeMachine(runtimeDevice: string | null): Machine {
  const cpuModel = processorModel();
  const gpu = runtimeDevice === null || runtimeDevice === cpuModel ? null : runtimeDevice;
  return {
    cpuModel,
    cpuCores: Math.max(1, cpus().length),
    memoryBytes: totalmem(),
    operatingSystem: operatingSystem(),
    kernel: release(),
    node: process.version,
    gpu,
    deviceClass: gpu ? `gpu:${gpu}` : `cpu:${cpuModel}`,
  };
}
