import { Head, Html, Main, NextScript } from 'next/document';
import { currentLanguage } from '../lib/current-language';

export default function EmbedDocument() {
  return (
    <Html lang={currentLanguage()}>
      <Head>
        {/* A frame of another site must not turn into this one: what is followed opens beside it. */}
        <base target="_blank" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
      </Head>
      <body className="embed">
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}
