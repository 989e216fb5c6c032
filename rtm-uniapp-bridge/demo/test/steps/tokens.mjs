// A server that wants tokens: one runs out while it is in use, and is renewed.
import { test } from 'node:test';
import { Person } from '../person.mjs';
import { createToken, startServer } from '../places.mjs';

const appId = '0123456789abcdef0123456789abcdef';
const env = { RTM_APP_ID: appId, RTM_APP_CERTIFICATE: 'fedcba9876543210fedcba9876543210' };

export default function (scene) {
  test('a token that runs out', async () => {
    const server = await startServer(0, env);
    const carol = await Person.arrive(scene, 'carol', 'en');
    const address = `ws://127.0.0.1:${server.port}/rtm`;
    try {
      await carol.tryLogin(address, appId, 'not a token');
      await carol.page.locator('uni-toast').filter({ hasText: 'token' }).waitFor();
      await carol.shoot('login-refused');
      await carol.write('token', createToken(env, 'carol', '32s'));
      await carol.click('login');
      await carol.sees('connection-bar', carol.words.token.expiring);
      await carol.shoot('token');
      await carol.click('connection-bar');
      await carol.click('renew');
      await carol.write('new-token', createToken(env, 'carol', '1h'));
      await carol.click('renew-now');
      await carol.find('connection-bar').waitFor({ state: 'detached' });
    } finally {
      await carol.page.close();
      await server.stop();
    }
  });
}
