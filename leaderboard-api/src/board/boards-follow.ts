import type { FastifyInstance } from 'fastify';
import type { BoardVersions } from './board-versions.js';

/** Whatever this process answers, its boards are not behind: who was told that a run is published finds its row. */
export function boardsFollowAnswers(server: FastifyInstance, versions: BoardVersions): void {
  server.addHook('onSend', (_request, _reply, payload, done) => {
    versions.said();
    done(null, payload);
  });
}
