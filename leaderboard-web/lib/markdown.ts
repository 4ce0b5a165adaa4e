import { Marked } from 'marked';

/** Renders a document of `docs/`: headings get anchors, raw HTML is shown as text. */
export function markdownToHtml(text: string): string {
  const renderer = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text: plain }) {
        return `<h${depth} id="${anchor(plain)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      html({ text: raw }) {
        return escapeHtml(raw);
      },
    },
  });
  return renderer.parse(text, { async: false });
}

/** `Latency: how it is timed` → `latency-how-it-is-timed`. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
