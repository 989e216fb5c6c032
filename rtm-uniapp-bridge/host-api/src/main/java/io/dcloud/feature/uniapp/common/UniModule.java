package io.dcloud.feature.uniapp.common;

import com.taobao.weex.common.WXModule;

/** Signature of the host's class: what a native module extends. */
public class UniModule extends WXModule {}
