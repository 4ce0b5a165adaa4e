import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { Machine } from '@paretoboard/contract/record.js';
import { hasGraphicsDevice } from '../runtimes/graphics-card.js';
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
 * A device that the machine does not have is not believed: the submission's process says what it computes on, and could claim a class of its own.
 * @param runtimeDevice null: no runtime of ours was opened
 */
export function describeMachine(runtimeDevice: string | null, hasGraphics = hasGraphicsDevice()): Machine {
  const cpuModel = processorModel();
  const gpu = runtimeDevice === null || runtimeDevice === cpuModel || !hasGraphics ? null : runtimeDevice;
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
