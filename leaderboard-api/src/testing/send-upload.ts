import { openAsBlob, statSync } from 'node:fs';

const version = { 'tus-resumable': '1.0.0' };

export interface Sender {
  readonly origin: string;
  readonly token: string;
}

/** Begins an upload by the tus protocol. @returns its address */
export async function beginUpload({ origin, token }: Sender, bytes: number): Promise<string> {
  const headers = { ...version, authorization: `Bearer ${token}`, 'upload-length': String(bytes) };
  const response = await fetch(`${origin}/api/v1/uploads`, { method: 'POST', headers });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return new URL(response.headers.get('location') ?? '', origin).href;
}

/** Bytes that have arrived. */
export async function uploadOffset(address: string, token: string): Promise<number> {
  const response = await fetch(address, { method: 'HEAD', headers: { ...version, authorization: `Bearer ${token}` } });
  if (response.status !== 200) throw new Error(`HEAD ${response.status}`);
  return Number(response.headers.get('upload-offset'));
}

/** Sends what follows `offset`; `signal` breaks the connection. */
export async function append(
  address: string,
  token: string,
  body: Blob,
  offset: number,
  signal?: AbortSignal,
): Promise<Response> {
  const headers = {
    ...version,
    authorization: `Bearer ${token}`,
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  };
  return fetch(address, { method: 'PATCH', headers, body: body.slice(offset), ...(signal ? { signal } : {}) });
}

/** Uploads a file at once. @returns the upload's id */
export async function sendUpload(sender: Sender, file: string): Promise<string> {
  const address = await beginUpload(sender, statSync(file).size);
  const response = await append(address, sender.token, await openAsBlob(file), 0);
  if (response.status !== 204) throw new Error(`${response.status} ${await response.text()}`);
  return address.split('/').at(-1)!;
}
