import { findPage, findUni, findWindow } from '../platform';

type Stop = () => void;

/**
 * Tells when a connection may be worth a try: the application is shown again, or the network is back.
 * Mini programs lose their sockets in the background. Answers how to stop.
 */
export function listenForWake(onWake: () => void): Stop {
  const stops: Stop[] = [];
  for (const listen of [listenToApp, listenToNetwork, listenToPage]) {
    quietly(() => {
      const stop = listen(onWake);
      if (stop) {
        stops.push(stop);
      }
    });
  }
  return () => stops.forEach(quietly);
}

// A platform may have a function and throw that it does not support it.
function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // The client comes back by its own timer.
  }
}

function listenToApp(onWake: () => void): Stop | undefined {
  const uni = findUni();
  if (!uni || !uni.onAppShow) {
    return undefined;
  }
  uni.onAppShow(onWake);
  return () => uni.offAppShow && uni.offAppShow(onWake);
}

function listenToNetwork(onWake: () => void): Stop | undefined {
  const uni = findUni();
  if (!uni || !uni.onNetworkStatusChange) {
    return undefined;
  }
  const listener = (status: { isConnected?: boolean }) => {
    if (status && status.isConnected) {
      onWake();
    }
  };
  uni.onNetworkStatusChange(listener);
  return () => uni.offNetworkStatusChange && uni.offNetworkStatusChange(listener);
}

function listenToPage(onWake: () => void): Stop | undefined {
  const page = findPage();
  const browser = findWindow();
  if (!page || !page.addEventListener || !browser || !browser.addEventListener) {
    return undefined;
  }
  const onVisible = () => {
    if (page.visibilityState === 'visible') {
      onWake();
    }
  };
  page.addEventListener('visibilitychange', onVisible);
  browser.addEventListener('online', onWake);
  return () => {
    page.removeEventListener!('visibilitychange', onVisible);
    browser.removeEventListener!('online', onWake);
  };
}
