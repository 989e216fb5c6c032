package io.rtmkit.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtmkit.protocol.v1.Request.BodyCase;
import io.rtmkit.server.errors.ErrorCatalog;
import io.rtmkit.server.errors.ErrorList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of request has a list of errors that the catalog explains. */
class ErrorListsTest {
  private static final List<String> KNOWN =
      ErrorCatalog.read().lists().stream().map(ErrorList::name).toList();

  @ParameterizedTest
  @EnumSource(
      value = BodyCase.class,
      names = {"PING", "BODY_NOT_SET"},
      mode = EnumSource.Mode.EXCLUDE)
  void theListIsInTheCatalog(BodyCase kind) {
    assertThat(ErrorLists.of(kind)).isIn(KNOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = BodyCase.class,
      names = {"PING", "BODY_NOT_SET"})
  void whatCannotFailHasNone(BodyCase kind) {
    assertThat(ErrorLists.of(kind)).isEmpty();
  }
}
