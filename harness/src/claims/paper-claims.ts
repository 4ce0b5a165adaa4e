import { paperFamilySchema } from '@paretoboard/contract/paper-family.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import { z } from 'zod';
import { bounds, type Quantity } from './check-bounds.js';
import { checkCodes } from './check-codes.js';
import { parseRelation } from './expression.js';

const quantitySchema = z.enum(Object.keys(bounds) as [Quantity, ...Quantity[]]);

/** `a | b | c`: a row of a printed table. */
const rowSchema = z.string().transform((text) => text.split('|').map((cell) => cell.trim()));

const relationSchema = z.string().transform((text, context) => {
  try {
    return parseRelation(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});

/** For relations that are very likely, but that sound figures may break. */
const severitySchema = z.literal('suspicion').optional();

/** What must hold in every row of a table whose cells it names, or in those that `only` and `except` (regular expressions on the row) leave. */
const rowRelationSchema = z.strictObject({
  holds: relationSchema,
  says: z.string().min(1),
  severity: severitySchema,
  only: z.string().optional(),
  except: z.string().optional(),
});

/** A column of shares of so many items. */
const itemsSchema = z.strictObject({
  columns: z.array(z.string()).min(1),
  items: z.number().int().min(1),
  scale: z.union([z.literal(1), z.literal(100)]),
  only: z.string().optional(),
});

const tableSchema = z
  .strictObject({
    /** As the paper numbers it: `Table 3`; `Text` for figures of the running text. */
    table: z.string().min(1),
    caption: z.string(),
    columns: rowSchema,
    rows: z.array(rowSchema),
    /** What the figures of columns are; `*`: of every column that is not named. */
    quantities: z.partialRecord(quantitySchema, z.array(z.string())).default({}),
    relations: z.array(rowRelationSchema).default([]),
    items: z.array(itemsSchema).default([]),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), {
    message: 'expected as many cells in each row as there are columns',
  });
export type ClaimTable = z.infer<typeof tableSchema>;

/** What the text says about printed figures, as a relation between them. */
const statementSchema = z.strictObject({
  says: z.string().min(1),
  /** `text; Table 1`. */
  where: z.string().min(1),
  holds: relationSchema,
  /** Overrides the check that the relation's form suggests. */
  check: z.enum(checkCodes).optional(),
  severity: severitySchema,
});
export type Statement = z.infer<typeof statementSchema>;

/** The printed claims of one paper, transcribed, and what should hold between them. */
export const paperClaimsSchema = z.strictObject({
  paper: slugSchema,
  title: z.string().min(1),
  doi: z.string().nullable(),
  family: paperFamilySchema,
  tables: z.array(tableSchema),
  statements: z.array(statementSchema),
});
export type PaperClaims = z.infer<typeof paperClaimsSchema>;
