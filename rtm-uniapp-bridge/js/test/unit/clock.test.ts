import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SystemClock } from '../../src/client/Clock';

test('what is due in months does not happen at once', async () => {
  const clock = new SystemClock();
  let ran = false;
  const timer = clock.schedule(4_294_967_295, () => (ran = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  timer.cancel();
  assert.equal(ran, false);
});
