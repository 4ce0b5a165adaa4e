import openapiTypescript, { astToString } from 'openapi-typescript';

const head = `/**
 * Made from the API's OpenAPI document by \`npm run docs\`; a test compares.
 * What each path of the API takes and gives, for \`openapi-fetch\`: the client of the site and the command line.
 */
`;

/**
 * TypeScript of what a client may ask and is answered.
 * @param {object} document OpenAPI 3.1
 * @returns {Promise<string>}
 */
export async function clientTypes(document) {
  const nodes = await openapiTypescript(/** @type {any} */ (structuredClone(document)), { alphabetize: true });
  return `${head}${astToString(nodes)}`;
}
