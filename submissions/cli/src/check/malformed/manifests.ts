import type { MalformedSubmission } from './malformed-submission.js';

const model = { model: 'model.onnx', pipeline: 'pipeline.json' };

/** Manifests and folders that no kind can do with. */
export const malformedManifests: readonly MalformedSubmission[] = [
  {
    title: 'the manifest has a comma too many',
    manifest: '{\n  "schemaVersion": 1,\n  "name": "mine",\n}\n',
    expected: [['paretoboard.json', 'expected JSON, found a mistake at line 4 column 1']],
  },
  {
    title: 'the manifest begins with a byte order mark',
    manifest: '\uFEFF{}',
    expected: [['paretoboard.json', 'byte order mark']],
  },
  {
    title: 'the manifest is cut off',
    manifest: '{"schemaVersion": 1, "name": "mine"',
    expected: [['paretoboard.json', 'expected JSON, found']],
  },
  { title: 'the manifest is a list', manifest: '[]', expected: [['paretoboard.json', 'a JSON object, found []']] },
  {
    title: 'the manifest is larger than any can be',
    manifest: `{"name": "${'a'.repeat(300_000)}"}`,
    expected: [['paretoboard.json', 'at most 262144 bytes, found 300012']],
  },
  {
    title: 'the manifest is empty',
    manifest: '{}',
    expected: [
      ['schemaVersion', 'expected 1, found nothing'],
      ['name', 'lower-case words'],
      ['version', '1.0.0'],
      ['title', '1 to 120'],
      ['task', 'a string, found nothing'],
      ['track', 'a string, found nothing'],
      ['kind', 'tfjs-module or tfjs-model or onnx or process, found nothing'],
      ['division', 'from-scratch or pre-trained, found nothing'],
      ['authors', 'at least one name'],
      ['source', 'a string, found nothing'],
      ['licence', 'a string, found nothing'],
    ],
  },
  {
    title: 'a manifest of another version',
    change: { schemaVersion: 2 },
    expected: [['schemaVersion', 'expected 1, found 2']],
  },
  {
    title: 'a name with capitals and spaces',
    change: { name: 'My Model' },
    expected: [['name', 'lower-case words joined by hyphens, at most 80 characters, found "My Model"']],
  },
  {
    title: 'a version of two numbers',
    change: { version: '1.0' },
    expected: [['version', 'a version such as 1.0.0, found "1.0"']],
  },
  {
    title: 'a version that is a number',
    change: { version: 1 },
    expected: [['version', 'a version such as 1.0.0, found 1']],
  },
  {
    title: 'a title of 200 characters',
    change: { title: 'x'.repeat(200) },
    expected: [['title', '1 to 120 characters, found "xxx']],
  },
  {
    title: 'a misspelt task',
    change: { task: 'enhanced-lenet-traffic-sign' },
    expected: [['task', 'a task of the registry, found "enhanced-lenet-traffic-sign"']],
  },
  {
    title: 'a track of another task',
    change: { track: 'imgae' },
    expected: [['track', 'a track of enhanced-lenet5-traffic-sign, found "imgae"']],
  },
  {
    title: 'a misspelt kind',
    change: { kind: 'tfjs-modul' },
    expected: [['kind', 'tfjs-module or tfjs-model or onnx or process, found "tfjs-modul"']],
  },
  {
    title: 'a kind for which the task is too much',
    change: { kind: 'onnx', division: 'pre-trained', task: 'r-lime', track: 'labels', artefact: 'model', ...model },
    files: { 'model/model.onnx': 'x', 'model/pipeline.json': '{}' },
    expected: [['kind', 'a kind that serves interaction explain, found onnx']],
  },
  {
    title: 'a model that is to be trained by us',
    change: { kind: 'onnx', ...model },
    expected: [['division', 'kind onnx arrives trained: expected division pre-trained, found from-scratch']],
  },
  { title: 'no authors', change: { authors: [] }, expected: [['authors', 'a list of at least one name, found []']] },
  {
    title: 'authors as one text',
    change: { authors: 'A. Person, B. Person' },
    expected: [['authors', 'a list of at least one name, found "A. Person, B. Person"']],
  },
  {
    title: 'a field that nobody reads',
    change: { entrypoint: 'main.js' },
    expected: [['entrypoint', 'unknown field "entrypoint"']],
  },
  {
    title: 'a runtime that there is not',
    change: { runtimes: ['wasn'] },
    expected: [['runtimes.0', 'found "wasn"']],
  },
  {
    title: 'no thread to answer with',
    change: { threads: 0 },
    expected: [['threads', 'at least 1, found 0']],
  },
  {
    title: 'threads of a process',
    change: { kind: 'process', entry: undefined, command: ['./run'], threads: 1 },
    expected: [['threads', 'kind process sets its threads itself']],
  },
  {
    title: 'fewer parameters than none',
    change: { declared: { parameters: -1 } },
    expected: [['declared.parameters', 'at least 0, found -1']],
  },
  {
    title: 'tfjs-module without an entry',
    change: { entry: undefined },
    expected: [['entry', 'kind tfjs-module needs an entry module']],
  },
  {
    title: 'an entry that is not there',
    change: { entry: 'missing.js' },
    expected: [['entry', 'a file missing.js in the folder, found nothing there']],
  },
  {
    title: 'an entry outside of the folder',
    change: { entry: '../outside.js' },
    expected: [['entry', 'a relative path without parent steps, found "../outside.js"']],
  },
  {
    title: 'an entry in another language',
    change: { entry: 'main.py' },
    files: { 'main.py': 'print(1)' },
    expected: [['entry', 'a module: .ts, .mts, .js, .mjs, found "main.py"']],
  },
  {
    title: 'an entry with a mistake in it',
    files: { 'main.js': 'export default {\n  train() {\n};\n' },
    expected: [['entry', 'main.js:3:1']],
  },
  {
    title: 'an entry that imports a package which is not in the folder',
    files: { 'main.js': "import { net } from 'brain.js';\nexport default net;\n" },
    expected: [['entry', 'Could not resolve "brain.js"']],
  },
  {
    title: 'process without a command',
    change: { kind: 'process', entry: undefined },
    expected: [['command', 'kind process needs a command']],
  },
  {
    title: 'a command as one text',
    change: { kind: 'process', command: 'python3 main.py' },
    expected: [['command', 'an array, found "python3 main.py"']],
  },
  {
    title: 'a command that is not in the folder',
    change: { kind: 'process', command: ['./serve'] },
    expected: [['command.0', 'a file ./serve in the folder, found nothing there']],
  },
  {
    title: 'a command without the right to be executed',
    change: { kind: 'process', command: ['./serve.sh'] },
    files: { 'serve.sh': '#!/bin/sh\n' },
    expected: [['command.0', 'a file that may be executed']],
  },
  {
    title: 'pre-trained without an artefact',
    change: { division: 'pre-trained' },
    expected: [['artefact', 'division pre-trained needs an artefact folder']],
  },
  {
    title: 'an artefact that is a file',
    change: { division: 'pre-trained', artefact: 'weights.bin' },
    files: { 'weights.bin': 'x' },
    expected: [['artefact', 'a folder weights.bin, found a file']],
  },
  {
    title: 'a link to a file of the machine',
    files: { 'labels.csv': { link: '/etc/passwd' } },
    expected: [['', 'labels.csv']],
  },
  {
    title: 'a file name that some systems keep for themselves',
    files: { 'aux.js': '' },
    expected: [['', 'reserved-name']],
  },
  {
    title: 'file names that differ in case alone',
    files: { 'Data.txt': '', 'data.txt': '' },
    expected: [['', 'name-collision']],
  },
  {
    title: 'several things at once',
    change: { name: 'A B', kind: 'process', entry: undefined, author: 'me' },
    expected: [
      ['author', 'unknown field'],
      ['name', 'lower-case'],
      ['command', 'needs a command'],
    ],
  },
];
