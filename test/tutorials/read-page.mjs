/**
 * What a page asks its reader to do: blocks marked `sh` are run, blocks marked `<language> file=<path>` are written, in the order of the page.
 * @param {string} text Markdown
 * @returns {{line: number, kind: 'sh' | 'file', path: string | null, content: string}[]} `line` counts from 1
 */
export function stepsOf(text) {
  const steps = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const opened = /^```(\S+)(?:\s+(.*))?$/.exec(lines[at]);
    if (!opened) continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`line ${at + 1}: a block that is not closed`);
    const path = /(?:^|\s)file=(\S+)/.exec(opened[2] ?? '')?.[1] ?? null;
    const content = `${lines.slice(at + 1, end).join('\n')}\n`;
    if (path !== null) steps.push({ line: at + 1, kind: 'file', path, content });
    else if (opened[1] === 'sh') steps.push({ line: at + 1, kind: 'sh', path: null, content });
    at = end;
  }
  return steps;
}
