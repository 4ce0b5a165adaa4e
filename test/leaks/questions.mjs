import { itemOf, stack } from '@paretoboard/harness/run/batch.js';

/** @typedef {import('@paretoboard/contract/tensor.js').NamedTensors} NamedTensors */

/** The entries of `tensors` whose names are in `names`, and the others. */
function parted(tensors, names) {
  const part = (isIn) => Object.fromEntries(Object.entries(tensors).filter(([name]) => names.includes(name) === isIn));
  return [part(true), part(false)];
}

/**
 * How each interaction asks a loaded submission, in this process and without a wire: one item → its answers, one for each call that is waited for.
 * `explain` is missing: its methods ask a black box of the harness.
 * @type {Record<string, (loaded: any, item: NamedTensors, definition: import('@paretoboard/contract/task.js').TaskDefinition) => AsyncGenerator<NamedTensors>>}
 */
export const questions = {
  async *predict(loaded, item) {
    yield await loaded.predict(stack([item], Object.keys(item)), 1);
  },
  async *transform(loaded, item, { outputs }) {
    const names = outputs.map(({ name }) => name);
    const [batch, conditions] = parted(stack([item], Object.keys(item)), names);
    yield await loaded.transform(batch, conditions, 1);
  },
  async *generate(loaded, item) {
    const { seed, ...inputs } = stack([item], Object.keys(item));
    yield { reconstruction: await loaded.reconstruct(inputs, 1), sample: await loaded.sample(seed.data) };
  },
  async *recommend(loaded, item, { outputs }) {
    const { user, candidates } = item;
    const [places] = outputs.find(({ name }) => name === 'items').shape;
    const query = {
      users: Int32Array.from(user.data),
      candidates: candidates.data,
      candidatesPerUser: candidates.data.length,
      places,
      inputs: stack([item], Object.keys(item)),
    };
    yield { items: { dtype: 'int32', shape: [1, places], data: await loaded.rank(query) } };
  },
  async *episode(loaded, item, { episode }) {
    const [queries, support] = parted(item, episode.queries);
    const rowsOf = (set) => Object.values(set)[0].shape[0];
    await loaded.support(support, rowsOf(support));
    yield await loaded.predict(queries, rowsOf(queries));
  },
  async *sequence(loaded, item, { sequence }) {
    const [steps, start] = parted(item, sequence.steps);
    await loaded.begin(stack([start], Object.keys(start)));
    const [length] = Object.values(steps)[0].shape;
    for (let at = 0; at < length; at++) yield await loaded.step(stack([itemOf(steps, at)], Object.keys(steps)));
    await loaded.end?.();
  },
};
