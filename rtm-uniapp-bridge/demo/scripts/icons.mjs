// Draws the icons of the tab bar, icons/*.svg, as the PNG files that mini programs want.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'src/static/tab');
const COLORS = { '': '#7b8799', '-on': '#3b76f0' };

mkdirSync(target, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 81, height: 81 } });
for (const file of readdirSync(join(root, 'icons'))) {
  for (const [suffix, color] of Object.entries(COLORS)) {
    const svg = readFileSync(join(root, 'icons', file), 'utf8');
    await page.setContent(
      `<style>body{margin:0;color:${color}}svg{display:block;width:81px;height:81px}</style>${svg}`,
    );
    const path = join(target, file.replace('.svg', `${suffix}.png`));
    await page.screenshot({ path, omitBackground: true });
  }
}
await browser.close();
