import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeNpy } from '@paretoboard/tasks/formats/npy.js';
import { classCount, featureCount } from './definition.js';
import { fileNames, splits } from './layout.js';

const items = { train: 300, validation: 90, test: 210 };

/** FILL: items with the structure that the method exploits, in the official layout. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  const centres = Float64Array.from({ length: classCount * featureCount }, () => random.normal());
  for (const split of splits) {
    const own = random.fork(split);
    const labels = Float32Array.from({ length: items[split] }, (_, index) => index % classCount);
    const features = Float32Array.from({ length: items[split] * featureCount }, (_, at) => {
      const label = labels[Math.floor(at / featureCount)]!;
      return centres[label * featureCount + (at % featureCount)]! + own.normal();
    });
    const names = fileNames(split);
    await writeFile(join(folder, names.features), encodeNpy(features, [items[split], featureCount]));
    await writeFile(join(folder, names.labels), encodeNpy(labels, [items[split]]));
  }
}
