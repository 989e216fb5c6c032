// All texts of the page, in both languages: texts/*.js together are the one table.
import apps from './texts/apps.js';
import errors from './texts/errors.js';
import overview from './texts/overview.js';
import people from './texts/people.js';
import playground from './texts/playground.js';
import shell from './texts/shell.js';

/** Key to [English, Chinese]. */
export const TEXTS = { ...shell, ...overview, ...people, ...apps, ...playground, ...errors };

const CHINESE = 'zh-CN';
const KEPT_AS = 'rtmkit.language';

let language = 'en';

/** Takes over what theme.js has found. */
export function initLanguage() {
  language = document.documentElement.lang === CHINESE ? CHINESE : 'en';
}

/** The language as browsers name it. */
export function currentLanguage() {
  return language;
}

/** Changes to the other language and remembers it. */
export function switchLanguage() {
  language = language === CHINESE ? 'en' : CHINESE;
  localStorage.setItem(KEPT_AS, language);
  document.documentElement.lang = language;
}

/** A text in the current language; `{name}` stands for a value. */
export function t(key, values = {}) {
  const both = TEXTS[key];
  if (!both) throw new Error(`no text ${key}`);
  const text = both[language === CHINESE ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The same, to be said again when the language changes. */
export function say(key, values) {
  return () => t(key, values);
}
