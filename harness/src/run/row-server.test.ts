import { wireLimits } from '@paretoboard/contract/wire.js';
import { describe, expect, it } from 'vitest';
import type { ItemSource } from '../task/task-module.js';
import { RowServer } from './row-server.js';

function source(items: number, offset: number): ItemSource {
  return {
    items,
    read: (index) => ({
      inputs: { x: { dtype: 'float32', shape: [2], data: Float32Array.of(offset + index, 1) } },
      targets: { label: { dtype: 'int32', shape: [], data: Int32Array.of(index) } },
      attributes: { subject: index },
      group: String(index),
    }),
  };
}

function server(rowBudget = 100): RowServer {
  const inputs = [{ name: 'x', dtype: 'float32' as const, shape: [2] }];
  const targets = [{ name: 'label', dtype: 'int32' as const, shape: [] }];
  return new RowServer({
    data: { train: source(5, 0), validation: source(2, 100) },
    inputs,
    targets,
    seed: 7,
    rowBudget,
  });
}

function epoch(rows: RowServer, batch: number): number[] {
  const labels: number[] = [];
  for (let served = rows.next('train', batch); served.items > 0; served = rows.next('train', batch)) {
    labels.push(...(served.tensors['target:label']?.data ?? []));
  }
  return labels;
}

describe('RowServer', () => {
  it('serves every row once an epoch, in an order that changes and that the seed gives', () => {
    const rows = server();
    const first = epoch(rows, 2);
    const second = epoch(rows, 3);
    expect([...first].sort()).toEqual([0, 1, 2, 3, 4]);
    expect([...second].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(second).not.toEqual(first);
    expect(epoch(server(), 2)).toEqual(first);
    expect(rows.served).toBe(10);
  });

  it('batches inputs, targets and attributes of the same rows', () => {
    const served = server().next('validation', 10);
    expect(served.items).toBe(2);
    expect(served.tensors['input:x']?.shape).toEqual([2, 2]);
    const labels = [...(served.tensors['target:label']?.data ?? [])];
    expect([served.tensors['input:x']?.data[0], served.tensors['input:x']?.data[2]]).toEqual(
      labels.map((label) => 100 + label),
    );
    expect(served.attributes?.map((row) => row.subject)).toEqual(labels);
  });

  it('sends no more rows at once than fit into a message, however large an axis is that varies', () => {
    const wide: ItemSource = {
      items: 9,
      read: (index) => ({
        inputs: { picture: { dtype: 'uint8', shape: [4096, 4096], data: new Uint8Array(1 << 24) } },
        targets: {},
        attributes: {},
        group: String(index),
      }),
    };
    const rows = new RowServer({
      data: { train: wide, validation: source(0, 0) },
      inputs: [{ name: 'picture', dtype: 'uint8', shape: [null, null] }],
      targets: [],
      seed: 7,
      rowBudget: 100,
    });
    expect(rows.next('train', 9).items).toBe(4);
    expect(rows.next('validation', 9).items).toBe(0);
  });

  it('refuses rows beyond the budget, as the submission’s failure', () => {
    const rows = server(4);
    rows.next('train', 4);
    expect(() => rows.next('train', 1)).toThrow(
      expect.objectContaining({ name: 'SubmissionFailure', code: 'budget-exceeded' }),
    );
  });

  it('says nothing of rows without attributes, and gives no more rows than have attributes that fit a header', () => {
    const many = (attributes: Record<string, string>): RowServer => {
      const row = { ...source(1, 0).read(0), attributes };
      const train: ItemSource = { items: 50_000, read: () => row };
      return new RowServer({
        data: { train, validation: train },
        inputs: [],
        targets: [],
        seed: 1,
        rowBudget: 1e6,
      });
    };
    const plain = many({}).next('train', 50_000);
    expect([plain.items, plain.attributes]).toEqual([50_000, undefined]);
    const named = many({ name: 'x'.repeat(100) });
    const served = named.next('train', 50_000);
    expect(served.items).toBeGreaterThan(500);
    expect(JSON.stringify(served.attributes).length).toBeLessThan(wireLimits.headerBytes);
    expect(named.next('train', 1e6).items).toBe(served.items);
  });
});
