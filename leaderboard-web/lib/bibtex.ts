import type { Paper } from '@paretoboard/contract/paper.js';
import type { TaskListing } from '@paretoboard/contract/task.js';

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escaped(text: string): string {
  return text.replace(/[\\{}&%$#_~^]/g, (character) => special[character]!);
}

/** An entry; fields without a value are left out. @param fields addresses are taken as they are, all else is escaped */
export function bibtexEntry(type: string, key: string, fields: Readonly<Record<string, string | null>>): string {
  const verbatim = new Set(['doi', 'url']);
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : [`  ${name} = {${verbatim.has(name) ? value.replace(/[{}\\\s]/g, '') : escaped(value)}},`],
  );
  return `@${type}{${key},\n${lines.join('\n')}\n}\n`;
}

/** The paper as far as the registry knows it: authors by surname, as on the task. */
export function paperBibtex({ id, title, doi }: Paper, task: TaskListing | null): string {
  const known = task?.paper;
  const doiKnown = doi ?? (known?.doi.startsWith('10.') ? known.doi : null);
  return bibtexEntry(known ? 'article' : 'misc', id, {
    author: known ? known.authors.split(/,\s*/).join(' and ') : null,
    title: known?.title ?? title,
    howpublished: known ? null : doiKnown && `doi:${doiKnown}`,
    journal: known?.venue ?? null,
    year: known ? String(known.year) : null,
    doi: doiKnown,
  });
}
