package com.taobao.weex.common;

/** Signature of the host's interface, a marker. */
public interface IWXObject {}
