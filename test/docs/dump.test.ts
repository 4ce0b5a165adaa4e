import { type Column, logTable, recordTables } from '@paretoboard/api/dump/parquet-tables.js';
import { expect, it } from 'vitest';
import { markdownTable } from './markdown-table.js';

interface Described {
  readonly name: string;
  readonly means: string;
  readonly columns: readonly Pick<Column<never>, 'name' | 'type' | 'means'>[];
}

function section({ name, means, columns }: Described): string {
  const rows = columns.map((column) => [`\`${column.name}\``, column.type, column.means]);
  return `### ${name}.parquet: ${means}\n\n${markdownTable(['column', 'type', 'means'], rows)}`;
}

const page = `# The dump

Made from the code by \`npm run docs\`; a test compares. \`npm run admin -- dump <folder>\` writes everything that a house publishes into a new folder, which appears whole or not at
all, while publishing goes on: to be kept, searched, or shown by a second server. It holds nothing of people but the names that the boards show: no account, token, bundle, run or
unpublished submission.

| file | holds |
| --- | --- |
| \`dump.json\` | when, how many entries and records, the digest of the log's last entry, and bytes and SHA-256 of every other file; signed by the house's key over the SHA-256 of its canonical JSON without \`signature\` |
| \`log.jsonl\` | every entry of the append-only log, in order ([format](record-format.md#the-log-and-the-keys)) |
| \`keys.jsonl\` | every public key, oldest first |
| \`records.jsonl\` | \`{"builtIn", "owner", "record"}\` per record, by digest; \`owner\` is the name of whoever sent it, or null |
| \`records/<first two>/<digest>/\` | the folder of each record, which verifies on its own ([format](record-format.md)) |
| \`*.parquet\` | the same figures as tables, for pandas, DuckDB, R, Spark; to be verified are the files above |

While a task is [anonymous](accounts.md#rules-of-a-task), records that people sent to it are left out, since a record is signed with its names; their entries of the log are there, and \`withheld\` in \`dump.json\`
says of which tasks, until when, and how many. A dump after that time has them, and brings a mirror up to date.

Where the house keeps its files on the same disk, the records' files are hard links: a nightly dump takes room for the tables and lines alone.

## A second server

\`\`\`sh
PARETOBOARD_HOME=/srv/mirror npm run admin -- import dump-2026-11-21 --key <id of the first key>
PARETOBOARD_HOME=/srv/mirror npm start
\`\`\`

\`import\` verifies before it writes: every file by its digest, the signature of \`dump.json\`, the log as a chain with its keys and their endorsements, and every record by its own
figures. \`--key\` is the id of the house's first key, as \`GET /api/v1/keys\` or the house itself tells it; without it whoever brings the dump is believed to be the house. The server is
a mirror from then on: boards, tables, badges and log are byte for byte those of the house at the time of the dump (the age of rows runs on, and which data are there is the mirror's own).
It has no key, takes no submission (403 \`read-only\`) and measures nothing. The next dump brings it up to date if its log continues the one that is there; another log is refused.

## Tables

Every column may be null; null means unknown or not measured, never zero. TIMESTAMP is UTC in milliseconds. Columns may be added; a change of meaning raises \`version\` in \`dump.json\`.

${[...recordTables, logTable].map(section).join('\n\n')}
`;

it('docs/dump.md is what the dump has', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/dump.md');
});
