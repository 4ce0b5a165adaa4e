import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { readMirror } from '@paretoboard/harness/records/mirror.js';
import type { FastifyRequest } from 'fastify';
import { homeToken } from '../settings.js';
import { ProblemError } from './problem.js';

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A mirror shows what another house published: nothing can be sent to it. */
@Injectable()
export class MirrorGuard implements CanActivate {
  constructor(@Inject(homeToken) private readonly home: string) {}

  /** @throws ProblemError 403 read-only */
  canActivate(context: ExecutionContext): boolean {
    const { method } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!reading.has(method) && readMirror(this.home))
      throw new ProblemError('read-only', 'this server is a mirror: send it to the one that it shows');
    return true;
  }
}
