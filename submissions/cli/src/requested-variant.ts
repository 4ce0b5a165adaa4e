import { availableVariants } from '@paretoboard/harness/data/open-variant.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { requireOneOf, UsageError } from './usage-error.js';

/** The variant that was asked for, else the closest to the paper that is here. @throws UsageError */
export function requestedVariant(task: TaskModule, asked: string | undefined): string {
  const ids = task.definition.variants.map((variant) => variant.id);
  if (asked !== undefined) return requireOneOf(`variant of ${task.definition.id}`, asked, ids);
  const [best] = availableVariants(task);
  if (!best) throw new UsageError(`no variant of ${task.definition.id} is here. Run: npx paretoboard data list`);
  return best.id;
}
