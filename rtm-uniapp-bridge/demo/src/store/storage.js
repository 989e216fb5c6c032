// What is remembered between starts: the login form, the settings, and each user's lists.
export function load(key, otherwise) {
  try {
    const text = uni.getStorageSync(`rtmkit-demo:${key}`);
    return text ? { ...otherwise, ...JSON.parse(text) } : { ...otherwise };
  } catch {
    return { ...otherwise };
  }
}

export function save(key, value) {
  uni.setStorageSync(`rtmkit-demo:${key}`, JSON.stringify(value));
}
