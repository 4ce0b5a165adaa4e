import type { Metadata } from 'next';
import { SignInByProvider } from '../../components/sign-in-by-provider';
import { loadOidcProvider } from '../../lib/api';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { invitation: title, invitationDescription: description } = words().account;
  // The link's secret is in the address: it goes to nobody else.
  return { title, description, referrer: 'no-referrer', robots: { index: false } };
}

interface Properties {
  searchParams: Promise<{ secret?: string; failed?: string }>;
}

/** Why the password was not set, by the word that the form's answer put into the address. */
function failureWords(failed: string): string {
  const say = words().account;
  if (failed === 'not-found') return say.linkUsed;
  return failed === 'refused' ? say.passwordTooShort : say.serverSilent;
}

export default async function InvitationPage({ searchParams }: Properties) {
  const { secret = '', failed } = await searchParams;
  const provider = await loadOidcProvider();
  const say = words().account;
  return (
    <>
      <header className="page-head">
        <h1>{say.yourAccount}</h1>
        <p className="lead">{say.choosePassword(provider)}</p>
      </header>
      <section className="section" aria-label={say.setPasswordArea}>
        {provider !== null && secret !== '' && <SignInByProvider provider={provider} secret={secret} />}
        <form className="submit-form stack" method="post" action="/session/invitation">
          {failed !== undefined && (
            <p className="reason" role="alert">
              {failureWords(failed)}
            </p>
          )}
          <input type="hidden" name="secret" value={secret} />
          <label>
            {say.newPassword}{' '}
            <input
              type="password"
              name="password"
              required
              minLength={12}
              maxLength={200}
              autoComplete="new-password"
            />
          </label>
          <p>
            <button type="submit">{say.setPassword}</button>
          </p>
        </form>
      </section>
    </>
  );
}
