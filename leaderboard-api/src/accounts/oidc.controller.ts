import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  type IssuedToken,
  type OidcBegun,
  type OidcOffer,
  oidcBeginSchema,
  oidcFinishSchema,
} from '@paretoboard/contract/account.js';
import { parseInput } from '../http/parse-query.js';
import { OidcService } from './oidc.service.js';

/** For the site's server, which keeps the handle in a cookie of the browser that began. */
@Controller('api/v1/oidc')
export class OidcController {
  constructor(private readonly oidc: OidcService) {}

  @Get()
  offer(): OidcOffer {
    return this.oidc.offer();
  }

  @Post('begin')
  @HttpCode(201)
  begin(@Body() body: unknown): Promise<OidcBegun> {
    return this.oidc.begin(parseInput(oidcBeginSchema, body).secret ?? null);
  }

  @Post('finish')
  @HttpCode(201)
  finish(@Body() body: unknown): Promise<IssuedToken> {
    const { handle, address } = parseInput(oidcFinishSchema, body);
    return this.oidc.finish(handle, address);
  }
}
