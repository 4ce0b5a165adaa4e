import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../places.js';
import { requirePackage } from './load-tensorflow-js.js';

/** A build of the native binding that set-up published in the cache. */
export interface NativeLibrary {
  readonly folder: string;
  readonly binding: string;
  /** Opens `framework` with stderr closed off: its static initialisers print notices that no setting can stop. */
  readonly quietLoader: string;
  readonly framework: string;
  readonly version: string;
  readonly variant: 'cpu' | 'cuda';
  /** What a sandbox must let a process read for the runtime `tensorflow`. */
  readonly folders: readonly string[];
}

interface Pointer {
  build: string;
  binding: string;
  quietLoader: string;
  libraries: string[];
  version: string;
  variant: 'cpu' | 'cuda';
  foreignFolders: string[];
}

/** The native TensorFlow that set-up built for this platform and package version, or null. */
export function findNativeLibrary(): NativeLibrary | null {
  const root = join(cacheFolder(), 'native-tensorflow');
  const version = bindingVersion();
  if (version === null) return null;
  const pointer = readPointer(join(root, `current-${process.platform}-${process.arch}-${version}.json`));
  if (!pointer) return null;
  const folder = join(root, pointer.build);
  const binding = join(folder, pointer.binding);
  const framework = pointer.libraries.find((file) => file.includes('framework'));
  if (!framework || !existsSync(binding)) return null;
  return {
    folder,
    binding,
    quietLoader: join(folder, pointer.quietLoader),
    framework: join(folder, framework),
    version: pointer.version,
    variant: pointer.variant,
    folders: [folder, ...pointer.foreignFolders],
  };
}

/** null where the package is not installed: the packed command line comes without. */
function bindingVersion(): string | null {
  try {
    return (requirePackage('@tensorflow/tfjs-node-gpu/package.json') as { version: string }).version;
  } catch {
    return null;
  }
}

function readPointer(path: string): Pointer | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Pointer;
  } catch {
    return null;
  }
}
