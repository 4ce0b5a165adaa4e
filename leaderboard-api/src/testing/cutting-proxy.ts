import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A bad line to a server: it may end a connection, or go silent, after so many bytes in one direction. */
export class CuttingProxy {
  /** Bytes to the server, or back, after which the connection is cut; each number is used once. */
  readonly cutsToServer: number[] = [];
  readonly cutsBack: number[] = [];
  /** Bytes to the server after which nothing is passed on any more, though the connection stands. */
  stallAfter = Number.POSITIVE_INFINITY;
  cut = 0;
  /** Bytes of the present connection that were passed on to the server. */
  passed = 0;

  private readonly sockets = new Set<Socket>();
  private down = false;

  private constructor(
    private readonly server: Server,
    /** Of the server; it may start again on another. */
    public port: number,
  ) {}

  static async to(port: number): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server, port);
    server.on('connection', (socket) => proxy.join(socket));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The line is cut, or mended: while it is cut, every connection ends at once. */
  set isCut(isCut: boolean) {
    this.down = isCut;
    if (isCut) for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private join(client: Socket): void {
    if (this.down) return void client.destroy();
    const upstream = connect(this.port, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    this.pass(client, upstream, this.cutsToServer, true);
    this.pass(upstream, client, this.cutsBack, false);
  }

  private pass(from: Socket, to: Socket, cuts: number[], isToServer: boolean): void {
    let seen = 0;
    from.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (isToServer) this.passed = seen;
      if (isToServer && seen > this.stallAfter) return;
      to.write(chunk);
      const [limit] = cuts;
      if (limit === undefined || seen < limit) return;
      cuts.shift();
      this.cut += 1;
      // What was written arrives; then the line is dead.
      to.end(() => from.destroy());
    });
  }
}
