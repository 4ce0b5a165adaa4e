import { pauseRequestSchema, queueSchema, workerSchema } from '@paretoboard/contract/queue.js';
import {
  attemptEndSchema,
  fileQuerySchema,
  keptLogSchema,
  leaseAnswerSchema,
  publishRequestSchema,
  registeredSchema,
  renewedSchema,
  reportSchema,
  signedAnnouncementSchema,
} from '@paretoboard/contract/worker-link.js';
import type { WriteOperation } from '../openapi.js';

const operator = { scope: 'operate', method: 'post', status: 200 } as const;
const worker = { scope: 'work', method: 'post' } as const;

/** What operators do to queue and workers, and what workers without the database say: for the OpenAPI document. */
export const workerOperations: readonly WriteOperation[] = [
  {
    ...operator,
    path: '/api/v1/queue/pause',
    summary: 'No more runs are given out; what is measured goes on',
    body: pauseRequestSchema,
    schema: queueSchema,
  },
  { ...operator, path: '/api/v1/queue/resume', summary: 'Runs are given out again', schema: queueSchema },
  {
    ...operator,
    path: '/api/v1/workers/{id}/drain',
    summary: 'No more runs for this worker; the one that it measures goes on',
    schema: workerSchema,
  },
  {
    ...operator,
    path: '/api/v1/workers/{id}/resume',
    summary: 'Runs again, for a worker that was drained or rests',
    schema: workerSchema,
  },
  {
    ...worker,
    path: '/api/v1/workers',
    status: 200,
    summary: 'A worker registers, or tells new facts',
    body: signedAnnouncementSchema,
    schema: registeredSchema,
  },
  {
    ...worker,
    method: 'delete',
    path: '/api/v1/workers/{id}',
    status: 204,
    summary: 'The worker has stopped in order',
  },
  {
    ...worker,
    path: '/api/v1/workers/{id}/lease',
    status: 200,
    summary: 'A run for this worker, or why there is none now',
    schema: leaseAnswerSchema,
  },
  {
    ...worker,
    path: '/api/v1/leases/{id}/renew',
    status: 200,
    summary: 'The worker lives and goes on; says whether somebody wants the run stopped',
    schema: renewedSchema,
  },
  {
    ...worker,
    path: '/api/v1/leases/{id}/events',
    status: 204,
    summary: 'What happened since the last report',
    body: reportSchema,
  },
  {
    ...worker,
    method: 'put',
    path: '/api/v1/leases/{id}/log',
    status: 204,
    summary: 'What the submission wrote',
    body: keptLogSchema,
  },
  {
    ...worker,
    method: 'put',
    path: '/api/v1/leases/{id}/files',
    status: 204,
    summary: 'A file of the record; again replaces it',
    query: fileQuerySchema,
    bytes: 'application/octet-stream',
  },
  {
    ...worker,
    path: '/api/v1/leases/{id}/publish',
    status: 204,
    summary: 'Publishes the record that was sent, and ends the run; again changes nothing',
    body: publishRequestSchema,
  },
  {
    ...worker,
    path: '/api/v1/leases/{id}/end',
    status: 204,
    summary: 'The attempt has ended without a record',
    body: attemptEndSchema,
  },
];
