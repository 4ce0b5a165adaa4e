import type { Metadata } from 'next';
import { SignInByProvider } from '../../components/sign-in-by-provider';
import { loadOidcProvider } from '../../lib/api';

export const metadata: Metadata = {
  title: 'Invitation',
  description: 'Set the password of your account.',
  // The link's secret is in the address: it goes to nobody else.
  referrer: 'no-referrer',
  robots: { index: false },
};

interface Properties {
  searchParams: Promise<{ secret?: string; failed?: string }>;
}

const failures: Readonly<Record<string, string>> = {
  'not-found': 'This link was used, or is too old. Ask the operator for another one.',
  refused: 'The password was not taken: it needs at least 12 characters.',
};

export default async function InvitationPage({ searchParams }: Properties) {
  const { secret = '', failed } = await searchParams;
  const provider = await loadOidcProvider();
  return (
    <>
      <header className="page-head">
        <h1>Your account</h1>
        <p className="lead">
          Choose a password{provider !== null && `, or join your account at ${provider}`}. The link works once; after
          that you sign in {provider === null ? 'with your name' : 'the way you chose'}.
        </p>
      </header>
      <section className="section" aria-label="Set a password">
        {provider !== null && secret !== '' && <SignInByProvider provider={provider} secret={secret} />}
        <form className="submit-form stack" method="post" action="/session/invitation">
          {failed !== undefined && (
            <p className="reason" role="alert">
              {failures[failed] ?? 'The server could not be asked. Try again in a moment.'}
            </p>
          )}
          <input type="hidden" name="secret" value={secret} />
          <label>
            Password, 12 characters or more{' '}
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
            <button type="submit">Set the password</button>
          </p>
        </form>
      </section>
    </>
  );
}
