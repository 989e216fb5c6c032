// Ids and texts of somebody who would like to run a script in the operator's browser.

export const APP = '0123456789abcdef0123456789abcdef';

/** Made of characters that ids may have. */
export const HOSTILE = '<img src=x onerror=window.hacked=1>';

/** What may stand where any text may. */
export const HOSTILE_TEXT =
  '"><script>window.hacked=1</script><img src=x onerror="window.hacked=1">';
