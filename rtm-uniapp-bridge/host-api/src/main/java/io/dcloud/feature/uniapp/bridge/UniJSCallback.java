package io.dcloud.feature.uniapp.bridge;

import com.taobao.weex.bridge.JSCallback;

/** Signature of the host's interface: a JavaScript function. */
public interface UniJSCallback extends JSCallback {}
