import { describe, expect, it } from 'vitest';
import { Waits } from './waits.js';

describe('what was used of the budget of a wait', () => {
  it('is the time from its beginning until the process is condemned, in the unit of the budget', () => {
    const waits = new Waits();
    waits.begin('loadSeconds', 1_000);
    expect(waits.overrunAt(3_500)).toEqual({ budget: 'loadSeconds', used: 2.5 });
    waits.begin('queryMs', 4_000);
    expect(waits.overrunAt(4_250)).toEqual({ budget: 'queryMs', used: 250 });
  });

  it('belongs to the wait that was on, whatever began until the process had ended', () => {
    const waits = new Waits();
    waits.begin('queryMs', 1_000);
    waits.begin('queryMs', 1_300);
    expect(waits.overrunAt(1_200)).toEqual({ budget: 'queryMs', used: 200 });
    waits.begin(null, 1_400);
    waits.begin('queryMs', 1_500);
    expect(waits.overrunAt(1_200)).toEqual({ budget: 'queryMs', used: 200 });
  });

  it('is nothing where no budget was waited for', () => {
    const waits = new Waits();
    expect(waits.overrunAt(1_000)).toBeNull();
    waits.begin(null, 1_000);
    expect(waits.overrunAt(2_000)).toBeNull();
    waits.begin('queryMs', 3_000);
    expect(waits.overrunAt(2_000)).toBeNull();
  });
});
