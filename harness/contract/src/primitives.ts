import { z } from 'zod';

/** Lower-case words joined by hyphens: `majority-class`, `utd-mhad`. */
export const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'expected lower-case words joined by hyphens');

/** `major.minor.patch` (semver.org), without pre-release tags: rows of different versions never share a board. */
export const versionSchema = z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version such as 1.0.0');

/** Lower-case hexadecimal SHA-256, 64 characters. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits');

/** RFC 3339 in UTC. */
export const timestampSchema = z.iso.datetime();

/** A finite number: NaN and infinity cannot enter through any boundary. */
export const finiteSchema = z.number().refine(Number.isFinite, 'expected a finite number');

export const nonNegativeSchema = finiteSchema.min(0);

export const countSchema = z.number().int().min(0);

/** A relative path below a given folder: no parent steps, no absolute paths, no backslashes. */
export const relativePathSchema = z
  .string()
  .min(1)
  .max(400)
  .refine((path) => !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..'), {
    message: 'expected a relative path without parent steps',
  });
