import type { account as english } from '../en/account';

export const account: typeof english = {
  submit: 'Einreichen',
  submitDescription:
    'Eine Implementierung eines Verfahrens einreichen: Sie wird hier trainiert, bewertet und gemessen, und ihre Zeile wird veröffentlicht.',
  submitLead: (manifest) => (
    <>
      Einen Ordner mit einer {manifest} einreichen: Er wird trainiert, bewertet und in einer Sandbox ohne Netz und ohne
      Labels gemessen; seine Zeile wird mit jedem Versuch veröffentlicht.
    </>
  ),
  sendOne: 'Einreichen',
  fromTerminal: 'Im Terminal',
  terminalNote: 'Dasselbe, mit einer Probe auf der eigenen Maschine, bevor etwas gesendet wird:',
  kinds: (link) => (
    <>
      Arten: Module und Modelle für TensorFlow.js, ONNX-Dateien und Programme in jeder Programmiersprache, die das
      Wire-Format sprechen. Wie jede entsteht, steht in der {link('Dokumentation')}.
    </>
  ),
  signedInAs: (name, token) => (
    <>
      Angemeldet als {name}, mit dem Token {token}.
    </>
  ),
  signOut: 'Abmelden',
  needsJavaScript: (command) => <>Einen Ordner zu senden erfordert hier JavaScript. Ohne geht es so: {command}.</>,
  refusals: {
    provider: 'Der Anbieter war nicht erreichbar, oder seine Antwort hält nicht stand. Bitte neu beginnen.',
    stranger:
      'Sie haben hier noch kein Konto. Bitten Sie den Betrieb um eine Einladung, und beginnen Sie mit deren Link.',
    link: 'Der Link der Einladung wurde schon benutzt oder ist zu alt. Bitten Sie den Betrieb um einen neuen.',
  },
  orByPassword: 'Oder mit Name und Passwort',
  passwordRefused:
    'Name und Passwort gehören nicht zusammen, das Konto hat kein Passwort, oder es gab zu viele falsche Versuche.',
  name: 'Name',
  password: 'Passwort',
  goOn: 'Mit dem Passwort weiter',
  signIn: 'Anmelden',
  tokenRefused: 'Kein Konto hat dieses Token, oder es ist abgelaufen oder widerrufen.',
  token: 'Token',
  aboutTokens: (prefix, command, file, folder) => (
    <>
      Tokens beginnen mit {prefix}. Der Betrieb dieser Rangliste stellt sie aus ({command}); auf der Maschine, auf der
      sie läuft, liegt das erste in der Datei {file} unter {folder}.
    </>
  ),
  readingIsFree: (link) => <>Zum Lesen ist kein Konto nötig. {link('Zu den Aufgaben')}.</>,
  signInBy: (provider) => `Anmelden über ${provider}`,

  invitation: 'Einladung',
  invitationDescription: 'Das Passwort Ihres Kontos festlegen.',
  yourAccount: 'Ihr Konto',
  choosePassword: (provider) =>
    `Wählen Sie ein Passwort${provider === null ? '' : `, oder verbinden Sie Ihr Konto bei ${provider}`}. Der Link gilt einmal; danach melden Sie sich ${provider === null ? 'mit Ihrem Namen' : 'auf dem gewählten Weg'} an.`,
  setPasswordArea: 'Passwort festlegen',
  linkUsed: 'Dieser Link wurde schon benutzt oder ist zu alt. Bitten Sie den Betrieb um einen neuen.',
  passwordTooShort: 'Das Passwort wurde nicht angenommen: Es braucht mindestens 12 Zeichen.',
  serverSilent: 'Der Server war nicht erreichbar. Bitte gleich noch einmal versuchen.',
  newPassword: 'Passwort, mindestens 12 Zeichen',
  setPassword: 'Passwort festlegen',
};
