import type { Announcement, Registered, SignedAnnouncement } from '@paretoboard/contract/worker-link.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { exactPublicKey, signatureHolds } from '@paretoboard/harness/records/signing.js';
import type { DataSource } from 'typeorm';
import { lanesOf } from '../queue/lane.js';
import { declaredRelease, declareRelease, releaseMismatch } from './release.js';
import { WorkerEntity } from './worker.entity.js';

/** How a worker reaches the queue; over HTTPS, whose token it has. */
export type Reach = { readonly link: 'database' } | { readonly link: 'https'; readonly owner: string };

/** An announcement that is not signed by the key in it, or under the id of somebody else's worker. */
export class RegistrationRefusedError extends Error {
  override readonly name = 'RegistrationRefusedError';
}

function keyIdOf({ announcement, signature }: SignedAnnouncement): string {
  const keyId = exactPublicKey(announcement.publicKey);
  if (keyId !== null && signatureHolds(digestOf(announcement), signature, announcement.publicKey)) return keyId;
  throw new RegistrationRefusedError(
    'expected an announcement that is signed by the key in it (Ed25519, PEM); the signature does not hold',
  );
}

function rowOf(announcement: Announcement): Partial<WorkerEntity> {
  const { id, name, publicKey, machine, pid, pidSpace, device, deviceClass, sandboxes, release, facts } = announcement;
  const lanes = lanesOf({ ...announcement, runtimes: facts.runtimes });
  return { id, name, publicKey, machine, pid, pidSpace, device, deviceClass, sandboxes, lanes, release, facts };
}

/**
 * Enters a worker, or its new facts. One of other versions than the server's is entered too, refused with the reason: so it is seen.
 * @throws RegistrationRefusedError
 */
export async function registerWorker(
  database: DataSource,
  signed: SignedAnnouncement,
  reach: Reach,
): Promise<Registered> {
  const { announcement } = signed;
  const keyId = keyIdOf(signed);
  const workers = database.getRepository(WorkerEntity);
  const owner = reach.link === 'https' ? reach.owner : null;
  const known = await workers.findOneBy({ id: announcement.id });
  if (known && (known.owner !== owner || known.keyId !== keyId))
    throw new RegistrationRefusedError(`worker ${announcement.id} is somebody else's: draw another id`);
  const declared = await declaredRelease(database);
  // A database that no server has used yet: what comes first says which versions hold.
  if (declared === null && owner === null) await declareRelease(database, announcement.release);
  const refused = declared && releaseMismatch(declared, announcement.release);
  const row = { ...rowOf(announcement), keyId, link: reach.link, owner, refused, leftAt: null };
  if (known) await workers.update(announcement.id, row as object);
  else await workers.insert(row as object);
  await database.query('update workers set heard_at = now() where id = $1', [announcement.id]);
  return { worker: announcement.id, refused };
}

/** The worker has stopped in order. */
export async function leaveWorker(database: DataSource, id: string): Promise<void> {
  await database.query('update workers set left_at = now() where id = $1', [id]);
}
