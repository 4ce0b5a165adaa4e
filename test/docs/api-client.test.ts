import { openApiDocument } from '@paretoboard/api/openapi-document.js';
import { expect, it } from 'vitest';
import { clientTypes } from '../../infra/api-client/client-types.mjs';

it('the generated client is what the API’s document says', async () => {
  await expect(await clientTypes(openApiDocument())).toMatchFileSnapshot('../../harness/contract/src/api-paths.ts');
});
