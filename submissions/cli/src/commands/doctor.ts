import { availableParallelism, totalmem } from 'node:os';
import { type DoctorReport, doctorReportSchema } from '@paretoboard/contract/doctor.js';
import { dataSetStatuses } from '@paretoboard/harness/data/status.js';
import { listEnvironments } from '@paretoboard/harness/environments/environment.js';
import { findContainerEngine } from '@paretoboard/harness/images/container-engine.js';
import { dataFolder } from '@paretoboard/harness/places.js';
import { probeRuntimes } from '@paretoboard/harness/runtimes/probe-runtimes.js';
import { processorModel } from '@paretoboard/harness/runtimes/processor.js';
import { probeSandboxes } from '@paretoboard/harness/sandbox/probe.js';
import type { Register } from '../context.js';
import { probeDatabase } from '../database-probe.js';
import { environmentStatus, environmentTable } from '../environment-table.js';
import { exitStatus } from '../exit-status.js';
import { bytesInWords, table } from '../table.js';

async function examine(): Promise<DoctorReport> {
  const [runtimes, sets, database] = await Promise.all([probeRuntimes(), dataSetStatuses(), probeDatabase()]);
  return doctorReportSchema.parse({
    node: process.version,
    cpu: { cores: availableParallelism(), model: processorModel() },
    memoryBytes: totalmem(),
    runtimes,
    sandboxes: probeSandboxes(),
    environments: listEnvironments().map(environmentStatus),
    containerEngine: findContainerEngine(),
    data: { root: dataFolder(), sets },
    database,
  });
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

function presence(set: DoctorReport['data']['sets'][number]): string {
  if (!set.present) return 'no';
  return set.complete ? 'complete' : 'incomplete';
}

function engineText(engine: DoctorReport['containerEngine']): string {
  return engine.state === 'ready' ? `${engine.name} ${engine.version}` : `none: ${engine.reason}`;
}

function reportText(report: DoctorReport): string {
  return [
    `Node ${report.node}, ${report.cpu.cores} × ${report.cpu.model}, ${bytesInWords(report.memoryBytes)} memory`,
    '',
    table(
      ['RUNTIME', 'AVAILABLE', 'VERSION', 'DEVICE OR REASON'],
      report.runtimes.map((probe) => [
        probe.name,
        yesNo(probe.available),
        probe.version ?? '–',
        probe.available ? (probe.device ?? '–') : (probe.reason ?? 'unknown'),
      ]),
    ),
    '',
    table(
      ['SANDBOX', 'AVAILABLE', 'REASON'],
      report.sandboxes.map((probe) => [probe.level, yesNo(probe.available), probe.reason ?? '']),
    ),
    '',
    report.environments.length === 0 ? 'Environments for kind process: none' : environmentTable(report.environments),
    `Container images for kind process: ${engineText(report.containerEngine)}`,
    '',
    table(
      ['DATA SET', 'HERE', 'FILES', 'SIZE'],
      report.data.sets.map((set) => [set.id, presence(set), String(set.files ?? '–'), bytesInWords(set.bytes)]),
    ),
    `Data root: ${report.data.root ?? 'none (PARETOBOARD_DATA is not set)'}`,
    '',
    `Database: ${report.database.kind}, ${report.database.detail}${report.database.available ? '' : ' (not available)'}`,
  ].join('\n');
}

export const registerDoctor: Register = (program, run) => {
  program
    .command('doctor')
    .description('what this machine can do: runtimes, sandboxes, data, database')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard doctor --json')
    .action(
      run(async ({ output }) => {
        const report = await examine();
        await output.answer(report, reportText(report));
        return exitStatus.done;
      }),
    );
};
