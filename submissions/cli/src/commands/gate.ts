import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { passGate } from '../gate/gate.js';
import { table } from '../table.js';
import { requireOneOf } from '../usage-error.js';

export const registerGate: Register = (program, run) => {
  program
    .command('gate')
    .description(
      'what a task must pass before it is listed: reader, surrogate, metrics, null submission, floor, exploits',
    )
    .argument('<task>', 'id of the task')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard gate lighthart-kd-har --json')
    .action(
      run(async ({ output, signal }, id: string) => {
        const task = await loadTask(requireOneOf('task', id, taskIds));
        const gate = await passGate(task, signal, output.note);
        const rows = gate.checks.map(({ id: check, ok, message }) => [ok ? 'ok' : 'FAILED', check, message]);
        await output.answer(gate, table(['', 'CHECK', 'FOUND'], rows));
        return gate.ok ? exitStatus.done : exitStatus.no;
      }),
    );
};
