package io.rtmkit.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.client.RtmClient;
import io.rtmkit.client.RtmFileMessage;
import io.rtmkit.client.RtmImageMessage;
import io.rtmkit.client.RtmMessageType;
import io.rtmkit.client.RtmRequestId;
import io.rtmkit.client.RtmServiceContext;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The media of the older API: the objects are there, every call is refused. */
class MediaTest {
  @Test
  void callsAreRefused() throws IOException {
    try (Scene scene = new Scene()) {
      RtmClient client = scene.client;
      RtmRequestId id = new RtmRequestId(5);
      client.createFileMessageByUploading("/a", id, scene.events.answer("upload"));
      client.createImageMessageByUploading(null, null, scene.events.answer("upload"));
      client.downloadMediaToMemory("m", id, scene.events.answer("download"));
      client.downloadMediaToFile("m", "/a", id, scene.events.answer("download"));
      client.cancelMediaUpload(id, scene.events.answer("cancel"));
      client.cancelMediaDownload(null, scene.events.answer("cancel"));
      client.cancelMediaDownload(id, null);
      String why =
          " failed 1: files and images are not kept by RTMKit: upload to a store of your own, send"
              + " its address";
      scene.events.expect("upload" + why, "upload" + why, "download" + why, "download" + why);
      scene.events.expect("cancel failed 2: requestId: there is no transfer 5");
      scene.events.expect("cancel failed 2: requestId: there is no transfer null");
      client.release();
      client.cancelMediaUpload(id, scene.events.answer("cancel"));
      scene.events.expect("cancel failed 101: the client was released");
    }
  }

  @Test
  void fileMessageKeepsWhatIsSetAndCannotBeSent() throws IOException {
    try (Scene scene = new Scene()) {
      scene.login();
      RtmFileMessage file = scene.client.createFileMessageByMediaId("media");
      assertThat(file.getMediaId()).isEqualTo("media");
      assertThat(file.getMessageType()).isEqualTo(RtmMessageType.FILE);
      file.setFileName("a.txt");
      file.setThumbnail(new byte[] {1});
      file.setText("a file");
      assertThat(file.getFileName()).isEqualTo("a.txt");
      assertThat(file.getThumbnail()).containsExactly(1);
      assertThat(file.getText()).isEqualTo("a file");
      assertThat(file.getSize()).isZero();
      scene.client.sendMessageToPeer("bob", file, scene.events.answer("send"));
      scene.client.sendMessageToPeer(
          "bob", scene.client.createFileMessageByMediaId(null), scene.events.answer("send"));
      String why = "send failed 7: message: type 3 cannot be sent, only text and raw";
      scene.events.expect(why, why);
    }
  }

  @Test
  void imageMessageKeepsWhatIsSetAndCannotBeSent() throws IOException {
    try (Scene scene = new Scene()) {
      scene.login();
      RtmImageMessage image = scene.client.createImageMessageByMediaId("media");
      image.setWidth(1);
      image.setHeight(2);
      image.setThumbnailWidth(3);
      image.setThumbnailHeight(4);
      image.setRawMessage(new byte[] {9}, "text");
      assertThat(image.getWidth()).isEqualTo(1);
      assertThat(image.getHeight()).isEqualTo(2);
      assertThat(image.getThumbnailWidth()).isEqualTo(3);
      assertThat(image.getThumbnailHeight()).isEqualTo(4);
      assertThat(image.getRawMessage()).containsExactly(9);
      assertThat(image.getMessageType()).isEqualTo(RtmMessageType.IMAGE);
      scene.client.sendMessageToPeer("bob", image, scene.events.answer("send"));
      scene.events.expect("send failed 7: message: type 4 cannot be sent, only text and raw");
    }
  }

  @Test
  void regionIsTakenAndMeansNothing() {
    assertThat(RtmClient.setRtmServiceContext(new RtmServiceContext())).isZero();
  }
}
