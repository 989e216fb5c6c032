// The console on a pretended admin port, to look at it: npm run mock, then the key is "mock".
import { startMock } from './server.mjs';

const mock = await startMock({ port: Number(process.env.PORT || 7090) });
console.log(`${mock.url} key ${mock.key}`);
