package com.taobao.weex.common;

import android.content.Intent;
import android.view.Menu;
import com.taobao.weex.WXSDKInstance;
import io.dcloud.feature.uniapp.AbsSDKInstance;
import java.util.List;
import java.util.Map;

/** Signature of the host's class. Nothing of it runs: the host brings the real one. */
public abstract class WXModule implements IWXObject {
  public static final String ACTION_ACTIVITY_RESULT = "actionActivityResult";
  public static final String ACTION_REQUEST_PERMISSIONS_RESULT = "actionRequestPermissionsResult";
  public static final String REQUEST_CODE = "requestCode";
  public static final String RESULT_CODE = "resultCode";
  public static final String PERMISSIONS = "permissions";
  public static final String GRANT_RESULTS = "grantResults";

  public WXSDKInstance mWXSDKInstance;

  /** The interface, not UniSDKInstance: with that type the field is not found on a device. */
  public AbsSDKInstance mUniSDKInstance;

  public void onActivityCreate() {}

  public void onActivityStart() {}

  public void onActivityPause() {}

  public void onActivityResume() {}

  public void onActivityStop() {}

  public void onActivityDestroy() {}

  public boolean onActivityBack() {
    return false;
  }

  public void onActivityResult(int requestCode, int resultCode, Intent data) {}

  public void onRequestPermissionsResult(
      int requestCode, String[] permissions, int[] grantResults) {}

  public boolean onCreateOptionsMenu(Menu menu) {
    return false;
  }

  public void addEventListener(String eventName, String callback, Map<String, Object> options) {}

  public void removeAllEventListeners(String eventName) {}

  public List<String> getEventCallbacks(String eventName) {
    return null;
  }

  public boolean isOnce(String callback) {
    return false;
  }

  public String getModuleName() {
    return null;
  }

  public void setModuleName(String moduleName) {}
}
