import { type Account, accountSchema } from '@paretoboard/contract/account.js';
import { callServer } from './call-server.js';
import { type Connection, requireToken } from './connection.js';

/** Whose token is used, their teams and what is left to them. @throws UsageError if nobody is logged in or the server refuses the token; ServerError */
export async function ownAccount(connection: Connection, signal: AbortSignal): Promise<Account> {
  requireToken(connection);
  return callServer(connection, (api) => api.GET('/api/v1/account', { signal }), accountSchema, signal);
}
