import type { Scenario } from '@paretoboard/contract/scenario.js';
import { multiStream } from './multi-stream.js';
import { offline } from './offline.js';
import type { ScenarioRunner } from './scenario.js';
import { server } from './server.js';
import { singleStream } from './single-stream.js';

export const scenarioRunners: Readonly<Record<Scenario, ScenarioRunner>> = {
  'single-stream': singleStream,
  'multi-stream': multiStream,
  server,
  offline,
};
