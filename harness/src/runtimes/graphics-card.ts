import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NVIDIA = '/proc/driver/nvidia/gpus';

/** The model of the first NVIDIA card that the driver shows, or null. */
export function nvidiaCardModel(): string | null {
  try {
    const first = readdirSync(NVIDIA).sort()[0];
    if (!first) return null;
    const information = readFileSync(join(NVIDIA, first, 'information'), 'utf8');
    return /^Model:\s*(.+)$/m.exec(information)?.[1]?.trim() ?? 'NVIDIA card';
  } catch {
    return null;
  }
}

/** Whether the kernel shows any graphics device: what a submission's process says of its device is only its word. */
export function hasGraphicsDevice(): boolean {
  return nvidiaCardModel() !== null || ['/dev/dri', '/dev/kfd'].some((path) => existsSync(path));
}
