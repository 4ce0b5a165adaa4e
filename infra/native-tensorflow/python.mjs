import { lastLine, runCommand } from './run-command.mjs';

const CANDIDATES = ['python3', 'python'];

/**
 * The Python interpreters of this machine: those on the path, and behind a virtual environment its base,
 * because an environment made without pip can still use the base's pip.
 * @returns {Promise<string[]>}
 */
export async function findPythons() {
  const found = [];
  for (const name of CANDIDATES) {
    const script = 'import sys; print(sys.executable); print(getattr(sys, "_base_executable", sys.executable))';
    const { code, stdout } = await runCommand(name, ['-c', script]);
    if (code === 0) found.push(...stdout.trim().split('\n'));
  }
  return [...new Set(found.filter((path) => path !== ''))];
}

/**
 * Where an installed Python `tensorflow` lies, without importing it (an import takes seconds).
 * @returns {Promise<{folder: string, version: string} | null>}
 */
export async function findInstalledTensorflow(pythons) {
  const script = [
    'import importlib.util, importlib.metadata as metadata, os',
    'spec = importlib.util.find_spec("tensorflow")',
    'names = ("tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos", "tensorflow-rocm")',
    'versions = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in metadata.distributions() if d.metadata["Name"]}',
    'version = next((versions[name] for name in names if name in versions), "unknown")',
    'print(os.path.dirname(spec.origin) if spec and spec.origin else "")',
    'print(version)',
  ].join('\n');
  for (const python of pythons) {
    const { code, stdout } = await runCommand(python, ['-c', script]);
    const [folder, version] = stdout.trim().split('\n');
    if (code === 0 && folder && version) return { folder, version };
  }
  return null;
}

/** The first interpreter that has pip, or null. */
export async function findPip(pythons) {
  for (const python of pythons) {
    const { code } = await runCommand(python, ['-m', 'pip', '--version']);
    if (code === 0) return python;
  }
  return null;
}

/**
 * Fetches wheels with pip. The library inside a wheel does not depend on Python's version, so any published
 * build for CPython 3.11 on this platform will do: a machine with a newer Python than the wheels know still works.
 * @throws {Error} with pip's last line
 */
export async function pipDownload({ python, requirements, platforms, destination }) {
  const target = [
    '--python-version',
    '3.11',
    '--implementation',
    'cp',
    '--abi',
    'cp311',
    '--abi',
    'abi3',
    '--abi',
    'none',
  ];
  const { code, stderr } = await runCommand(python, [
    '-m',
    'pip',
    'download',
    '--disable-pip-version-check',
    '--no-input',
    '--no-deps',
    '--no-cache-dir',
    '--retries',
    '2',
    '--timeout',
    '20',
    '--only-binary=:all:',
    '--quiet',
    ...target,
    ...platforms.flatMap((platform) => ['--platform', platform]),
    '--dest',
    destination,
    ...requirements,
  ]);
  if (code !== 0) throw new Error(`pip could not fetch ${requirements[0]}: ${lastLine(stderr)}`);
}

const UNPACK_SCRIPT = `
import sys, zipfile
wheel, target, prefixes = sys.argv[1], sys.argv[2], tuple(sys.argv[3:])
with zipfile.ZipFile(wheel) as archive:
    names = [name for name in archive.namelist() if name.startswith(prefixes) or name.endswith(".dist-info/METADATA")]
    archive.extractall(target, names)
`;

/**
 * Unpacks the members of a wheel that start with one of the prefixes, and its METADATA.
 * @throws {Error} when the wheel is damaged or the disk is full
 */
export async function unpackWheel({ python, wheel, target, prefixes }) {
  const { code, stderr } = await runCommand(python, ['-c', UNPACK_SCRIPT, wheel, target, ...prefixes]);
  if (code !== 0) throw new Error(`could not unpack ${wheel}: ${lastLine(stderr)}`);
}
