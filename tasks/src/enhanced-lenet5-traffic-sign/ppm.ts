export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGB, row-major, 3 bytes a pixel. */
  readonly rgb: Uint8Array;
}

const space = /\s/;

/**
 * Decodes a binary PPM (P6, netpbm), comments in the header included; GTSRB's format.
 * @throws RangeError on another magic number, on more than 8 bits a channel, or on missing bytes
 */
export function decodePpm(bytes: Uint8Array): Picture {
  let position = 0;
  const token = (): string => {
    let text = '';
    for (; position < bytes.length; position++) {
      const character = String.fromCharCode(bytes[position]!);
      if (character === '#') {
        while (position < bytes.length && bytes[position] !== 10) position++;
      } else if (!space.test(character)) {
        text += character;
      } else if (text !== '') {
        break;
      }
    }
    return text;
  };
  const magic = token();
  const [width, height, maximum] = [Number(token()), Number(token()), Number(token())];
  position += 1; // Exactly one white-space character before the pixels.
  if (magic !== 'P6' || !(width > 0) || !(height > 0) || maximum !== 255) {
    throw new RangeError(`expected a P6 picture with 255 levels, found ${magic} ${width} × ${height} with ${maximum}`);
  }
  const rgb = bytes.subarray(position, position + width * height * 3);
  if (rgb.length !== width * height * 3)
    throw new RangeError(`expected ${width * height * 3} bytes of pixels, found ${rgb.length}`);
  return { width, height, rgb };
}

/** Encodes a binary PPM. */
export function encodePpm({ width, height, rgb }: Picture): Uint8Array {
  const header = new TextEncoder().encode(`P6\n${width} ${height}\n255\n`);
  const bytes = new Uint8Array(header.length + rgb.length);
  bytes.set(header);
  bytes.set(rgb, header.length);
  return bytes;
}
