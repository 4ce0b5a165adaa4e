import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { bytes, count, missing } from '../lib/format';
import { sandboxFacts } from '../lib/sandbox-facts';
import { words } from '../messages/words';
import { type Fact, FactList } from './fact-list';
import { SentOnce } from './sent-once';
import { TelemetryStrip } from './telemetry-strip';

/** Where and how the run took place: what else could explain a difference between two rows. */
export function RecordEnvironment({ record }: { record: BenchmarkRecord }) {
  const say = words().record;
  return (
    <>
      <SentOnce>
        <div className="columns">
          <Facts title={say.machineAndRuntime} facts={machineFacts(record)} />
          <Facts title={say.sandbox} facts={sandboxFacts(record.sandbox)} />
          <Facts title={say.submission} facts={submissionFacts(record)} />
          <Facts title={say.seedsAndContamination} facts={seedFacts(record)} />
        </div>
      </SentOnce>
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
  const say = words().record;
  return [
    { name: say.runtime, value: `${runtime.name} ${runtime.version}` },
    { name: say.device, value: runtime.device },
    { name: say.threads, value: runtime.threads ?? say.notFixed },
    { name: 'CPU', value: say.coresOf(machine.cpuModel, machine.cpuCores) },
    { name: 'GPU', value: machine.gpu ?? say.none },
    { name: say.memory, value: bytes(machine.memoryBytes) },
    { name: say.system, value: say.kernel(machine.operatingSystem, machine.kernel) },
    { name: 'Node.js', value: machine.node },
  ];
}

/** What a command was started with, where it brought not all of it. */
function packageFacts({ environment, image }: BenchmarkRecord): Fact[] {
  const say = words().record;
  return [
    ...(environment ? [{ name: say.interpreter, value: `${environment.name}, ${environment.interpreter}` }] : []),
    ...(image ? [{ name: say.image, value: `${image.name}@sha256:${image.digest.slice(0, 12)}…` }] : []),
  ];
}

function submissionFacts(record: BenchmarkRecord): Fact[] {
  const say = words().record;
  const { submission, resources } = record;
  return [
    { name: say.name, value: `${submission.name} ${submission.version}` },
    { name: say.kind, value: submission.kind },
    ...packageFacts(record),
    { name: say.authors, value: <span className="foreign">{submission.authors.join(', ')}</span> },
    { name: say.source, value: <Source text={submission.source} /> },
    { name: say.licence, value: submission.licence },
    {
      name: say.parameters,
      value: resources.parameters
        ? `${count(resources.parameters.value)}, ${say.sources[resources.parameters.source]}`
        : missing,
    },
    ...(resources.flops === undefined ? [] : [{ name: say.operations, value: say.atLeast(count(resources.flops)) }]),
    { name: say.artefact, value: bytes(resources.artefactBytes) },
    { name: say.digest, value: <span className="digest">{submission.digest}</span> },
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
  const say = words().record;
  const facts: Fact[] = [
    { name: say.publicSeed, value: seeds.public ?? say.noPublicSeed },
    {
      name: say.commitment,
      value: seeds.secretCommitment ? <span className="digest">{seeds.secretCommitment}</span> : say.none,
    },
    { name: say.secret, value: seeds.secret ? <span className="digest">{seeds.secret}</span> : say.none },
    {
      name: say.contamination,
      value: (
        <>
          {say.contaminationStates[contamination.state]}: <span lang="en">{contamination.detail}</span>
        </>
      ),
    },
  ];
  for (const referee of referees) {
    facts.push({ name: say.referee(referee.id), value: say.refereeSeed(referee.recipe, referee.seed) });
  }
  return facts;
}
