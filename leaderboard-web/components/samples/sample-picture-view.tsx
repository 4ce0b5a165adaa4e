import type { SamplePicture } from '@paretoboard/contract/samples.js';

/** A picture of a sample, in its own size or smaller. */
export function SamplePictureView({ picture, folder, alt }: { picture: SamplePicture; folder: string; alt: string }) {
  const { name, width, height } = picture;
  // Next's image component would fetch and convert them again: they are small, and never change.
  // biome-ignore lint/performance/noImgElement: see above
  return <img src={folder + name} width={width} height={height} alt={alt} loading="lazy" decoding="async" />;
}
