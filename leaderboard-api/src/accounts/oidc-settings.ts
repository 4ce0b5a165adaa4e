import { z } from 'zod';

/** Injection token of `OidcSettings`, or null. */
export const oidcToken = Symbol('oidc');

/** An OpenID provider that people may sign in by. */
export interface OidcSettings {
  /** Where discovery begins. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the site, as the provider knows it. */
  readonly redirectUri: string;
  /** Whether everybody of the provider gets an account; else those who were invited. */
  readonly signUp: boolean;
}

export const oidcVariables = {
  PARETOBOARD_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  PARETOBOARD_OIDC_CLIENT_ID: z.string().min(1).optional(),
  PARETOBOARD_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  PARETOBOARD_OIDC_REDIRECT_URI: z.url({ protocol: /^https?$/ }).optional(),
  PARETOBOARD_OIDC_SIGN_UP: z.enum(['invited', 'everybody']).default('invited'),
};

const completeSchema = z.object({
  PARETOBOARD_OIDC_CLIENT_ID: z.string(),
  PARETOBOARD_OIDC_CLIENT_SECRET: z.string(),
  PARETOBOARD_OIDC_REDIRECT_URI: z.string(),
});

/** Null where no issuer is named. @throws ZodError that names each variable that an issuer needs */
export function readOidcSettings(environment: NodeJS.ProcessEnv = process.env): OidcSettings | null {
  const { PARETOBOARD_OIDC_ISSUER: issuer, PARETOBOARD_OIDC_SIGN_UP: signUp } = z
    .object(oidcVariables)
    .parse(environment);
  if (issuer === undefined) return null;
  const complete = completeSchema.parse(environment);
  return {
    issuer,
    clientId: complete.PARETOBOARD_OIDC_CLIENT_ID,
    clientSecret: complete.PARETOBOARD_OIDC_CLIENT_SECRET,
    redirectUri: complete.PARETOBOARD_OIDC_REDIRECT_URI,
    signUp: signUp === 'everybody',
  };
}
