import protobuf from 'protobufjs';

/** A message of Protocol Buffers by field number: nested messages and texts as bytes. */
export type Fields = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

/** @throws Error on bytes that are no message */
export function fieldsOf(bytes: Uint8Array): Fields {
  const reader = protobuf.Reader.create(bytes);
  const fields = new Map<number, (number | Uint8Array)[]>();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const [field, wireType] = [tag >>> 3, tag & 7];
    if (wireType !== 0 && wireType !== 2) {
      reader.skipType(wireType);
      continue;
    }
    const value = wireType === 0 ? Number(reader.uint64()) : reader.bytes();
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

const decoder = new TextDecoder();

/** Empty where the field is missing. */
export const textOf = (fields: Fields, field: number): string =>
  decoder.decode((fields.get(field)?.[0] ?? new Uint8Array()) as Uint8Array);

/** 0 where the field is missing, as its default is. */
export const numberOf = (fields: Fields, field: number): number => (fields.get(field)?.[0] ?? 0) as number;

export const messagesOf = (fields: Fields, field: number): Fields[] =>
  (fields.get(field) ?? []).map((bytes) => fieldsOf(bytes as Uint8Array));
