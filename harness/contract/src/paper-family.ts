import { z } from 'zod';

/** What a paper's method does, in the order in which readers are shown them. */
export const paperFamilySchema = z.enum([
  'image-classification',
  'detection-and-segmentation',
  'image-restoration',
  'signals-and-skeletons',
  'video',
  'anomaly-detection',
  'motion-and-geometry',
  'retrieval-and-recommendation',
  'generation',
  'privacy-and-explanation',
  'other',
]);
export type PaperFamily = z.infer<typeof paperFamilySchema>;
export const paperFamilies = paperFamilySchema.options;
