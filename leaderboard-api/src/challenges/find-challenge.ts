import type { DataSource, EntityManager } from 'typeorm';
import { notFound } from '../http/problem.js';
import { ChallengeEntity } from './challenge.entity.js';

/** @throws ProblemError 404 */
export async function findChallenge(source: DataSource | EntityManager, slug: string): Promise<ChallengeEntity> {
  const found = await source.getRepository(ChallengeEntity).findOneBy({ slug });
  if (!found) throw notFound(`no challenge is named "${slug}"`);
  return found;
}

/**
 * The same, and nobody else enters a run, freezes or reveals until the caller's transaction ends.
 * @throws ProblemError 404
 */
export async function lockChallenge(manager: EntityManager, slug: string): Promise<ChallengeEntity> {
  const found = await manager
    .createQueryBuilder(ChallengeEntity, 'challenge')
    .setLock('pessimistic_write')
    .where('challenge.slug = :slug', { slug })
    .getOne();
  if (!found) throw notFound(`no challenge is named "${slug}"`);
  return found;
}
