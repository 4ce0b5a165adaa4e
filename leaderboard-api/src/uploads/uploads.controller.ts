import { Controller, Delete, Head, Options, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, type Identity } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { UploadsService } from './uploads.service.js';

/** The tus protocol; its GET, which would hand an upload out, is not served. */
@Controller('api/v1/uploads')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  @Post()
  @RequireScope('submit')
  create(@Caller() caller: Identity, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(caller, request, reply);
  }

  @Patch(':id')
  @RequireScope('submit')
  append(@Caller() caller: Identity, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(caller, request, reply);
  }

  @Head(':id')
  @RequireScope('submit')
  offset(@Caller() caller: Identity, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(caller, request, reply);
  }

  @Delete(':id')
  @RequireScope('submit')
  remove(@Caller() caller: Identity, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.handle(caller, request, reply);
  }

  /** What of the protocol is spoken here. */
  @Options()
  async capabilities(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.hijack();
    await this.uploads.serve(request.raw, reply.raw);
  }

  private async handle(caller: Identity, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.uploads.allow(caller, request.raw);
    reply.hijack();
    await this.uploads.serve(request.raw, reply.raw);
  }
}
