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

export const metadata: Metadata = {
  title: 'Submit',
  description:
    'Send an implementation of a paper’s method: it is trained, scored and timed here, and its row is published.',
};

interface Properties {
  searchParams: Promise<{ refused?: string; challenge?: string }>;
}

export default async function SubmitPage({ searchParams }: Properties) {
  const token = (await cookies()).get(cookieName)?.value;
  const account = token === undefined ? null : await loadAccount(token);
  const slug = slugSchema.safeParse((await searchParams).challenge);
  const failure = account?.ok === false && account.failure.kind !== 'refused' ? account.failure : null;
  return (
    <>
      <header className="page-head">
        <h1>Submit</h1>
        <p className="lead">
          Send a folder with a <code>paretoboard.json</code>: the harness trains it, scores it and times it in a sandbox
          without network or labels, and publishes its row with every attempt.
        </p>
      </header>
      <section className="section" aria-label="Send a submission">
        {account?.ok && <SignedIn account={account.value} challenge={slug.success ? slug.data : null} />}
        {!account?.ok && !failure && <SignIn refused={(await searchParams).refused} />}
        {failure && <FailureNote failure={failure} />}
      </section>
      <section className="section stack">
        <h2>From a terminal</h2>
        <p>The same, with a try-out on your own machine before anything is sent:</p>
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
          Kinds: TensorFlow.js modules and models, ONNX files, and any program that speaks the wire, in any language.
          How each is made stands in the{' '}
          <Link href="/docs" prefetch={false}>
            documentation
          </Link>
          .
        </p>
      </section>
    </>
  );
}

function SignedIn({ account, challenge }: { account: Account; challenge: string | null }) {
  return (
    <>
      <form className="signed-in" method="post" action="/session/end">
        <p>
          Signed in as <strong className="foreign">{account.name}</strong>, by the token{' '}
          <span className="foreign">{account.token.name}</span>.{' '}
          <button type="submit" className="plain">
            Sign out
          </button>
        </p>
      </form>
      <noscript>
        <p className="reason">
          Sending a folder needs JavaScript here. Without it: <code>npx paretoboard submit</code>.
        </p>
      </noscript>
      <SubmitForm rules={uploadRules} challenge={challenge} />
    </>
  );
}

const providerRefusals: Readonly<Record<string, string>> = {
  provider: 'The provider could not be asked, or its answer does not hold. Begin again.',
  stranger: 'You have no account on this board yet. Ask its operator for an invitation, and begin from its link.',
  link: 'The link of the invitation was used, or is too old. Ask the operator for another one.',
};

async function SignIn({ refused = '' }: { refused: string | undefined }) {
  const provider = await loadOidcProvider();
  const byProvider = providerRefusals[refused];
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
  return (
    <form className="submit-form stack" method="post" action="/session">
      <fieldset className="stack">
        <legend>Or by name and password</legend>
        {wasRefused && (
          <p className="reason" role="alert">
            Name and password do not belong together, the account has no password, or there were too many wrong ones.
          </p>
        )}
        <label>
          Name <input name="name" required maxLength={80} autoComplete="username" autoCapitalize="none" />
        </label>
        <label>
          Password <input type="password" name="password" required maxLength={200} autoComplete="current-password" />
        </label>
      </fieldset>
      <p>
        <button type="submit">Go on with the password</button>
      </p>
    </form>
  );
}

function SignInByToken({ wasRefused }: { wasRefused: boolean }) {
  return (
    <form className="submit-form stack" method="post" action="/session">
      <fieldset className="stack">
        <legend>Sign in</legend>
        {wasRefused && (
          <p className="reason" role="alert">
            No account has this token, or it has expired or been revoked.
          </p>
        )}
        <label>
          Token <input type="password" name="token" required minLength={8} autoComplete="current-password" />
        </label>
        <p className="small quiet">
          Tokens begin with <code>pb_</code>. The operator of this board makes them (
          <code>npm run admin -- token create</code>); on the machine that runs it, the first one lies in the file{' '}
          <code>token</code> of its <code>PARETOBOARD_HOME</code>.
        </p>
      </fieldset>
      <p>
        <button type="submit">Sign in</button>
      </p>
      <p className="small quiet">
        Reading the board needs no account. <Link href="/">See the tasks</Link>.
      </p>
    </form>
  );
}
