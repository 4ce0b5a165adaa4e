import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { bytes, count, missing } from '../lib/format';
import { sandboxWords } from '../lib/words';
import { type Fact, FactList } from './fact-list';
import { TelemetryStrip } from './telemetry-strip';

/** Where and how the run took place: what else could explain a difference between two rows. */
export function RecordEnvironment({ record }: { record: BenchmarkRecord }) {
  return (
    <>
      <div className="columns">
        <Facts title="Machine and runtime" facts={machineFacts(record)} />
        <Facts title="Sandbox" facts={sandboxWords(record.sandbox)} />
        <Facts title="Submission" facts={submissionFacts(record)} />
        <Facts title="Seeds and contamination" facts={seedFacts(record)} />
      </div>
      <TelemetryStrip record={record} />
    </>
  );
}

function Facts({ title, facts }: { title: string; facts: readonly Fact[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <FactList facts={facts} />
    </div>
  );
}

function machineFacts({ machine, runtime }: BenchmarkRecord): Fact[] {
  return [
    { name: 'Runtime', value: `${runtime.name} ${runtime.version}` },
    { name: 'Device', value: runtime.device },
    { name: 'Threads', value: runtime.threads ?? 'not fixed' },
    { name: 'CPU', value: `${machine.cpuModel}, ${machine.cpuCores} cores` },
    { name: 'GPU', value: machine.gpu ?? 'none' },
    { name: 'Memory', value: bytes(machine.memoryBytes) },
    { name: 'System', value: `${machine.operatingSystem}, kernel ${machine.kernel}` },
    { name: 'Node.js', value: machine.node },
  ];
}

/** What a command was started with, where it brought not all of it. */
function packageFacts({ environment, image }: BenchmarkRecord): Fact[] {
  return [
    ...(environment ? [{ name: 'Environment', value: `${environment.name}, ${environment.interpreter}` }] : []),
    ...(image ? [{ name: 'Container image', value: `${image.name}@sha256:${image.digest.slice(0, 12)}…` }] : []),
  ];
}

function submissionFacts(record: BenchmarkRecord): Fact[] {
  const { submission, resources } = record;
  return [
    { name: 'Name', value: `${submission.name} ${submission.version}` },
    { name: 'Kind', value: submission.kind },
    ...packageFacts(record),
    { name: 'Authors', value: <span className="foreign">{submission.authors.join(', ')}</span> },
    { name: 'Source', value: <Source text={submission.source} /> },
    { name: 'Licence', value: submission.licence },
    {
      name: 'Parameters',
      value: resources.parameters ? `${count(resources.parameters.value)}, ${resources.parameters.source}` : missing,
    },
    ...(resources.flops === undefined
      ? []
      : [{ name: 'Operations of a query', value: `at least ${count(resources.flops)}, counted in the model` }]),
    { name: 'Artefact', value: bytes(resources.artefactBytes) },
    { name: 'Digest', value: <span className="digest">{submission.digest}</span> },
  ];
}

/** A link only where the text is a web address: anything else stays text. */
function Source({ text }: { text: string }) {
  if (/^https?:\/\//.test(text)) {
    return (
      <a className="foreign" href={text} rel="nofollow noopener">
        {text}
      </a>
    );
  }
  return <span className="foreign">{text || missing}</span>;
}

function seedFacts({ seeds, contamination, referees }: BenchmarkRecord): Fact[] {
  const facts: Fact[] = [
    { name: 'Public seed', value: seeds.public ?? 'none: a secret one was drawn' },
    {
      name: 'Commitment',
      value: seeds.secretCommitment ? <span className="digest">{seeds.secretCommitment}</span> : 'none',
    },
    { name: 'Secret', value: seeds.secret ? <span className="digest">{seeds.secret}</span> : 'none' },
    { name: 'Contamination', value: `${contamination.state}: ${contamination.detail}` },
  ];
  for (const referee of referees) {
    facts.push({ name: `Referee ${referee.id}`, value: `${referee.recipe}, seed ${referee.seed}` });
  }
  return facts;
}
