import type { ReactNode } from 'react';
import { partsStoreKey } from './document-parts.mjs';

/** Parts by their id. */
export type DocumentParts = Map<string, ReactNode>;

/** What the server keeps them in: an `AsyncLocalStorage`, of which only this is used here. */
interface PartsStore {
  getStore(): DocumentParts | null | undefined;
}

/** Of the document that is being rendered; null where none is: the browser's React asks for the data, or another server renders. */
export function documentParts(): DocumentParts | null {
  const store = (globalThis as { [partsStoreKey]?: PartsStore })[partsStoreKey];
  return store?.getStore() ?? null;
}
