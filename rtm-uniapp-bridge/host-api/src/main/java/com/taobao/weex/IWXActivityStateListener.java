package com.taobao.weex;

/** Signature of the host's interface; only its name is used. */
public interface IWXActivityStateListener {}
