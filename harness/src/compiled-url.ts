/**
 * URL of a compiled module of this package, also when the caller runs from its TypeScript source (tests do): other threads and processes can only
 * load what is built.
 * @param relative path relative to the caller, ending in `.js`
 */
export function compiledUrl(relative: string, caller: string): URL {
  const url = new URL(relative, caller);
  if (caller.endsWith('.ts')) url.pathname = url.pathname.replace(/\/src\/(?!.*\/src\/)/, '/dist/');
  return url;
}
