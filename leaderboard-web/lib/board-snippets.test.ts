import { expect, it } from 'vitest';
import { board, task } from '../testing/documents';
import { badgeSnippet, embedSnippet } from './board-snippets';

const shown = board(task, 'utd-mhad', null);
const hostile = { ...shown, task: { ...task, title: '"><img src=x onerror=alert(1)>' } };

it('embeds exactly what is shown, in a frame that may only open links beside it', () => {
  const text = embedSnippet(shown, { only: 'valid', sort: '-p90' }, 'https://board.example');
  expect(text).toContain(
    'src="https://board.example/embed/tasks/lighthart-kd-har?only=valid&amp;sort=-p90&amp;variant=utd-mhad&amp;lang=en"',
  );
  expect(text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
});

it('keeps a title within its attribute', () => {
  expect(embedSnippet(hostile, {}, 'https://board.example')).not.toContain('<img');
});

it('makes a badge of the board that is shown, without what only the page knows', () => {
  expect(badgeSnippet(shown, { track: 'inertial', weight: '70' }, 'cnn-1d', 'http://localhost:3000')).toBe(
    '[![cnn-1d on lighthart-kd-har](http://localhost:3000/api/v1/badge/lighthart-kd-har/cnn-1d.svg?variant=utd-mhad&track=inertial)](http://localhost:3000/tasks/lighthart-kd-har?track=inertial&weight=70&variant=utd-mhad)',
  );
});
