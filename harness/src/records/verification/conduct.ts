import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { deriveSeed } from '../../run/seed-plan.js';
import { sha256 } from '../digest.js';
import { fail } from './check.js';

/** The revealed seed is the committed one, and the training seeds follow from it. */
export function checkSeed(record: BenchmarkRecord): string {
  const { secret, secretCommitment } = record.seeds;
  if ((secret === null) !== (secretCommitment === null)) fail('a secret seed and its commitment belong together');
  if (secret !== null && sha256(secret) !== secretCommitment)
    fail('the revealed secret seed does not match its commitment');
  const text = secret ?? String(record.seeds.public);
  const plan = { text, public: record.seeds.public, secretCommitment };
  record.training.forEach(({ seed }, index) => {
    const expected = deriveSeed(plan, `train-${index}`);
    if (seed !== expected)
      fail(`training ${index + 1}: expected seed ${expected}, derived from the run's; found ${seed}`);
  });
  const source =
    secret === null ? `public seed ${record.seeds.public}` : 'the revealed secret seed matches its commitment';
  return `${source}; ${record.training.length} training seeds follow from it`;
}

/** VALID and INVALID follow from checks, budgets and reasons: a reason for each failure, no reason without one that was named. */
export function checkVerdict(record: BenchmarkRecord): string {
  const broken = [...record.checks, ...record.budgets].filter((item) => !item.ok).map(({ id }) => id);
  if (record.verdict === 'VALID' && broken.length > 0) fail(`VALID although these failed: ${broken.join(', ')}`);
  if (record.verdict === 'VALID' && record.reasons.length > 0) fail('VALID with reasons against it');
  if (record.verdict === 'INVALID' && record.reasons.length === 0) fail('INVALID without a reason');
  if (record.reasons.length < broken.length)
    fail(
      `${broken.length} checks and budgets failed (${broken.join(', ')}), but ${record.reasons.length} reasons are given`,
    );
  return `${record.verdict}, in agreement with its checks, budgets and reasons`;
}

/** Whole seconds that a clock of milliseconds and one of nanoseconds may differ by, with rounding. */
const slackMs = 1_000;

/** The run ended after it began, and holds no more measured time than it lasted. */
export function checkTimes(record: BenchmarkRecord): string {
  const lastedMs = Date.parse(record.finishedAt) - Date.parse(record.startedAt);
  if (lastedMs < 0) fail(`finished ${-lastedMs} ms before it started`);
  if (record.attempt > record.attempts) fail(`attempt ${record.attempt} of ${record.attempts}`);
  const trainingMs = record.training.reduce((sum, { wallSeconds }) => sum + wallSeconds * 1_000, 0);
  if (trainingMs > lastedMs + slackMs) fail(`${trainingMs} ms of training in a run of ${lastedMs} ms`);
  return `lasted ${lastedMs} ms, training included`;
}
