import { createI18n } from 'vue-i18n';
import { settings } from '../store/settings';
import en from './en';
import zh from './zh';

/** 'zh' or 'en' for what was chosen; '' stands for the language of the system. */
export function languageOf(chosen) {
  if (chosen) return chosen;
  return /^zh/i.test(uni.getLocale() || uni.getSystemInfoSync().language || '') ? 'zh' : 'en';
}

export const i18n = createI18n({
  legacy: false,
  locale: languageOf(settings.language),
  fallbackLocale: 'en',
  messages: { en, zh },
});

export function chooseLanguage(chosen) {
  settings.language = chosen;
  i18n.global.locale.value = languageOf(chosen);
}

const TABS = ['chats', 'channels', 'people', 'calls', 'settings'];

/** The tab bar is the platform's: it must be told. Some platforms refuse while no tab is shown. */
export function translateTabs() {
  TABS.forEach((name, index) => {
    uni.setTabBarItem({ index, text: i18n.global.t(`tabs.${name}`), fail() {} });
  });
}
