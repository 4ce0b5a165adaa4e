import { expect, test } from 'vitest';
import { board, task } from '../testing/documents';
import { bibtexEntry, paperBibtex } from './bibtex';

const paper = { id: 'lighthart-kd-har', title: 'LightHART', doi: '10.1007/x', family: 'video', task: task.id } as const;
const audit = { paper: paper.id, title: paper.title, doi: paper.doi, tables: 0, figures: 0, checks: 0, findings: [] };

test('authors are joined, the DOI stays as it is', () => {
  expect(paperBibtex({ ...paper, audit }, board(task, null).task)).toBe(`@article{lighthart-kd-har,
  author = {Haque and Ni and Li and Yan and Ngu},
  title = {LightHART: Lightweight Human Activity Recognition Transformer},
  journal = {ICPR 2024, LNCS 15315},
  year = {2024},
  doi = {10.1007/x},
}
`);
});

test('a paper without a task has only what is known', () => {
  expect(paperBibtex({ ...paper, doi: null, audit }, null)).toBe(
    '@misc{lighthart-kd-har,\n  title = {LightHART},\n}\n',
  );
});

test('text cannot end its field', () => {
  expect(bibtexEntry('misc', 'k', { note: 'a}, b = {50 % & \\x', url: 'https://a.example/?x={1}' })).toBe(
    '@misc{k,\n  note = {a\\}, b = \\{50 \\% \\& \\textbackslash{}x},\n  url = {https://a.example/?x=1},\n}\n',
  );
});
