import { dataSet } from '@paretoboard/harness/data/catalogue.js';
import { describe, expect, it } from 'vitest';
import { shownAnswers } from './shown-answers.js';

const outputs = { path: 'outputs.bin', sha256: '0'.repeat(64), bytes: 1_000 };
const files = { items: null, latencies: null, outputs, log: null, telemetry: null };

function record(
  relation: 'official' | 'surrogate',
  kept: typeof files | (Omit<typeof files, 'outputs'> & { outputs: null }) = files,
) {
  return {
    task: { id: 'a-task', version: '1.0.0' },
    variant: { id: 'a-variant', dataset: 'a-set', relation },
    files: kept,
  };
}

const variant = {
  id: 'a-variant',
  dataset: 'a-set',
  relation: 'surrogate',
  title: 'A',
  comparability: 'none',
} as const;
const known = (version: string) => ({ version, variants: [variant] });

describe('shownAnswers', () => {
  it('shows everything of generated data', () => {
    expect(shownAnswers(record('surrogate'), known('1.0.0'), null)).toEqual({
      obstacle: null,
      itemsObstacle: null,
      source: null,
    });
  });

  it('shows items with their citation where the licence says so', () => {
    const shown = shownAnswers(record('official'), known('1.0.0'), dataSet('msd-hippocampus'));
    expect(shown).toMatchObject({ obstacle: null, itemsObstacle: null, source: { licence: 'CC BY-SA 4.0' } });
  });

  it('counts open labels, but hides items of a set without a licence', () => {
    const shown = shownAnswers(record('official'), known('1.0.0'), dataSet('gtsrb'));
    expect(shown).toMatchObject({ obstacle: null, source: null });
    expect(shown.itemsObstacle).toContain('none stated; free download for research');
  });

  it.each(['kannada47', 'recidivism', 'sysu-mm01-regdb'])(
    'tells nothing of the labels of %s, which not everybody has',
    (id) => {
      expect(shownAnswers(record('official'), known('1.0.0'), dataSet(id)).obstacle).toContain('not public');
    },
  );

  it('tells nothing of labels of a set that the catalogue does not know', () => {
    expect(shownAnswers(record('official'), known('1.0.0'), null).obstacle).toContain('not public');
  });

  it('makes no labels of data that only a challenge can make', () => {
    const other = {
      ...record('surrogate'),
      variant: { id: 'spring', dataset: 'spring', relation: 'surrogate' as const },
    };
    expect(shownAnswers(other, known('1.0.0'), null).obstacle).toContain('not among those');
  });

  it('says why a record has none', () => {
    const without = record('surrogate', { ...files, outputs: null });
    expect(shownAnswers(without, known('1.0.0'), null).obstacle).toContain('keeps no outputs');
    const large = record('surrogate', { ...files, outputs: { ...outputs, bytes: 2 ** 28 } });
    expect(shownAnswers(large, known('1.0.0'), null).obstacle).toContain('too many');
    expect(shownAnswers(record('surrogate'), known('2.0.0'), null).obstacle).toContain('labels here are of 2.0.0');
    expect(shownAnswers(record('surrogate'), null, null).obstacle).toContain('labels here are of none');
  });
});
