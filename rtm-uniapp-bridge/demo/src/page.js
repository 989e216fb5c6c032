// What every page does when it is shown.
import { onShow } from '@dcloudio/uni-app';
import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { translateTabs } from './locale';

/** Keeps the title of the page in the language that is chosen. `title` answers its words. */
export function usePage(title) {
  const { t, locale } = useI18n();
  const show = () => {
    uni.setNavigationBarTitle({ title: title ? title(t) : 'RTMKit' });
    translateTabs();
  };
  onShow(show);
  watch(locale, show);
  return { t, locale };
}

export function confirm(t, title, content, action) {
  uni.showModal({
    title,
    content,
    confirmText: t('yes'),
    cancelText: t('no'),
    success: (answer) => answer.confirm && action(),
  });
}
