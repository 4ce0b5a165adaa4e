import { words } from '../messages/words';

interface Properties {
  /** Host of the provider. */
  provider: string;
  /** Of an invitation that the account there is joined with. */
  secret?: string;
}

/** Leads to the OpenID provider: a plain link, which nothing fetches before it is followed. */
export function SignInByProvider({ provider, secret }: Properties) {
  const address = `/session/oidc/begin${secret ? `?secret=${encodeURIComponent(secret)}` : ''}`;
  return (
    <p>
      <a className="button" href={address}>
        {words().account.signInBy(provider)}
      </a>
    </p>
  );
}
