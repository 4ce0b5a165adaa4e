import { gzipSync } from 'node:zlib';

export interface TarMember {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Of POSIX: "0" file, "1" hard link, "2" symbolic link, "5" folder, "x" pax header … */
  readonly type?: string;
  readonly link?: string;
  /** As the header declares it; else that of the content. */
  readonly bytes?: number;
  readonly wrongChecksum?: boolean;
}

const block = 512;

/** The two blocks that end an archive. */
export const tarEnd = Buffer.alloc(2 * block);

function header({ name, content = '', type = '0', link = '', bytes, wrongChecksum = false }: TarMember): Buffer {
  const head = Buffer.alloc(block);
  head.set(Buffer.from(name), 0);
  head.write('0000644\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${(bytes ?? Buffer.from(content).length).toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        ', 148);
  head.write(type, 156);
  head.write(link, 157);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0) + (wrongChecksum ? 1 : 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** Members as given, also such as no honest tool would write; without an end. */
export function tarMembers(...members: readonly TarMember[]): Buffer {
  return Buffer.concat(
    members.flatMap((member) => {
      const content = Buffer.from(member.content ?? '');
      return [header(member), content, Buffer.alloc((block - (content.length % block)) % block)];
    }),
  );
}

export function makeTar(...members: readonly TarMember[]): Buffer {
  return Buffer.concat([tarMembers(...members), tarEnd]);
}

export function makeTarGz(...members: readonly TarMember[]): Buffer {
  return gzipSync(makeTar(...members));
}

/** A pax extended header with one record. */
export function pax(key: string, value: string, type = 'x'): TarMember {
  const body = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(body);
  while (`${length}`.length + Buffer.byteLength(body) !== length) length = `${length}`.length + Buffer.byteLength(body);
  return { name: 'PaxHeader', type, content: `${length}${body}` };
}
