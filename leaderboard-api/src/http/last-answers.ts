import type { FastifyInstance } from 'fastify';

/** What is answered while the server closes is the last of its connection: one that stays open would hold the process for as long as a client likes. */
export function closeAfterLastAnswers(server: FastifyInstance): void {
  let isClosing = false;
  server.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
