import { Marked } from 'marked';

/**
 * Renders a document of `docs/`: headings get anchors, raw HTML is shown as text.
 * @param hrefOf where a link leads on the site; null: nowhere, its text stays
 */
export function markdownToHtml(text: string, hrefOf: (href: string) => string | null = (href) => href): string {
  const renderer = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text: plain }) {
        return `<h${depth} id="${anchor(plain)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const content = this.parser.parseInline(tokens);
        const target = hrefOf(href);
        return target === null ? content : `<a href="${escapeHtml(target)}">${content}</a>`;
      },
      html({ text: raw }) {
        return isComment(raw) ? '' : escapeHtml(raw);
      },
    },
  });
  const html = renderer.parse(text, { async: false });
  // Only Markdown makes tables here: raw HTML is text by now.
  return (
    html
      .replaceAll('<table>', openWide)
      .replaceAll('</table>', '</table></div>')
      // The corner above names of rows heads nothing.
      .replaceAll(/<th( align="[a-z]+")?><\/th>/g, '<td></td>')
  );
}

/** A table that is wider than a phone scrolls by itself, with the keyboard too. */
const openWide = '<div class="wide" role="group" aria-label="Table" tabindex="0"><table>';

/** Marks that our scripts leave in a document for what they write. */
function isComment(raw: string): boolean {
  return /^<!--[^>]*-->\s*$/.test(raw);
}

/** `Latency: how it is timed` → `latency-how-it-is-timed`. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
