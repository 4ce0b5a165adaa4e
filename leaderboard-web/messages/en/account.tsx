import type { ReactNode } from 'react';
import type { Wrap } from '../wrap';

/** Signing in, invitations, and the page that takes submissions. */
export const account = {
  submit: 'Submit',
  submitDescription:
    'Send an implementation of a paper’s method: it is trained, scored and timed here, and its row is published.',
  submitLead: (manifest: ReactNode) => (
    <>
      Send a folder with a {manifest}: the harness trains it, scores it and times it in a sandbox without network or
      labels, and publishes its row with every attempt.
    </>
  ),
  sendOne: 'Send a submission',
  fromTerminal: 'From a terminal',
  terminalNote: 'The same, with a try-out on your own machine before anything is sent:',
  kinds: (link: Wrap) => (
    <>
      Kinds: TensorFlow.js modules and models, ONNX files, and any program that speaks the wire, in any language. How
      each is made stands in the {link('documentation')}.
    </>
  ),
  signedInAs: (name: ReactNode, token: ReactNode) => (
    <>
      Signed in as {name}, by the token {token}.
    </>
  ),
  signOut: 'Sign out',
  needsJavaScript: (command: ReactNode) => <>Sending a folder needs JavaScript here. Without it: {command}.</>,
  refusals: {
    provider: 'The provider could not be asked, or its answer does not hold. Begin again.',
    stranger: 'You have no account on this board yet. Ask its operator for an invitation, and begin from its link.',
    link: 'The link of the invitation was used, or is too old. Ask the operator for another one.',
  } as Readonly<Record<string, string>>,
  orByPassword: 'Or by name and password',
  passwordRefused:
    'Name and password do not belong together, the account has no password, or there were too many wrong ones.',
  name: 'Name',
  password: 'Password',
  goOn: 'Go on with the password',
  signIn: 'Sign in',
  tokenRefused: 'No account has this token, or it has expired or been revoked.',
  token: 'Token',
  aboutTokens: (prefix: ReactNode, command: ReactNode, file: ReactNode, folder: ReactNode) => (
    <>
      Tokens begin with {prefix}. The operator of this board makes them ({command}); on the machine that runs it, the
      first one lies in the file {file} of its {folder}.
    </>
  ),
  readingIsFree: (link: Wrap) => <>Reading the board needs no account. {link('See the tasks')}.</>,
  signInBy: (provider: string) => `Sign in by ${provider}`,

  invitation: 'Invitation',
  invitationDescription: 'Set the password of your account.',
  yourAccount: 'Your account',
  choosePassword: (provider: string | null) =>
    `Choose a password${provider === null ? '' : `, or join your account at ${provider}`}. The link works once; after that you sign in ${provider === null ? 'with your name' : 'the way you chose'}.`,
  setPasswordArea: 'Set a password',
  linkUsed: 'This link was used, or is too old. Ask the operator for another one.',
  passwordTooShort: 'The password was not taken: it needs at least 12 characters.',
  serverSilent: 'The server could not be asked. Try again in a moment.',
  newPassword: 'Password, 12 characters or more',
  setPassword: 'Set the password',
};
