import { interpolationSubmission } from './interpolation-submission.js';

/** Every pixel repeated: where the anchored networks start from. */
export default interpolationSubmission(({ width, channels, data, height: rows }, newWidth, newHeight) => {
  const result = new Uint8Array(newWidth * newHeight * channels);
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0; x < newWidth; x++) {
      const from = (Math.floor((y * rows) / newHeight) * width + Math.floor((x * width) / newWidth)) * channels;
      for (let channel = 0; channel < channels; channel++)
        result[(y * newWidth + x) * channels + channel] = data[from + channel]!;
    }
  }
  return { width: newWidth, height: newHeight, channels, data: result };
});
