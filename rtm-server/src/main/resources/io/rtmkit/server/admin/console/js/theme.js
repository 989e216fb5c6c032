// Light and dark: as the system has it, until somebody chooses.

const KEPT_AS = 'rtmkit.theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = [];

export function initTheme() {
  systemIsDark.addEventListener('change', tell);
}

/** 'light' or 'dark'. */
export function currentTheme() {
  return document.documentElement.dataset.theme || (systemIsDark.matches ? 'dark' : 'light');
}

export function switchTheme() {
  const theme = currentTheme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(KEPT_AS, theme);
  tell();
}

export function whenThemeChanges(listener) {
  listeners.push(listener);
}

function tell() {
  listeners.forEach((listener) => listener());
}
