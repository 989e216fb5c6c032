// What every page does when it is shown.
import { onHide, onShow } from '@dcloudio/uni-app';
import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { translateTabs } from './locale';

/** Keeps the title of the page in the language that is chosen. `title` answers its words. */
export function usePage(title) {
  const { t, locale } = useI18n();
  // Pages of tabs stay when another is shown; only the one that is seen may set the title.
  let seen = false;
  const show = () => {
    seen = true;
    uni.setNavigationBarTitle({ title: title ? title(t) : 'RTMKit' });
    translateTabs();
  };
  onShow(show);
  onHide(() => (seen = false));
  watch(locale, () => seen && show());
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
