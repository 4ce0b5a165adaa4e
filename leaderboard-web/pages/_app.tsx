import type { AppProps } from 'next/app';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/layout.css';
import '../styles/notes.css';
import '../styles/chart.css';
import '../styles/table.css';
import '../styles/filters.css';
import '../styles/embed.css';

/** Only embeds are here: pages that other sites show have no head and foot of the site, and no script. Every other page is in `app`. */
export default function EmbedApp({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />;
}
