import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { RequestOfSomebody } from '../accounts/identity.js';
import { parseInput } from './parse-query.js';
import { ProblemError } from './problem.js';

/** draft-ietf-httpapi-idempotency-key-header: any short string of printable ASCII, which is what a header carries safely. */
export const idempotencyKeySchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x20-\x7e]+$/, 'expected printable ASCII')
  .nullable();

/** An answer is kept for so long; then the key is free again. */
const keptHours = 24;
/** Who holds a key for longer without an answer has died. */
const heldSeconds = 60;

interface KeptAnswer {
  readonly request: string;
  readonly status: number | null;
  readonly body: unknown;
}

/** The key and what was asked with it. */
interface Asked {
  readonly person: string;
  readonly key: string;
  readonly request: string;
}

/**
 * A handler whose answer is kept under the request's `Idempotency-Key`: the same request again gets the same answer and does nothing. Failures are not kept:
 * whoever tries again may succeed.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly database: DataSource) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const { headers, identity, method, url, body } = http.getRequest<RequestOfSomebody>();
    const key = parseInput(idempotencyKeySchema, headers['idempotency-key'] ?? null);
    if (key === null || !identity) return next.handle();
    const asked = { person: identity.person, key, request: digestOf({ method, url, body: body ?? null }) };
    return from(this.once(asked, http.getResponse<FastifyReply>(), next));
  }

  private async once(asked: Asked, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    if (!(await this.reserve(asked))) return this.again(asked, reply);
    try {
      const answer: unknown = await lastValueFrom(next.handle());
      await this.database.query('update idempotency_keys set status = $3, body = $4 where person = $1 and key = $2', [
        asked.person,
        asked.key,
        reply.statusCode,
        JSON.stringify(answer ?? null),
      ]);
      return answer;
    } catch (error) {
      await this.database.query('delete from idempotency_keys where person = $1 and key = $2', [
        asked.person,
        asked.key,
      ]);
      throw error;
    }
  }

  /** @returns whether the key is ours now */
  private async reserve({ person, key, request }: Asked): Promise<boolean> {
    await this.database.query('delete from idempotency_keys where created_at < now() - make_interval(hours => $1)', [
      keptHours,
    ]);
    const rows = await this.database.query<unknown[]>(
      `insert into idempotency_keys (person, key, request) values ($1, $2, $3)
       on conflict (person, key) do update set created_at = now(), request = excluded.request
         where idempotency_keys.status is null and idempotency_keys.created_at < now() - make_interval(secs => $4)
       returning key`,
      [person, key, request, heldSeconds],
    );
    return rows.length > 0;
  }

  private async again({ person, key, request }: Asked, reply: FastifyReply): Promise<unknown> {
    const [kept] = await this.database.query<KeptAnswer[]>(
      'select request, status, body from idempotency_keys where person = $1 and key = $2',
      [person, key],
    );
    if (!kept || kept.status === null)
      throw new ProblemError(
        'request-at-work',
        'the first request with this Idempotency-Key is still at work: ask again',
      );
    if (kept.request !== request)
      throw new ProblemError(
        'idempotency-key-reused',
        'this Idempotency-Key came with another request before: one key for one request',
      );
    void reply.status(kept.status).header('idempotent-replay', 'true');
    return kept.body;
  }
}

/** A request that may come twice: `Idempotency-Key` makes it one. */
export const Idempotent = (): MethodDecorator => UseInterceptors(IdempotencyInterceptor);
