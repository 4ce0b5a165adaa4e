/** Enlargement of the task; the paper also prints ×3 and ×4. */
export const scale = 2;
/** Side of a small training picture, the paper's patch; its large one is `scale` times that. */
export const patchSize = 48;
