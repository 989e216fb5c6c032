package com.taobao.weex;

/** Signature of the host's class; only its name is used. */
public class WXSDKInstance {}
