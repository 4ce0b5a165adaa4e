import { z } from 'zod';

/** MLPerf's scenarios, with our windows. */
export const scenarioSchema = z.enum(['single-stream', 'multi-stream', 'server', 'offline']);
export type Scenario = z.infer<typeof scenarioSchema>;

/** Samples of one query in `multi-stream` (MLPerf Inference rules). */
export const multiStreamSamples = 8;
