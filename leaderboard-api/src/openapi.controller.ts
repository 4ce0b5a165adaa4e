import { Controller, Get } from '@nestjs/common';
import { openApiDocument } from './openapi-document.js';

@Controller('api')
export class OpenApiController {
  private readonly document = openApiDocument();

  @Get('openapi.json')
  get(): object {
    return this.document;
  }
}
