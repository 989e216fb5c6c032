package io.rtmkit.server.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.CloseCode;
import io.rtmkit.protocol.v1.ErrorCodeProto;
import org.junit.jupiter.api.Test;

/** Every code of the schema is explained. */
class ErrorCatalogTest {
  private final ErrorCatalog catalog = ErrorCatalog.read();

  @Test
  void noListAndNoCodeIsMissing() {
    assertThat(catalog.lists()).hasSameSizeAs(ErrorCodeProto.getDescriptor().getEnumTypes());
    assertThat(catalog.closeCodes()).hasSameSizeAs(CloseCode.getDescriptor().getValues());
  }

  @Test
  void everyCodeHasItsTextAndEveryFailureItsAdvice() {
    for (ErrorList list : catalog.lists()) {
      assertThat(list.title()).as(list.name()).isNotBlank();
      for (ErrorText text : list.codes()) {
        assertThat(text.meaning()).as(text.name()).endsWith(".");
        assertThat(text.advice().isEmpty()).as(text.name()).isEqualTo(text.code() == 0);
      }
    }
    for (CloseText text : catalog.closeCodes()) {
      assertThat(text.meaning()).as(text.name()).endsWith(".");
      assertThat(text.advice()).as(text.name()).endsWith(".");
    }
  }

  @Test
  void aTextOfItsOwnGoesBeforeTheSharedOne() {
    assertThat(catalog.find("LoginError", 9).meaning()).contains("6 seconds");
    assertThat(catalog.find("GetMembersError", 3).meaning()).isEqualTo("No answer in time.");
    assertThat(catalog.find("JoinChannelError", 8).name())
        .isEqualTo("JOIN_CHANNEL_ERR_JOIN_SAME_CHANNEL_TOO_OFTEN");
    assertThat(catalog.find("JoinChannelError", 8).meaning()).contains("same channel");
    assertThat(catalog.find("LoginError", 102)).isNull();
    assertThat(catalog.find("NoSuchError", 1)).isNull();
  }

  @Test
  void saysWhichEndsAreForGood() {
    assertThat(catalog.closeCodes().stream().filter(text -> !text.reconnects()))
        .extracting(CloseText::code)
        .containsExactlyInAnyOrder(4000, 4001, 4002, 4004, 4006, 4007, 4011, 4013, 4014);
  }
}
