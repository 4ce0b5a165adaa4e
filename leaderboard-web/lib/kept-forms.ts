import { randomUUID } from 'node:crypto';

/** What somebody filled into a form, field by field; a box that was not ticked is absent. */
export type FilledForm = Readonly<Record<string, string>>;

const formsKey = Symbol.for('paretoboard.forms');
/** Longer texts than any field takes are not kept whole. */
const mostCharacters = 10_000;
const mostForms = 100;

/** Of this process, in the order of coming; shared between the handler that refuses a form and the page that shows it again. */
function forms(): Map<string, FilledForm> {
  const shared = globalThis as { [formsKey]?: Map<string, FilledForm> };
  shared[formsKey] ??= new Map();
  return shared[formsKey];
}

/** Keeps the fields of a form that was refused, until a hundred others have come. @returns the name by which the page finds it; nobody guesses it */
export function keepForm(form: FormData, names: readonly string[]): string {
  const fields = names.flatMap((name) => {
    const value = form.get(name);
    return typeof value === 'string' ? [[name, value.slice(0, mostCharacters)]] : [];
  });
  const kept = forms();
  const id = randomUUID();
  kept.set(id, Object.fromEntries(fields));
  const [oldest] = kept.keys();
  if (kept.size > mostForms && oldest !== undefined) kept.delete(oldest);
  return id;
}

/** Null: there is none of this name, or no longer. */
export function keptForm(id: string | undefined): FilledForm | null {
  return (id !== undefined && forms().get(id)) || null;
}
