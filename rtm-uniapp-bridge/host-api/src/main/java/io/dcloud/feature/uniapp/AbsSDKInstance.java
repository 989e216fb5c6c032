package io.dcloud.feature.uniapp;

import android.content.Context;
import android.view.View;
import com.taobao.weex.IWXActivityStateListener;
import com.taobao.weex.common.WXModule;
import java.util.Map;

/** Signature of the host's interface: one page instance. */
public interface AbsSDKInstance extends IWXActivityStateListener, View.OnLayoutChangeListener {
  Context getContext();

  Context getOriginalContext();

  String getInstanceId();

  String getBundleUrl();

  boolean isDestroy();

  void runOnUiThread(Runnable action);

  void fireGlobalEventCallback(String eventName, Map<String, Object> params);

  void fireModuleEvent(String eventName, WXModule module, Map<String, Object> params);
}
