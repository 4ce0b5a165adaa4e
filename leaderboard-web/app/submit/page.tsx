import type { Account } from '@paretoboard/contract/account.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { SignInByProvider } from '../../components/sign-in-by-provider';
import { SubmitForm } from '../../components/submit-form';
import { loadAccount, loadOidcProvider } from '../../lib/api';
import { cookieName } from '../../lib/session.mjs';
import { uploadRules } from '../../lib/upload/upload-rules';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { submit: title, submitDescription: description } = words().account;
  return { title, description };
}

interface Properties {
  searchParams: Promise<{ refused?: string; challenge?: string }>;
}

export default async function SubmitPage({ searchParams }: Properties) {
  const say = words().account;
  const token = (await cookies()).get(cookieName)?.value;
  const account = token === undefined ? null : await loadAccount(token);
  const slug = slugSchema.safeParse((await searchParams).challenge);
  const failure = account?.ok === false && account.failure.kind !== 'refused' ? account.failure : null;
  return (
    <>
      <header className="page-head">
        <h1>{say.submit}</h1>
        <p className="lead">{say.submitLead(<code>paretoboard.json</code>)}</p>
      </header>
      <section className="section" aria-label={say.sendOne}>
        {account?.ok && <SignedIn account={account.value} challenge={slug.success ? slug.data : null} />}
        {!account?.ok && !failure && <SignIn refused={(await searchParams).refused} />}
        {failure && <FailureNote failure={failure} />}
      </section>
      <section className="section stack">
        <h2>{say.fromTerminal}</h2>
        <p>{say.terminalNote}</p>
        <pre>
          <code>
            {[
              'npx paretoboard init my-method --kind tfjs-module --task enhanced-lenet5-traffic-sign',
              'npx paretoboard check my-method',
              'npx paretoboard submit my-method --watch',
            ].join('\n')}
          </code>
        </pre>
        <p className="small quiet">
          {say.kinds((text) => (
            <Link href="/docs" prefetch={false}>
              {text}
            </Link>
          ))}
        </p>
      </section>
    </>
  );
}

function SignedIn({ account, challenge }: { account: Account; challenge: string | null }) {
  const say = words().account;
  return (
    <>
      <form className="signed-in" method="post" action="/session/end">
        <p>
          {say.signedInAs(
            <strong className="foreign">{account.name}</strong>,
            <span className="foreign">{account.token.name}</span>,
          )}{' '}
          <button type="submit" className="plain">
            {say.signOut}
          </button>
        </p>
      </form>
      <noscript>
        <p className="reason">{say.needsJavaScript(<code lang="en">npx paretoboard submit</code>)}</p>
      </noscript>
      <SubmitForm rules={uploadRules} challenge={challenge} />
    </>
  );
}

async function SignIn({ refused = '' }: { refused: string | undefined }) {
  const provider = await loadOidcProvider();
  const byProvider = words().account.refusals[refused];
  return (
    <>
      {byProvider !== undefined && (
        <p className="reason" role="alert">
          {byProvider}
        </p>
      )}
      {provider !== null && <SignInByProvider provider={provider} />}
      <SignInByToken wasRefused={refused === 'refused'} />
      <SignInByPassword wasRefused={refused === 'password'} />
    </>
  );
}

function SignInByPassword({ wasRefused }: { wasRefused: boolean }) {
  const say = words().account;
  return (
    <form className="submit-form stack" method="post" action="/session">
      <fieldset className="stack">
        <legend>{say.orByPassword}</legend>
        {wasRefused && (
          <p className="reason" role="alert">
            {say.passwordRefused}
          </p>
        )}
        <label>
          {say.name} <input name="name" required maxLength={80} autoComplete="username" autoCapitalize="none" />
        </label>
        <label>
          {say.password}{' '}
          <input type="password" name="password" required maxLength={200} autoComplete="current-password" />
        </label>
      </fieldset>
      <p>
        <button type="submit">{say.goOn}</button>
      </p>
    </form>
  );
}

function SignInByToken({ wasRefused }: { wasRefused: boolean }) {
  const say = words().account;
  return (
    <form className="submit-form stack" method="post" action="/session">
      <fieldset className="stack">
        <legend>{say.signIn}</legend>
        {wasRefused && (
          <p className="reason" role="alert">
            {say.tokenRefused}
          </p>
        )}
        <label>
          {say.token} <input type="password" name="token" required minLength={8} autoComplete="current-password" />
        </label>
        <p className="small quiet">
          {say.aboutTokens(
            <code>pb_</code>,
            <code lang="en">npm run admin -- token create</code>,
            <code>token</code>,
            <code>PARETOBOARD_HOME</code>,
          )}
        </p>
      </fieldset>
      <p>
        <button type="submit">{say.signIn}</button>
      </p>
      <p className="small quiet">
        {say.readingIsFree((text) => (
          <Link href="/">{text}</Link>
        ))}
      </p>
    </form>
  );
}
