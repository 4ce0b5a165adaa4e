import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { inferenceErrorSchema, type ModelMetadata, modelMetadataSchema } from '@paretoboard/contract/open-inference.js';
import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { type HttpAnswer, LoopbackClient } from './http-client.js';
import { inferRequest, inferredTensors } from './infer-message.js';

export interface ModelServerOptions {
  readonly command: readonly string[];
  /** Where the command begins. */
  readonly folder: string;
  readonly port: number;
  /** Name of the model in the server's paths. */
  readonly model: string;
}

const pollMs = 20;
const mostErrorText = 4_000;

function listens(port: number): Promise<boolean> {
  return new Promise((fulfil) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (is: boolean) => () => {
      socket.destroy();
      fulfil(is);
    };
    socket.once('connect', settle(true)).once('error', settle(false));
  });
}

/** What the server itself says went wrong, else the beginning of its answer. */
function errorText({ status, body }: HttpAnswer): string {
  const text = body.toString('utf8').slice(0, mostErrorText);
  try {
    return `${status}: ${inferenceErrorSchema.parse(JSON.parse(text)).error}`;
  } catch {
    return `${status}: ${text}`;
  }
}

/** A server of the Open Inference Protocol, started by us, on the loopback of its own network namespace. */
export class ModelServer {
  private readonly client: LoopbackClient;
  private ended: string | null = null;

  /** @throws Error if another program has the port */
  static async start(options: ModelServerOptions): Promise<ModelServer> {
    // Where the network is shared: we would be talking to somebody else.
    if (await listens(options.port))
      throw new Error(`port ${options.port} is taken on this machine: the server could not listen there`);
    const [program = '', ...parameters] = options.command;
    const child = spawn(program, parameters, { cwd: options.folder, stdio: ['ignore', 'inherit', 'inherit'] });
    return new ModelServer(options, child);
  }

  private constructor(
    private readonly options: ModelServerOptions,
    private readonly child: ChildProcess,
  ) {
    this.client = new LoopbackClient(options.port);
    child.once('exit', (code, signal) => {
      this.ended = signal === null ? `exit status ${code}` : `signal ${signal}`;
    });
    child.once('error', (error) => {
      this.ended = error.message;
    });
  }

  private get path(): string {
    return `/v2/models/${encodeURIComponent(this.options.model)}`;
  }

  /** Waits until server and model are ready: the deadline is the harness's. @throws Error if the server ends before that */
  async ready(): Promise<void> {
    while (!(await this.isReady())) {
      if (this.ended !== null) throw new Error(`the server ended before it was ready: ${this.ended}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  private async isReady(): Promise<boolean> {
    try {
      const answers = [
        await this.client.call('GET', '/v2/health/ready'),
        await this.client.call('GET', `${this.path}/ready`),
      ];
      return answers.every(({ status }) => status === 200);
    } catch {
      // It does not listen yet.
      return false;
    }
  }

  /** @throws Error */
  async metadata(): Promise<ModelMetadata> {
    const answer = await this.client.call('GET', this.path);
    if (answer.status !== 200) throw new Error(`GET ${this.path} → ${errorText(answer)}`);
    return modelMetadataSchema.parse(JSON.parse(answer.body.toString('utf8')));
  }

  /** @throws WrongAnswerError, or Error with what the server says */
  async infer(inputs: NamedTensors, outputs: readonly TensorSpec[]): Promise<NamedTensors> {
    const { headers, body } = inferRequest(inputs, outputs);
    const answer = await this.client.call('POST', `${this.path}/infer`, headers, body);
    if (answer.status !== 200) throw new Error(`POST ${this.path}/infer → ${errorText(answer)}`);
    return inferredTensors(answer);
  }

  stop(): void {
    this.child.kill();
  }
}
