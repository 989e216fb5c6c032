package io.rtmkit.client;

/** The region of the older API, here so that code written for it compiles; RTMKit has none. */
public class RtmServiceContext {
  /** Answers of {@link RtmClient#setRtmServiceContext}. */
  public interface SetRtmServiceContextError {
    int SET_RTM_SERVICE_CONTEXT_ERR_OK = 0;
    int SET_RTM_SERVICE_CONTEXT_ERR_FAILURE = 1;
  }

  /** One of {@link RtmStatusCode.RtmAreaCode}. */
  public int areaCode = RtmStatusCode.RtmAreaCode.GLOB;

  /** 0 for none, 1 for TCP. */
  public int proxyType;
}
