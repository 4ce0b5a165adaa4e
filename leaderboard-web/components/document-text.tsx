import { SentOnce } from './sent-once';

/** One of our own documents. @param html as the renderer of Markdown wrote it, with raw HTML turned into text */
export function DocumentText({ html }: { html: string }) {
  return (
    <SentOnce>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above */}
      <article className="prose" lang="en" dangerouslySetInnerHTML={{ __html: html }} />
    </SentOnce>
  );
}
