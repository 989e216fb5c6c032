package io.rtmkit.uniapp;

import android.content.Context;
import com.taobao.weex.common.WXModule;
import io.dcloud.feature.uniapp.AbsSDKInstance;
import java.util.Map;

/** The host's side of a page, as far as a module may ask it. */
final class PageInstance implements AbsSDKInstance {
  private final String id;
  private final Context application;

  PageInstance(String id, Context application) {
    this.id = id;
    this.application = application;
  }

  @Override
  public Context getContext() {
    return application;
  }

  @Override
  public Context getOriginalContext() {
    return application;
  }

  @Override
  public String getInstanceId() {
    return id;
  }

  @Override
  public String getBundleUrl() {
    return "";
  }

  @Override
  public boolean isDestroy() {
    return false;
  }

  @Override
  public void runOnUiThread(Runnable action) {
    throw new AssertionError("the module has no business with this");
  }

  @Override
  public void fireGlobalEventCallback(String eventName, Map<String, Object> params) {
    throw new AssertionError("the module has no business with this");
  }

  @Override
  public void fireModuleEvent(String eventName, WXModule module, Map<String, Object> params) {
    throw new AssertionError("the module has no business with this");
  }
}
