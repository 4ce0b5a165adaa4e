import { createRequire } from 'node:module';
import { z } from 'zod';

const success = 0;
const millijoules = z.coerce.number().int().nonnegative();

interface Nvml {
  nvmlInit_v2(): number;
  nvmlDeviceGetCount_v2(count: [number]): number;
  nvmlDeviceGetHandleByIndex_v2(index: number, device: [unknown]): number;
  nvmlDeviceGetTotalEnergyConsumption(device: unknown, energy: [number | bigint]): number;
}

function loadNvml(library: string): Nvml {
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  let nvml: ReturnType<typeof koffi.load>;
  try {
    nvml = koffi.load(library);
  } catch {
    throw new Error(`${library} cannot be loaded: no NVIDIA driver`);
  }
  return {
    nvmlInit_v2: nvml.func('int nvmlInit_v2()'),
    nvmlDeviceGetCount_v2: nvml.func('int nvmlDeviceGetCount_v2(_Out_ uint32_t *count)'),
    nvmlDeviceGetHandleByIndex_v2: nvml.func('int nvmlDeviceGetHandleByIndex_v2(uint32_t index, _Out_ void **device)'),
    nvmlDeviceGetTotalEnergyConsumption: nvml.func(
      'int nvmlDeviceGetTotalEnergyConsumption(void *device, _Out_ uint64_t *energy)',
    ),
  };
}

function totalOf(nvml: Nvml, device: unknown): number {
  const energy: [number | bigint] = [0];
  const status = nvml.nvmlDeviceGetTotalEnergyConsumption(device, energy);
  if (status !== success)
    throw new Error(`NVML answers ${status}: the card reports no total energy (older than Volta?)`);
  return millijoules.parse(energy[0]);
}

/**
 * Energy of all cards since the last call, in J, from NVML's counter (`nvmlDeviceGetTotalEnergyConsumption`, mJ since the driver was loaded);
 * `nvidia-smi` does not print it.
 * @throws Error with the reason: no driver, or a card without the counter
 */
export function openNvidiaEnergy(library = 'libnvidia-ml.so.1'): () => number {
  const nvml = loadNvml(library);
  const started = nvml.nvmlInit_v2();
  if (started !== success) throw new Error(`NVML cannot be started: it answers ${started}`);
  const count: [number] = [0];
  if (nvml.nvmlDeviceGetCount_v2(count) !== success || count[0] === 0) throw new Error('NVML finds no card');
  const devices = Array.from({ length: count[0] }, (_, index) => {
    const device: [unknown] = [null];
    const status = nvml.nvmlDeviceGetHandleByIndex_v2(index, device);
    if (status !== success) throw new Error(`NVML answers ${status} for card ${index}`);
    return device[0];
  });
  const total = (): number => devices.reduce<number>((sum, device) => sum + totalOf(nvml, device), 0);
  let last = total();
  return () => {
    const now = total();
    const joules = Math.max(0, now - last) / 1_000;
    last = now;
    return joules;
  };
}
