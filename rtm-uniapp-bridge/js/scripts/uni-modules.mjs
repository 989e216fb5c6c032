// Writes dist/uni_modules/rtmkit-rtm: the package as HBuilderX imports it.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const target = join(dist, 'uni_modules/rtmkit-rtm');
const { version, description, keywords } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const yes = 'y';
const unknown = 'u';

const manifest = {
  id: 'rtmkit-rtm',
  displayName: 'RTMKit',
  version,
  description,
  keywords: keywords.slice(0, 5),
  engines: { HBuilderX: '^3.6.0' },
  dcloudext: {
    type: 'sdk-js',
    sale: { regular: { price: '0.00' }, sourcecode: { price: '0.00' } },
    contact: { qq: '' },
    declaration: {
      ads: 'none',
      data: 'Connects only to the server that the application names.',
      permissions: 'none',
    },
    npmurl: '',
  },
  uni_modules: {
    dependencies: [],
    encrypt: [],
    platforms: {
      client: {
        Vue: { vue2: yes, vue3: yes },
        App: { 'app-vue': yes, 'app-nvue': unknown, 'app-uvue': 'n' },
        'H5-mobile': {
          Safari: yes,
          'Android Browser': yes,
          '微信浏览器(Android)': yes,
          'QQ浏览器(Android)': unknown,
        },
        'H5-pc': { Chrome: yes, IE: 'n', Edge: yes, Firefox: yes, Safari: yes },
        小程序: { 微信: yes, 阿里: unknown, 百度: unknown, 字节跳动: unknown, QQ: unknown },
        快应用: { 华为: 'n', 联盟: 'n' },
      },
    },
  },
};

rmSync(join(dist, 'uni_modules'), { recursive: true, force: true });
// The bundle, and the types with their folders.
const names = readdirSync(dist);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'package.json'), JSON.stringify(manifest, null, 2) + '\n');
cpSync(join(root, 'readme-uni-modules.md'), join(target, 'readme.md'));
cpSync(join(root, 'CHANGELOG.md'), join(target, 'changelog.md'));
cpSync(join(root, '../../LICENSE'), join(target, 'license.md'));
for (const name of names) {
  cpSync(join(dist, name), join(target, 'js_sdk', name), { recursive: true });
}
console.log(`dist/uni_modules/rtmkit-rtm ${version}`);
