import { pageSchema } from '@paretoboard/contract/http.js';
import type { z } from 'zod';
import { callServer } from './call-server.js';
import type { Connection } from './connection.js';

/** Items of a list of the server, page by page, as long as somebody asks for more. */
export async function* itemsOf<Item extends z.ZodType>(
  connection: Connection,
  path: string,
  filters: Readonly<Record<string, string>>,
  item: Item,
  signal: AbortSignal,
): AsyncGenerator<z.infer<Item>> {
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ ...filters, ...(cursor === null ? {} : { cursor }) });
    const page: { items: z.infer<Item>[]; next: string | null } = await callServer(
      connection,
      `${path}?${query}`,
      pageSchema(item),
      { signal },
    );
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}
