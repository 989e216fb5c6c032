// Runs before the page is drawn: the theme and language that were chosen here before.
(function () {
  const root = document.documentElement;
  const theme = localStorage.getItem('rtmkit.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const chosen = localStorage.getItem('rtmkit.language') || navigator.language;
  root.lang = chosen.startsWith('zh') ? 'zh-CN' : 'en';
})();
