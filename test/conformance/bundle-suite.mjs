import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Bundles the test suite that `@tensorflow/tfjs-core` ships into one CommonJS file. The suite is written as modules
 * without file extensions, which Node cannot load. The engine, its kernels and its gradients are shared through a global
 * with the tfjs that the harness opened, so the suite tests exactly what a submission gets.
 * @param {{backend: string, outfile: string}} options
 */
export async function bundleSuite({ backend, outfile }) {
  // esbuild comes with Vite.
  const esbuild = createRequire(require.resolve('vite/package.json'))('esbuild');
  const environment = [{ name: `test-${backend}`, backendName: backend, flags: {}, isDataSync: true }];
  await esbuild.build({
    stdin: {
      contents: "import 'paretoboard:environment';\nimport '@tensorflow/tfjs-core/dist/tests';\n",
      resolveDir: dirname(require.resolve('@tensorflow/tfjs-core/package.json')),
    },
    plugins: [environmentPlugin(environment)],
    bundle: true,
    outfile,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    // The package claims that its test files have no side effects.
    ignoreAnnotations: true,
    logLevel: 'error',
  });
}

/** The environments must be set before the first test file is evaluated. */
function environmentPlugin(environment) {
  const contents = `import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';\nsetTestEnvs(${JSON.stringify(environment)});\n`;
  return {
    name: 'test environment',
    setup(build) {
      build.onResolve({ filter: /^paretoboard:environment$/ }, ({ path }) => ({ path, namespace: 'environment' }));
      build.onLoad({ filter: /.*/, namespace: 'environment' }, () => ({
        contents,
        resolveDir: join(dirname(require.resolve('@tensorflow/tfjs-core/package.json'))),
      }));
    },
  };
}
