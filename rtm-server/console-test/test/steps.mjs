// What an operator does on the pages, as the tests say it.

/** One of the two users of the playground. */
export function pane(page, user) {
  const root = page.locator(`[data-pane=${user}]`);
  const said = (text) => root.locator('.talk li').filter({ hasText: text }).first().waitFor();
  const press = (name) => root.getByRole('button', { name, exact: true }).click();
  return {
    root,
    said,
    press,
    async logIn(as = user) {
      await root.locator('form input').first().fill(as);
      await press('Log in');
      await said('Logged in.');
    },
    async say(text) {
      await root.getByPlaceholder('Message').fill(text);
      await press('Send');
    },
    /** Waits for a frame of a kind in the list. */
    frame: (kind) => root.locator('.frames summary').filter({ hasText: kind }).first(),
  };
}

/** Waits until a tile of the overview shows a number above zero. */
export function waitForTile(page, name) {
  return page.waitForFunction((tile) => {
    const text = document.querySelector(`[data-tile=${tile}]`)?.textContent ?? '';
    return parseFloat(text.replaceAll(',', '')) > 0;
  }, name);
}

/** Answers a dialog that asks for a reason. */
export async function confirmWith(page, dialog, reason) {
  const box = page.locator(`[data-dialog=${dialog}]`);
  await box.locator('input').last().fill(reason);
  await box.locator('button.danger').click();
  await box.waitFor({ state: 'detached' });
}
