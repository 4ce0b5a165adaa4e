import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openApiDocument } from '../openapi-document.js';

const responseSchema = z.object({
  $ref: z.string().optional(),
  content: z.record(z.string(), z.object({ schema: z.unknown().optional() })).optional(),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), responseSchema) }))),
  components: z.object({ responses: z.record(z.string(), responseSchema) }),
});

function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{\w+\}/g, '[^/]+')}$`);
}

/** Holds answers of a running app against its own OpenAPI document, closed: a field that it does not name is a violation. */
export class AnswerCheck {
  readonly violations: string[] = [];
  /** Operations that were answered, as `get /api/v1/tasks`. */
  readonly seen = new Set<string>();
  private readonly plain = openApiDocument('closed');
  private readonly document = documentSchema.parse(this.plain);
  private readonly paths = Object.keys(this.document.paths)
    .sort((a, b) => a.split('{').length - b.split('{').length || b.length - a.length)
    .map((path) => ({ path, pattern: patternOf(path) }));
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor() {
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema({ ...this.plain, $id: 'document' });
  }

  /** To be called before the app listens. */
  static of(app: NestFastifyApplication): AnswerCheck {
    const check = new AnswerCheck();
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
        check.look(request.method.toLowerCase(), request.url.split('?')[0]!, reply, payload);
        return payload;
      });
    return check;
  }

  private look(method: string, address: string, reply: FastifyReply, payload: unknown): void {
    const path = this.paths.find(({ pattern }) => pattern.test(decodeURI(address)))?.path;
    const operation = path === undefined ? undefined : this.document.paths[path]?.[method];
    if (path === undefined || !operation) return; // Nobody's route: a 404 of the framework.
    this.seen.add(`${method} ${path}`);
    const { statusCode } = reply;
    const key = operation.responses[statusCode] ? String(statusCode) : 'default';
    const where = `${method} ${path} ${statusCode}`;
    if (key === 'default' && statusCode < 400) return void this.violations.push(`${where}: not in the document`);
    const listed = operation.responses[key]!;
    const response = listed.$ref ? this.document.components.responses['Problem']! : listed;
    if (!response.content) return;
    const type = String(reply.getHeader('content-type') ?? '').split(';')[0]!;
    const media = response.content[type];
    if (!media)
      return void this.violations.push(`${where}: type ${type}, expected ${Object.keys(response.content).join(', ')}`);
    if (!type.endsWith('json') || typeof payload !== 'string' || media.schema === undefined) return;
    const validate = this.validatorOf(where, media.schema);
    if (!validate(JSON.parse(payload))) this.violations.push(`${where}: ${this.ajv.errorsText(validate.errors)}`);
  }

  /** References in the document are from its root. */
  private validatorOf(where: string, schema: unknown): ValidateFunction {
    const known = this.compiled.get(where);
    if (known) return known;
    const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object;
    const made = this.ajv.compile(absolute);
    this.compiled.set(where, made);
    return made;
  }
}
