import { runConformance } from '@paretoboard/harness/wire/conformance/run-conformance.js';
import { smallSubject } from '@paretoboard/harness/wire/conformance/small-subject.js';
import { manifestOfCommand } from '@paretoboard/harness/wire/conformance/speaker.js';
import type { ConformanceSubject } from '@paretoboard/harness/wire/conformance/subject.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { shareOfSurrogate } from './share-of-surrogate.js';
import { type ConformanceJob, conformanceJobSchema } from './wire-conformance.js';

const shareItems = { train: 24, validation: 6, test: 8 } as const;

async function subjectOf({ about, speaker }: ConformanceJob): Promise<ConformanceSubject> {
  if ('interaction' in about) return smallSubject(about.interaction);
  const module = await loadTask(about.task);
  const { tracks } = module.definition;
  const asked = 'manifest' in speaker ? speaker.manifest.track : undefined;
  const track = tracks.find(({ id }) => id === asked) ?? tracks[0]!;
  return { module, track, data: await shareOfSurrogate(module, shareItems), hasEmptySplit: false };
}

const [text = '', scratchFolder = ''] = process.argv.slice(2);
const job = conformanceJobSchema.parse(JSON.parse(text));
const subject = await subjectOf(job);
const { speaker, folder, level, artefactFolder } = job;
const manifest =
  'manifest' in speaker
    ? speaker.manifest
    : manifestOfCommand(speaker.command, subject.module.definition.id, subject.track.id);
const report = runConformance({ manifest, folder, level, artefactFolder }, subject, scratchFolder);
process.stdout.write(`${JSON.stringify(report)}\n`);
