package com.taobao.weex.bridge;

/** Signature of the host's interface: a JavaScript function. */
public interface JSCallback {
  /** Calls the function for the last time. */
  void invoke(Object data);

  /** Calls the function, which can be called again. */
  void invokeAndKeepAlive(Object data);
}
