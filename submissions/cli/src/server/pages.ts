import type { operations } from '@paretoboard/contract/api-paths.js';
import { pageSchema } from '@paretoboard/contract/http.js';
import { type Submission, submissionSchema } from '@paretoboard/contract/submission.js';
import { callServer } from './call-server.js';
import type { Connection } from './connection.js';

const submissionPageSchema = pageSchema(submissionSchema);

type Filters = Omit<NonNullable<operations['getSubmissions']['parameters']['query']>, 'cursor'>;

/** Submissions on a server, newest first, page by page, as long as somebody asks for more. */
export async function* submissionsOf(
  connection: Connection,
  filters: Filters,
  signal: AbortSignal,
): AsyncGenerator<Submission> {
  let cursor: string | null = null;
  do {
    const query: Filters & { cursor?: string } = { ...filters, ...(cursor === null ? {} : { cursor }) };
    const page: { items: Submission[]; next: string | null } = await callServer(
      connection,
      (api) => api.GET('/api/v1/submissions', { params: { query }, signal }),
      submissionPageSchema,
      signal,
    );
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}
