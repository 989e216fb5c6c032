package io.rtmkit.client;

import org.jspecify.annotations.Nullable;

/**
 * Files and images of the older API: the part of {@link RtmClient} that is here so that code
 * written for it compiles. RTMKit keeps no media; the vendor retired them too. Upload to a store of
 * your own and send its address as text.
 */
public interface RtmMedia {
  /** A file message; it cannot be sent. */
  RtmFileMessage createFileMessageByMediaId(String mediaId);

  /** An image message; it cannot be sent. */
  RtmImageMessage createImageMessageByMediaId(String mediaId);

  /** Fails with {@code UPLOAD_MEDIA_ERR_FAILURE}. */
  void createFileMessageByUploading(
      String filePath, RtmRequestId requestId, @Nullable ResultCallback<RtmFileMessage> callback);

  /** Fails with {@code UPLOAD_MEDIA_ERR_FAILURE}. */
  void createImageMessageByUploading(
      String filePath, RtmRequestId requestId, @Nullable ResultCallback<RtmImageMessage> callback);

  /** Fails with {@code DOWNLOAD_MEDIA_ERR_FAILURE}. */
  void downloadMediaToMemory(
      String mediaId, RtmRequestId requestId, @Nullable ResultCallback<byte[]> callback);

  /** Fails with {@code DOWNLOAD_MEDIA_ERR_FAILURE}. */
  void downloadMediaToFile(
      String mediaId,
      String filePath,
      RtmRequestId requestId,
      @Nullable ResultCallback<Void> callback);

  /** Fails with {@code CANCEL_MEDIA_ERR_NOT_EXIST}. */
  void cancelMediaUpload(RtmRequestId requestId, @Nullable ResultCallback<Void> callback);

  /** Fails with {@code CANCEL_MEDIA_ERR_NOT_EXIST}. */
  void cancelMediaDownload(RtmRequestId requestId, @Nullable ResultCallback<Void> callback);
}
