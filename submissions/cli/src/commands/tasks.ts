import { primaryMetric, type TaskListing } from '@paretoboard/contract/task.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { table } from '../table.js';
import { taskListing } from '../task-listing.js';
import { requireOneOf } from '../usage-error.js';

function listText(listings: readonly TaskListing[]): string {
  const rows = listings.map((task) => [
    task.id,
    task.version,
    task.interaction,
    primaryMetric(task).name,
    task.variants
      .filter((variant) => variant.available)
      .map((variant) => variant.id)
      .join(', '),
    task.title,
  ]);
  return table(['TASK', 'VERSION', 'INTERACTION', 'METRIC', 'VARIANTS HERE', 'TITLE'], rows);
}

function itemsText(items: TaskListing['variants'][number]['items']): string {
  return items ? `${items.train} / ${items.validation} / ${items.test}` : '–';
}

function showText(task: TaskListing): string {
  const { paper } = task;
  return [
    `${task.title} (${task.id} ${task.version})`,
    task.summary,
    `Paper: ${paper.authors}, ${paper.title}, ${paper.venue}, ${paper.year}. doi:${paper.doi}`,
    '',
    table(
      ['VARIANT', 'RELATION', 'HERE', 'TRAIN / VALIDATION / TEST', 'TITLE'],
      task.variants.map((variant) => [
        variant.id,
        variant.relation,
        variant.available ? 'yes' : 'no',
        itemsText(variant.items),
        variant.title,
      ]),
    ),
    '',
    table(
      ['METRIC', 'UNIT', 'BETTER', 'NAME'],
      task.metrics.map((metric) => [
        `${metric.id}${metric.primary ? ' (primary)' : ''}`,
        metric.unit,
        metric.direction,
        metric.name,
      ]),
    ),
    '',
    table(
      ['SUBMISSION', 'TRACK', 'TITLE'],
      task.submissions.map(({ name, track, title }) => [name, track, title]),
    ),
    '',
    table(
      ['CLAIM', 'METRIC', 'VALUE', 'WHERE'],
      task.claims.map((claim) => [claim.method, claim.metric, String(claim.value), `${claim.dataset}, ${claim.table}`]),
    ),
  ].join('\n');
}

export const registerTasks: Register = (program, run) => {
  const tasks = program
    .command('tasks')
    .description('the registry: which papers can be run here, and on what')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx paretoboard tasks\n  $ npx paretoboard tasks show enhanced-lenet5-traffic-sign',
    )
    .action(
      run(async ({ output }) => {
        const listings = await Promise.all(
          taskIds.map(async (id) => taskListing(await loadTask(id), { countItems: false })),
        );
        await output.answer(listings, listText(listings));
        return exitStatus.done;
      }),
    );
  tasks
    .command('show')
    .description('one task, with the number of items of each variant that is here')
    .argument('<task>', 'id of the task')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard tasks show enhanced-lenet5-traffic-sign --json')
    .action(
      run(async ({ output }, id: string) => {
        const task = await loadTask(requireOneOf('task', id, taskIds));
        const listing = await taskListing(task, { countItems: true });
        await output.answer(listing, showText(listing));
        return exitStatus.done;
      }),
    );
};
