import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const skeletonFolder = fileURLToPath(new URL('../../skeleton', import.meta.url));
const placeholder = /my-task/g;
/** What stands where the author of a task has to write. */
export const mark = 'FILL:';

/** Folders of the skeleton, where they go, and how what they import is written there. */
const parts = [
  { from: 'task', to: (id: string) => `tasks/src/${id}`, own: '@paretoboard/tasks/' },
  { from: 'baseline', to: (id: string) => `baselines/src/${id}`, own: '@paretoboard/baselines/' },
  { from: 'claims', to: () => 'harness/src/claims/papers', own: null },
] as const;

export interface MadeFile {
  /** Below the repository. */
  readonly path: string;
  /** Places to fill. */
  readonly marks: number;
}

interface PlannedFile extends MadeFile {
  readonly text: string;
}

function planned(id: string): PlannedFile[] {
  return parts.flatMap(({ from, to, own }) =>
    readdirSync(join(skeletonFolder, from)).map((name) => {
      const text = readFileSync(join(skeletonFolder, from, name), 'utf8').replace(placeholder, id);
      return {
        path: join(to(id), name.replace(placeholder, id)),
        text: own === null ? text : text.replaceAll(own, '../'),
        marks: text.split(mark).length - 1,
      };
    }),
  );
}

/** Paths that the skeleton of a task would take and that exist. */
export function takenPaths(repository: string, id: string): string[] {
  return planned(id)
    .map(({ path }) => path)
    .filter((path) => existsSync(join(repository, path)));
}

/** Writes the files of a new task: it compiles and runs as it is, on generated items of three classes. */
export function writeSkeleton(repository: string, id: string): MadeFile[] {
  return planned(id).map(({ path, text, marks }) => {
    const file = join(repository, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    return { path, marks };
  });
}
