import { type NetworkSettings, type StageKind, small } from './settings.js';

/** The small configuration with other stages in the place of some. */
export function withStages(change: (kind: StageKind) => StageKind): NetworkSettings {
  const { network } = small;
  return { ...network, stages: network.stages.map((stage) => ({ ...stage, kind: change(stage.kind) })) };
}
