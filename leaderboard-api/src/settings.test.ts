import { expect, test } from 'vitest';
import type { z } from 'zod';
import { readSettings } from './settings.js';

const database = { DATABASE_URL: 'postgres://db/board' };

test('a wrong environment is told variable by variable, with what was expected', () => {
  const wrong = { PARETOBOARD_API_PORT: '99999', PARETOBOARD_OBJECT_STORE: 'ftp://x', PARETOBOARD_LOG_FORMAT: 'xml' };
  let found: unknown;
  try {
    readSettings(wrong);
  } catch (error) {
    found = error;
  }
  const issues = (found as z.ZodError).issues.map(({ path, message }) => [path.join('.'), message]);
  expect(issues.map(([name]) => name).sort()).toEqual([...Object.keys(wrong), 'DATABASE_URL'].sort());
  expect(issues).toContainEqual(['PARETOBOARD_OBJECT_STORE', 'expected disk, or s3://<bucket>']);
});

test('files are kept on the disk where no bucket is named', () => {
  expect(readSettings(database).bucket).toBeNull();
  const bucket = { PARETOBOARD_OBJECT_STORE: 's3://board', PARETOBOARD_S3_ENDPOINT: 'https://s3.example.org' };
  expect(readSettings({ ...database, ...bucket }).bucket).toEqual({
    bucket: 'board',
    endpoint: 'https://s3.example.org',
    region: 'us-east-1',
  });
});
