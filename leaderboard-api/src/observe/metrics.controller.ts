import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Metrics } from './metrics.js';

@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  async all(@Res() reply: FastifyReply): Promise<void> {
    const { type, body } = await this.metrics.text();
    await reply.header('content-type', type).header('cache-control', 'no-store').send(body);
  }
}
