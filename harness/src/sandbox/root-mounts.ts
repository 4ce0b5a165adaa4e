import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Made by the sandbox itself, whatever an image has there. */
const ownFolders = ['/proc', '/dev', '/sys', '/tmp'];

/**
 * Arguments of `bwrap` that show an unpacked image as the root, read-only. A folder that something else is mounted in (the submission's, its scratch) is
 * shown entry by entry: a mount point cannot be made in what is read-only, and the unpacked image stays as it is.
 * @param rootFolder of the unpacked image, outside
 * @param mountPoints absolute paths inside where something else will be mounted: they hide what the image has there
 */
export function rootMounts(rootFolder: string, mountPoints: readonly string[]): string[] {
  const taken = [...ownFolders, ...mountPoints];
  const show = (folder: string): string[] =>
    readdirSync(join(rootFolder, folder))
      .sort()
      .flatMap((name) => {
        const [inside, outside] = [join(folder, name), join(rootFolder, folder, name)];
        if (taken.includes(inside)) return [];
        const entry = lstatSync(outside);
        const holdsMountPoint = taken.some((path) => path.startsWith(`${inside}/`));
        if (holdsMountPoint) return entry.isDirectory() ? show(inside) : [];
        if (entry.isSymbolicLink()) return ['--symlink', readlinkSync(outside), inside];
        return entry.isDirectory() || entry.isFile() ? ['--ro-bind', outside, inside] : [];
      });
  return show('/');
}
