import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { randomOf, type Seed } from '@paretoboard/sdk/secret-random.js';
import { encodeNifti, type WritableVolume } from '../formats/nifti.js';
import { drawHead, size } from './head-scene.js';

/** 48 to train on, 8 for validation, 24 to test. */
const volumes = 80;
/** As in the paper: slices of 0.8 mm. */
const spacingMm = [0.8, 0.496, 0.496] as const;
/** The byte of a gzip header that names the operating system; 255 is "unknown". */
const systemAt = 9;

function write(path: string, volume: WritableVolume): void {
  // Stored, not compressed: another version of zlib would compress to other bytes.
  const bytes = gzipSync(encodeNifti(volume), { level: 0 });
  bytes[systemAt] = 255;
  writeFileSync(path, bytes);
}

function fileName(index: number): string {
  return `hippocampus_${String(index + 1).padStart(3, '0')}.nii.gz`;
}

function contentsOf(files: readonly string[]): object {
  return {
    name: 'Hippocampus',
    description: 'Generated: crescents beside a ventricle',
    tensorImageSize: '3D',
    modality: { 0: 'MRI' },
    labels: { 0: 'background', 1: 'Anterior', 2: 'Posterior' },
    numTraining: files.length,
    numTest: 0,
    training: files.map((file) => ({ image: `./imagesTr/${file}`, label: `./labelsTr/${file}` })),
    test: [],
  };
}

/** 80 volumes of 24 × 24 × 16 voxels in the folders of the Medical Segmentation Decathlon. The same seed gives the same bytes. */
export async function generateSurrogate(folder: string, seed: Seed): Promise<void> {
  const random = randomOf(seed);
  for (const part of ['imagesTr', 'labelsTr']) mkdirSync(join(folder, part), { recursive: true });
  const files = Array.from({ length: volumes }, (_, index) => fileName(index));
  for (const file of files) {
    const { grey, labels } = drawHead(random.fork(file));
    write(join(folder, 'imagesTr', file), { shape: size, spacingMm, data: grey });
    write(join(folder, 'labelsTr', file), { shape: size, spacingMm, data: labels });
  }
  writeFileSync(join(folder, 'dataset.json'), `${JSON.stringify(contentsOf(files), null, 2)}\n`);
}
