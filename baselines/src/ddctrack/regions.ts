import { type Box, type Region, regionAbout } from './frame.js';

/** Sides of the regions, in roots of the box's area. */
const templateFactor = 2;
const searchFactor = 4;

/** What the template shows: the object and as much around it. */
export function templateRegion(box: Box): Region {
  return regionAbout(box, templateFactor);
}

/** Where the object is looked for: about the latest box, in training as in tracking. @param history boxes, the newest last */
export function searchRegion(history: readonly Box[]): Region {
  return regionAbout(history.at(-1)!, searchFactor);
}
