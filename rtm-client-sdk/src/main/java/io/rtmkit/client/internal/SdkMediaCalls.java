package io.rtmkit.client.internal;

import io.rtmkit.client.ResultCallback;
import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmFileMessage;
import io.rtmkit.client.RtmImageMessage;
import io.rtmkit.client.RtmRequestId;
import io.rtmkit.client.RtmStatusCode.CancelMediaError;
import io.rtmkit.client.RtmStatusCode.DownloadMediaError;
import io.rtmkit.client.RtmStatusCode.UploadMediaError;
import org.jspecify.annotations.Nullable;

/** The media calls of the older API, all of which are refused. Any thread. */
abstract class SdkMediaCalls extends RtmClient {
  private static final String NO_MEDIA =
      "files and images are not kept by RTMKit: upload to a store of your own, send its address";

  final Gateway gateway;

  SdkMediaCalls(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public RtmFileMessage createFileMessageByMediaId(String mediaId) {
    return new FileMessage(mediaId);
  }

  @Override
  public RtmImageMessage createImageMessageByMediaId(String mediaId) {
    return new ImageMessage(mediaId);
  }

  @Override
  public void createFileMessageByUploading(
      String filePath, RtmRequestId requestId, @Nullable ResultCallback<RtmFileMessage> callback) {
    refuse(UploadMediaError.UPLOAD_MEDIA_ERR_FAILURE, NO_MEDIA, callback);
  }

  @Override
  public void createImageMessageByUploading(
      String filePath, RtmRequestId requestId, @Nullable ResultCallback<RtmImageMessage> callback) {
    refuse(UploadMediaError.UPLOAD_MEDIA_ERR_FAILURE, NO_MEDIA, callback);
  }

  @Override
  public void downloadMediaToMemory(
      String mediaId, RtmRequestId requestId, @Nullable ResultCallback<byte[]> callback) {
    refuse(DownloadMediaError.DOWNLOAD_MEDIA_ERR_FAILURE, NO_MEDIA, callback);
  }

  @Override
  public void downloadMediaToFile(
      String mediaId,
      String filePath,
      RtmRequestId requestId,
      @Nullable ResultCallback<Void> callback) {
    refuse(DownloadMediaError.DOWNLOAD_MEDIA_ERR_FAILURE, NO_MEDIA, callback);
  }

  @Override
  public void cancelMediaUpload(RtmRequestId requestId, @Nullable ResultCallback<Void> callback) {
    cancel(requestId, callback);
  }

  @Override
  public void cancelMediaDownload(RtmRequestId requestId, @Nullable ResultCallback<Void> callback) {
    cancel(requestId, callback);
  }

  private void cancel(@Nullable RtmRequestId requestId, @Nullable ResultCallback<Void> callback) {
    String what = requestId == null ? "null" : String.valueOf(requestId.getRequestId());
    refuse(
        CancelMediaError.CANCEL_MEDIA_ERR_NOT_EXIST,
        "requestId: there is no transfer " + what,
        callback);
  }

  private <T> void refuse(int code, String why, @Nullable ResultCallback<T> callback) {
    gateway.call(Operation.MEDIA, 0, callback, (Answer<T> answer) -> answer.fail(code, why));
  }
}
