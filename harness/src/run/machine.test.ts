import { expect, it } from 'vitest';
import { describeMachine } from './machine.js';

it('puts a row into the class of a graphics device only where the machine has one', () => {
  expect(describeMachine('NVIDIA H200', true)).toMatchObject({ gpu: 'NVIDIA H200', deviceClass: 'gpu:NVIDIA H200' });
  expect(describeMachine('NVIDIA H200', false).gpu).toBeNull();
  expect(describeMachine('NVIDIA H200', false).deviceClass).toMatch(/^cpu:/);
});
