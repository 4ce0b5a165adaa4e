/**
 * Parts of a page whose markup the document alone carries. React sends each page twice: as markup, and as the data from which the browser's React knows
 * that markup again. A table that nothing in the browser changes need not be known. Plain JavaScript: the production server reads it as it is.
 */

/** Where the server keeps the parts of the document that it renders; read by `documentParts`. */
export const partsStoreKey = Symbol.for('paretoboard.parts');

/**
 * Whether a request is for a document. Where the browser's React asks for a page, it asks for the data alone.
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
export function asksForDocument({ rsc }) {
  return rsc === undefined;
}
