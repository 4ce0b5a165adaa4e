import { expect, it } from 'vitest';
import { keepForm, keptForm } from './kept-forms';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

it('gives back the fields that it was told to keep, as long as others have not taken their place', () => {
  const id = keepForm(formOf({ title: 'Spring <cup>', secret: 'x' }), ['title', 'description']);
  expect(keptForm(id)).toEqual({ title: 'Spring <cup>' });
  expect([keptForm(undefined), keptForm('another')]).toEqual([null, null]);
  const others = Array.from({ length: 100 }, () => keepForm(formOf({ title: 'y'.repeat(20_000) }), ['title']));
  expect(keptForm(id)).toBeNull();
  expect(keptForm(others.at(-1))?.title).toHaveLength(10_000);
});
