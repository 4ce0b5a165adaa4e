import { untrained } from './untrained.js';

/** A control: the later in its clip, the more abnormal. */
export default untrained((inputs) => inputs.position!.data);
