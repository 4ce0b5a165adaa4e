import { BundleError } from './bundle-error.js';
import { quoted } from './quoted.js';
import { decodeName } from './tar-header.js';

/**
 * Records of a pax extended header: `<length> <key>=<value>\n`, the length counting all of itself.
 * @throws BundleError damaged
 */
export function readPaxRecords(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const digits = space === -1 ? '' : Buffer.from(bytes.subarray(at, space)).toString('latin1');
    const end = at + Number(digits);
    if (!/^[1-9]\d{0,5}$/.test(digits) || end > bytes.length || end <= space || bytes[end - 1] !== 10) {
      throw new BundleError('damaged', 'a pax header has a record of a wrong length');
    }
    const text = decodeName(bytes.subarray(space + 1, end - 1));
    const equals = text.indexOf('=');
    if (equals < 1) throw new BundleError('damaged', 'a pax header has a record without a key');
    const key = text.slice(0, equals);
    if (records.has(key)) throw new BundleError('headers-disagree', `a pax header has ${quoted(key)} twice`);
    records.set(key, text.slice(equals + 1));
    at = end;
  }
  return records;
}
