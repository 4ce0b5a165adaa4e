import { fileURLToPath } from 'node:url';
import { conformanceReportSchema } from '@paretoboard/contract/wire-conformance.js';
import { describe, expect, it } from 'vitest';
import { run } from '../testing/paretoboard.js';

const speaker = fileURLToPath(
  new URL('../../../../harness/src/wire/conformance/fixtures/faulty-speaker.mjs', import.meta.url),
);
const check = (...parameters: string[]) => run(['check', '--wire', ...parameters], {});

describe('check --wire', () => {
  it('passes a program that conforms, on the rows of a task', async () => {
    const { status, stdout } = await check(
      '--json',
      '--task',
      'enhanced-lenet5-traffic-sign',
      '--',
      process.execPath,
      speaker,
      'none',
    );
    const report = conformanceReportSchema.parse(JSON.parse(stdout));
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect({ status, notTried: report.notTried }).toEqual({ status: 0, notTried: ['training.empty-split'] });
  });

  it('says what is wrong and what to do, and exits with 1', async () => {
    const { status, stdout } = await check('--', process.execPath, speaker, 'leaves nothing');
    expect(status).toBe(1);
    expect(stdout).toMatch(/FAILED {2}training\.whole +artefact-missing/);
    expect(stdout).toContain('training.whole: Answer train.begin with');
    expect(stdout).toContain('Not tried: training.fewer-rows');
  });

  it.each([
    [[], 'expected a command after --'],
    [['--task', 'no-such', '--', 'x'], 'no-such'],
    [['--task', 'r-lime', '--interaction', 'explain', '--', 'x'], 'exclude each other'],
  ])('takes wrong use for wrong use: %j', async (parameters, words) => {
    const { status, stderr } = await check(...parameters);
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  });
});
