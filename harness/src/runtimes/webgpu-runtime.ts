import { registerDilatedConvolutionGradients } from './gradients/dilated-convolution-gradient.js';
import { registerReductionGradients } from './gradients/reduction-gradients.js';
import { loadTensorFlowJs, requirePackage } from './load-tensorflow-js.js';
import { type OpenRuntime, type RuntimeFacts, type RuntimeProvider, RuntimeUnavailableError } from './runtime.js';

const PACKAGE = '@tensorflow/tfjs-backend-webgpu';
const SOFTWARE = /llvmpipe|lavapipe|softpipe|swiftshader|basic render/i;

interface Dawn {
  adapter: GPUAdapter;
  facts: RuntimeFacts;
}

/** Dawn keeps the process alive while its entry object is referenced: this is the only reference. */
let entry: GPU | undefined;

function adapterName(info: GPUAdapterInfo): string {
  return (
    info.description || info.device || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'unknown adapter'
  );
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return info.isFallbackAdapter || SOFTWARE.test([info.description, info.device, info.architecture].join(' '));
}

async function requestAdapter(): Promise<Dawn> {
  const dawn = await importDawn();
  entry ??= dawn.create([]);
  const adapter = await entry.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new RuntimeUnavailableError('webgpu', 'no graphics adapter (Vulkan, Metal or D3D12)');
  const device = adapterName(adapter.info);
  const software = isSoftware(adapter.info);
  if (software && process.env.PARETOBOARD_WEBGPU_SOFTWARE !== '1') {
    throw new RuntimeUnavailableError(
      'webgpu',
      `${device} is a software adapter (PARETOBOARD_WEBGPU_SOFTWARE=1 allows it)`,
    );
  }
  const { version } = requirePackage(`${PACKAGE}/package.json`) as { version: string };
  const { version: dawnVersion } = requirePackage('webgpu/package.json') as { version: string };
  return { adapter, facts: { device, gpu: software ? null : device, version: `${version} (webgpu ${dawnVersion})` } };
}

async function importDawn(): Promise<{ create(flags: string[]): GPU; globals: object }> {
  try {
    const dawn = (await import('webgpu')) as unknown as { create(flags: string[]): GPU; globals: object };
    Object.assign(globalThis, dawn.globals);
    return dawn;
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    const message = error instanceof Error && !isAbsent ? error.message : 'the package webgpu is not installed';
    throw new RuntimeUnavailableError('webgpu', `Dawn cannot be loaded: ${message}`, { cause: error });
  }
}

async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const { limits } = adapter;
  const requiredFeatures: GPUFeatureName[] = [];
  if (adapter.features.has('timestamp-query')) requiredFeatures.push('timestamp-query');
  return adapter.requestDevice({
    requiredFeatures,
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
}

/** The backend's constructor looks for `navigator.gpu`, as in a browser; nothing else may see it here. */
function withNavigatorGpu<T>(gpu: GPU | undefined, construct: () => T): T {
  const known = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { gpu } });
  try {
    return construct();
  } finally {
    if (known) Object.defineProperty(globalThis, 'navigator', known);
    else Reflect.deleteProperty(globalThis, 'navigator');
  }
}

/** WebGPU through Dawn: Vulkan, Metal or D3D12. Results must be read with `await tensor.data()`: there is no blocking read. */
export const webgpuRuntime: RuntimeProvider = {
  name: 'webgpu',

  async describe() {
    try {
      return (await requestAdapter()).facts;
    } finally {
      entry = undefined;
    }
  },

  async open(): Promise<OpenRuntime> {
    const { adapter, facts } = await requestAdapter();
    const tf = loadTensorFlowJs();
    const { WebGPUBackend } = requirePackage(PACKAGE) as typeof import('@tensorflow/tfjs-backend-webgpu');
    const device = await requestDevice(adapter);
    const backend = withNavigatorGpu(entry, () => new WebGPUBackend(device, adapter.info));
    tf.registerBackend('webgpu', () => backend, 3);
    if (!(await tf.setBackend('webgpu')))
      throw new RuntimeUnavailableError('webgpu', 'its backend could not be started');
    registerDilatedConvolutionGradients(tf, 'webgpu');
    registerReductionGradients(tf, 'webgpu');
    const close = () => {
      tf.removeBackend('webgpu');
      device.destroy();
      entry = undefined;
    };
    return { name: 'webgpu', ...facts, threads: null, tf, close };
  },
};
