// Call invitations, each way in which one can end; and a server that comes back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../places.mjs';

export default function (scene) {
  test('a call that is accepted', async () => {
    const { alice, bob } = scene;
    await alice.startCall('bob', 'Shall we talk?', 'tea-room');
    await bob.sees('phase', bob.words.phase.ringingIn);
    await bob.sees('call-content', 'Shall we talk?');
    await alice.sees('phase', alice.words.phase.ringingOut);
    await alice.shoot('call-out');
    await bob.shoot('call-in-zh');
    await bob.write('response', '好的');
    await bob.click('accept');
    await bob.sees('phase', bob.words.phase.accepted);
    await alice.sees('phase', alice.words.phase.accepted);
    await alice.sees('call-answer', '好的');
    await alice.shoot('call-accepted');
    await alice.click('done');
    await bob.click('done');
  });

  test('a call that is declined, one that is canceled, one to nobody', async () => {
    const { alice, bob } = scene;
    await alice.startCall('bob', '');
    await bob.click('refuse');
    await alice.sees('phase', alice.words.phase.refused);
    await alice.shoot('call-refused');
    await alice.click('done');
    await bob.click('done');
    await alice.startCall('bob', '');
    await bob.sees('phase', bob.words.phase.ringingIn);
    await alice.click('cancel');
    await bob.sees('phase', bob.words.phase.canceled);
    await alice.sees('phase', alice.words.phase.canceled);
    await alice.click('done');
    await bob.click('done');
    await alice.startCall('carol', '');
    await alice.sees('phase', alice.words.phase.calling);
    await alice.click('call-close');
    assert.equal(await alice.count('call', 4), 4);
    await bob.toTab('calls');
    assert.equal(await bob.count('call', 3), 3);
    await bob.shoot('calls-zh');
  });

  test('the server waits for a callee who is away, for half a minute', async () => {
    const { alice } = scene;
    await alice.toTab('calls');
    await alice.sees('call-phase', alice.words.failure.out[1], undefined, 40_000);
    await alice.shoot('calls');
    await alice.toTab('settings');
  });

  test('a server that comes back: channels begin anew, calls have failed', async () => {
    const { alice, bob } = scene;
    const { port } = scene.server;
    await bob.join('tea-room');
    await alice.startCall('bob', 'Are you still there?');
    await bob.sees('phase', bob.words.phase.ringingIn);
    await scene.server.stop();
    await alice.click('call-close');
    await alice.sees('connection-bar', alice.words.connection[4]);
    await alice.shoot('reconnecting');
    scene.server = await startServer(port);
    await alice.find('connection-bar').waitFor({ state: 'detached', timeout: 40_000 });
    await alice.sees('call-phase', alice.words.phase.failed);
    await bob.sees('phase', bob.words.phase.failed, undefined, 40_000);
    await bob.shoot('call-failed-zh');
    await bob.click('done');
    await bob.sees('note', bob.words.note.channelReset);
    await bob.shoot('channel-reset-zh');
    await bob.back();
    await alice.toTab('settings');
  });
}
