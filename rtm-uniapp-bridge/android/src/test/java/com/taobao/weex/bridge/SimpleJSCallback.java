package com.taobao.weex.bridge;

import io.rtmkit.uniapp.Page;

/** As the host's class of this name: a function of a page, found by its id. */
public class SimpleJSCallback implements JSCallback {
  private final JSCallback function;

  public SimpleJSCallback(String instanceId, String callbackId) {
    function = Page.of(instanceId).callback(callbackId);
  }

  @Override
  public void invoke(Object data) {
    function.invoke(data);
  }

  @Override
  public void invokeAndKeepAlive(Object data) {
    function.invokeAndKeepAlive(data);
  }
}
