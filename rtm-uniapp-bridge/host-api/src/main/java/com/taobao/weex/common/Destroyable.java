package com.taobao.weex.common;

/** Signature of the host's interface: a module that hears of its end. */
public interface Destroyable {
  /** The page instance of this module is gone. */
  void destroy();
}
