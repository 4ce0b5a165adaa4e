import { wireEnvironmentSchema } from '@paretoboard/contract/wire.js';
import type { Predictor } from '@paretoboard/sdk/submission.js';
import { z } from 'zod';
import { connectToHarness } from '../harness-connection.js';
import { predict } from '../interactions/predict.js';
import { NotServedError } from '../report-error.js';
import { type Implementation, serve } from '../serve.js';
import { checkMetadata } from './check-metadata.js';
import { ModelServer } from './model-server.js';

/**
 * Speaks the wire to the harness and the Open Inference Protocol to a server that it starts: runs inside the submission's sandbox, beside the server.
 * Arguments: port, name of the model, folder, and the server's command.
 */
const [portText, model = '', folder = '', ...command] = process.argv.slice(2);
const port = z.coerce.number().int().min(1).max(65_535).parse(portText);

let server: ModelServer | null = null;

const implementation: Implementation = {
  train: () =>
    Promise.reject(new NotServedError('the Open Inference Protocol has no training: use division pre-trained')),
  load: async (load) => {
    if (load.interaction !== predict.id)
      throw new NotServedError(
        `the Open Inference Protocol serves interaction predict; the task asks ${load.interaction}: speak the wire instead (docs/wire.md)`,
      );
    const started = await ModelServer.start({ command, folder, port, model });
    server = started;
    await started.ready();
    checkMetadata(await started.metadata(), load);
    const predictor: Predictor = { parameters: null, predict: (inputs) => started.infer(inputs, load.outputs) };
    return predict.serve(predictor, load);
  },
};

const environment = wireEnvironmentSchema.parse(process.env);
// The server has no business with the pipes.
for (const name of Object.keys(process.env)) if (name.startsWith('PARETOBOARD_')) delete process.env[name];
const connection = connectToHarness(environment);
connection.write({
  type: 'hello',
  protocol: 1,
  sharedMemory: connection.sharedMemory,
  runtime: { name: 'open-inference', version: '2', device: 'not told', threads: null },
});
try {
  await serve(implementation, connection);
} finally {
  (server as ModelServer | null)?.stop();
}
process.exit(0);
