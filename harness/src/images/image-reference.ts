/** An image as a manifest names it, made whole as container engines do. */
export interface ImageReference {
  /** Host, with a port if it has one: `docker.io` where none is named. */
  readonly registry: string;
  /** With its registry: `docker.io/library/python`. */
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly digest: string;
  /** `name@sha256:digest`, for an engine. */
  readonly whole: string;
}

/** Whether the first part of a name is a host: the rule of the reference grammar of container images (distribution/reference). */
function isHost(part: string): boolean {
  return part.includes('.') || part.includes(':') || part === 'localhost';
}

/** `python@sha256:…` → Docker Hub's `docker.io/library/python`. @param text as `submissionManifestSchema` lets it through */
export function imageReference(text: string): ImageReference {
  const [path = '', digest = ''] = text.split('@sha256:');
  const [first = '', ...rest] = path.split('/');
  const registry = rest.length > 0 && isHost(first) ? first : 'docker.io';
  const repository = rest.length > 0 && isHost(first) ? rest.join('/') : path;
  const name =
    registry === 'docker.io' && !repository.includes('/')
      ? `${registry}/library/${repository}`
      : `${registry}/${repository}`;
  return { registry, name, digest, whole: `${name}@sha256:${digest}` };
}
