import type { DataSource } from 'typeorm';
import { openDatabase } from '../database/data-source.js';

export const status = { done: 0, no: 1, wrongUse: 2, infrastructure: 3 } as const;
export type Status = (typeof status)[keyof typeof status];

const text = { type: 'string' } as const;
export const options = {
  reason: text,
  name: text,
  role: text,
  scopes: text,
  days: text,
  key: text,
  help: { type: 'boolean' },
} as const;
type Option = Exclude<keyof typeof options, 'help'>;

export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** A command as it was called. */
export interface Call {
  readonly databaseUrl: string;
  readonly home: string;
  readonly rest: readonly string[];
  readonly values: Readonly<Partial<Record<Option, string>>>;
}

export type Command = (call: Call) => Promise<Status>;

/** A command that works on the open database, brought up to date. */
export function onDatabase(body: (call: Call & { readonly database: DataSource }) => Promise<Status>): Command {
  return async (call) => {
    const database = await openDatabase(call.databaseUrl);
    try {
      return await body({ ...call, database });
    } finally {
      await database.destroy();
    }
  };
}

export function print(document: unknown): void {
  console.log(JSON.stringify(document, null, 2));
}
