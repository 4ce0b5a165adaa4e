import { expect, it } from 'vitest';
import { imageReference } from './image-reference.js';

const digest = 'a'.repeat(64);

it.each([
  ['python', 'docker.io', 'docker.io/library/python'],
  ['pytorch/pytorch', 'docker.io', 'docker.io/pytorch/pytorch'],
  ['docker.io/python', 'docker.io', 'docker.io/library/python'],
  ['ghcr.io/lab/model', 'ghcr.io', 'ghcr.io/lab/model'],
  ['localhost/boxed', 'localhost', 'localhost/boxed'],
  ['registry:5000/a/b', 'registry:5000', 'registry:5000/a/b'],
])('%s is of %s', (name, registry, whole) => {
  expect(imageReference(`${name}@sha256:${digest}`)).toEqual({
    registry,
    name: whole,
    digest,
    whole: `${whole}@sha256:${digest}`,
  });
});
