import type { Sample } from '@paretoboard/contract/samples.js';
import { BoxesCard } from './boxes-card';
import { ChangedCard } from './changed-card';
import { ClassCard } from './class-card';
import { ClipCard } from './clip-card';
import { DrawnCard } from './drawn-card';
import { EpisodeCard } from './episode-card';
import { MaskCard } from './mask-card';
import { RankingCard } from './ranking-card';
import { ReconstructedCard } from './reconstructed-card';
import { RestoredCard } from './restored-card';
import { RetrievalCard } from './retrieval-card';
import { RuleCard } from './rule-card';
import type { SampleProperties } from './sample-properties';
import { TrackCard } from './track-card';

/** One test item: what the method was given, what it answered, what is true. */
export function SampleCard({ sample, ...rest }: SampleProperties<Sample>) {
  switch (sample.kind) {
    case 'class':
      return <ClassCard sample={sample} {...rest} />;
    case 'boxes':
      return <BoxesCard sample={sample} {...rest} />;
    case 'mask':
      return <MaskCard sample={sample} {...rest} />;
    case 'restored':
      return <RestoredCard sample={sample} {...rest} />;
    case 'track':
      return <TrackCard sample={sample} {...rest} />;
    case 'episode':
      return <EpisodeCard sample={sample} {...rest} />;
    case 'ranking':
      return <RankingCard sample={sample} {...rest} />;
    case 'retrieval':
      return <RetrievalCard sample={sample} {...rest} />;
    case 'reconstructed':
      return <ReconstructedCard sample={sample} {...rest} />;
    case 'drawn':
      return <DrawnCard sample={sample} {...rest} />;
    case 'changed':
      return <ChangedCard sample={sample} {...rest} />;
    case 'rule':
      return <RuleCard sample={sample} {...rest} />;
    case 'clip':
      return <ClipCard sample={sample} {...rest} />;
  }
}
