import { expect, test } from 'vitest';
import { announcementOf, announcementRefusal } from './announcement';

function formOf(changes: Record<string, string> = {}): FormData {
  const form = new FormData();
  const fields = {
    slug: 'spring-cup',
    title: 'Spring cup',
    task: 'some-task',
    opensAt: '2027-03-01T00:00',
    closesAt: '2027-03-31T12:30',
    revealAt: '2027-04-07T12:00',
    runsPerDay: '5',
    runsInTotal: '50',
    runsAtOnce: '2',
    ...changes,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test('times of the form are UTC, and a box that is not ticked says no', () => {
  expect(announcementOf(formOf())).toMatchObject({
    slug: 'spring-cup',
    closesAt: '2027-03-31T12:30:00.000Z',
    runsInTotal: 50,
    ownFigures: false,
    profile: 'full',
  });
  expect(announcementOf(formOf({ ownFigures: 'on' }))).toMatchObject({ ownFigures: true });
});

test.each([
  [{ closesAt: '2027-02-01T00:00' }, 'times'],
  [{ revealAt: 'never' }, 'times'],
  [{ slug: 'Spring Cup' }, 'fields'],
  [{ slug: 'Spring Cup', revealAt: '' }, 'fields'],
  [{ runsPerDay: '0' }, 'fields'],
])('%j is refused for its %s', (changes, refusal) => {
  expect(announcementOf(formOf(changes))).toBe(refusal);
});

test('a refusal of the API is told by its status', () => {
  expect(announcementRefusal({ kind: 'refused', status: 409, detail: '' })).toBe('taken');
  expect(announcementRefusal({ kind: 'refused', status: 503, detail: '' })).toBe('failed');
  expect(announcementRefusal({ kind: 'not-found', detail: '' })).toBe('failed');
});
