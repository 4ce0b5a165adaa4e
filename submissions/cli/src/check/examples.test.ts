import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkSubmission } from './check-submission.js';

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const { signal } = new AbortController();

it.each(['onnx-lenet5', 'tfjs-model-dense'])('finds nothing wrong with the example %s', async (name) => {
  const { ok, problems, warnings } = await checkSubmission(`${examples}${name}`, { run: false, signal, note() {} });
  expect({ ok, problems, warnings }).toEqual({ ok: true, problems: [], warnings: [] });
});
