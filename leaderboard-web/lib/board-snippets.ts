import type { Board } from '@paretoboard/contract/board.js';
import { type BoardQuery, boardParameters } from './board-query';
import { currentLanguage } from './current-language';
import { addressIn } from './languages.mjs';

/** What an attribute of HTML must not hold as it is. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const heightPixels = 900;

/** HTML that shows the board in a frame, as the page at `query` shows it. @param origin of this site */
export function embedSnippet({ task, variant }: Board, query: BoardQuery, origin: string): string {
  const path = `/embed/tasks/${task.id}?${boardParameters({ ...query, variant: variant.id })}`;
  const address = origin + addressIn(path, currentLanguage());
  const attributes = [
    `src="${escaped(address)}"`,
    `title="${escaped(task.title)}"`,
    `width="100%" height="${heightPixels}" loading="lazy"`,
    'sandbox="allow-popups allow-popups-to-escape-sandbox"',
  ];
  return `<iframe ${attributes.join(' ')}></iframe>`;
}

const badgeFilters = ['variant', 'track', 'division', 'device', 'scenario'] as const;

/** Markdown of a badge that leads to the board. @param submission name of a row, made of lower-case letters, digits and hyphens */
export function badgeSnippet(board: Board, query: BoardQuery, submission: string, origin: string): string {
  const { task, variant } = board;
  const shown = { ...query, variant: variant.id };
  const filters = new URLSearchParams(badgeFilters.flatMap((name) => (shown[name] ? [[name, shown[name]]] : [])));
  const picture = `${origin}/api/v1/badge/${task.id}/${submission}.svg?${filters}`;
  return `[![${submission} on ${task.id}](${picture})](${origin}/tasks/${task.id}?${boardParameters(shown)})`;
}
