import { fileURLToPath } from 'node:url';
import { nvidiaCardModel } from '@paretoboard/harness/runtimes/graphics-card.js';
import { probeRuntimes } from '@paretoboard/harness/runtimes/probe-runtimes.js';
import { Program } from './program.mjs';

const path = (file) => fileURLToPath(new URL(file, import.meta.url));

function ofNode(file, name, runtime, environment = {}) {
  const start = (model, folder, threads) =>
    Program.start(process.execPath, [path(file), model.id, folder, runtime, String(threads)], environment);
  return { name, runtime, start };
}

function ofPython(python, name, device) {
  const start = ({ id, learningRate }, folder, threads) =>
    Program.start(python, [path('torch_participant.py'), id, folder, device, String(threads), String(learningRate)]);
  return { name, runtime: 'pytorch', start };
}

const tensorflow = 'tensorflow-participant.mjs';
const fromTensorflow = [
  ofNode(tensorflow, 'tensorflow', 'tensorflow'),
  ofNode(tensorflow, 'tensorflow-eager', 'tensorflow', { PARETOBOARD_GRAPHS: 'off' }),
  ofNode(tensorflow, 'wasm', 'wasm'),
  ofNode(tensorflow, 'webgpu', 'webgpu'),
];

export const participantNames = [...fromTensorflow.map(({ name }) => name), 'onnxruntime', 'pytorch', 'pytorch-cuda'];

/**
 * The runtimes of this machine that can take part, and a line for each that cannot.
 * @param python path of one with PyTorch; or why there is none
 */
export async function findParticipants(python) {
  const probes = await probeRuntimes();
  const missing = [];
  const participants = fromTensorflow.filter(({ name, runtime }) => {
    const { available, reason } = probes.find((probe) => probe.name === runtime);
    if (!available) missing.push(`${name} is left out: ${reason}`);
    return available;
  });
  if (!python.path)
    return { participants, missing: [...missing, `PyTorch and ONNX Runtime are left out: ${python.reason}`] };
  participants.push(ofNode('onnx-participant.mjs', 'onnxruntime', 'cpu'), ofPython(python.path, 'pytorch', 'cpu'));
  if (nvidiaCardModel() !== null) participants.push(ofPython(python.path, 'pytorch-cuda', 'cuda'));
  return { participants, missing };
}

/** Whom a runtime is compared with: PyTorch on the same kind of device. */
export function referenceOf({ name, about }, names) {
  if (name.startsWith('pytorch')) return null;
  if (about.gpu && names.includes('pytorch-cuda')) return 'pytorch-cuda';
  return names.includes('pytorch') ? 'pytorch' : null;
}
