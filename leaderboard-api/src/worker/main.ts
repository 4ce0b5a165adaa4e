import 'reflect-metadata';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import { runAsWorker } from './run-as-worker.js';

await runAsWorker(executeRun);
