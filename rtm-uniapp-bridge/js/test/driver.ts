// Lets another program drive the module, for tests across languages:
//   node --import tsx test/driver.ts ws://127.0.0.1:7080/rtm
// Each line of the input is a call, {"call": name, "options": …, "id": n}; each line of the output an
// answer, {"id": n, "result": …}, or an event, {"event": …}. The end of the input releases and ends.
import { createInterface } from 'node:readline';
import { createWebSocketModule } from '../src/client/index';
import { nodeSockets } from './support/nodeSocket';

interface Call {
  call: string;
  options?: unknown;
  id: number;
}

type AnyFunction = (...given: unknown[]) => void;

const module = createWebSocketModule({ socket: nodeSockets().factory });
const functions = module as unknown as Record<string, AnyFunction | undefined>;

function write(line: object): void {
  process.stdout.write(JSON.stringify(line) + '\n');
}

function run(line: string): void {
  const { call, options, id } = JSON.parse(line) as Call;
  const callee = functions[call];
  const answer = (result: unknown) => write({ id, result });
  if (!callee) {
    write({ id, error: `there is no function ${call}` });
  } else if (options === undefined) {
    callee(answer);
  } else {
    callee(options, answer);
  }
}

module.setCallBack((event) => write({ event }));
module.setParameters({ 'rtm.server': process.argv[2] });
createInterface({ input: process.stdin })
  .on('line', (line) => line.trim() && run(line))
  .on('close', () => module.release(() => setTimeout(() => process.exit(0), 200)));
