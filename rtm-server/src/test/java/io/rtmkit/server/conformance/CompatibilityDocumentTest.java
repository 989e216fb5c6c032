package io.rtmkit.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Every row of the contract has a conformance test, and docs/compatibility.md says what the
 * contract says. {@code -Drtmkit.write-documents=true} writes the document.
 */
class CompatibilityDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");

  private final Map<Contract, TreeSet<String>> provedBy = new EnumMap<>(Contract.class);

  CompatibilityDocumentTest() {
    String here = CompatibilityDocumentTest.class.getPackageName();
    ReflectionSupport.findAllClassesInPackage(here, type -> true, name -> true).stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Proves.class))
        .forEach(this::note);
  }

  private void note(Method test) {
    for (Contract row : test.getAnnotation(Proves.class).value()) {
      provedBy
          .computeIfAbsent(row, missing -> new TreeSet<>())
          .add(test.getDeclaringClass().getSimpleName() + "." + test.getName());
    }
  }

  @Test
  void everyRowHasItsTest() {
    assertThat(Contract.of(Kind.FUNCTION)).hasSize(38);
    assertThat(Contract.of(Kind.EVENT)).hasSize(18);
    assertThat(provedBy.keySet()).containsExactly(Contract.values());
  }

  @Test
  void theDocumentSaysWhatTheContractSays() throws IOException {
    if (Boolean.getBoolean("rtmkit.write-documents")) {
      Files.writeString(DOCUMENT, document());
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(document());
  }

  private String document() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Kind kind : Kind.values()) {
      text.append("\n## ").append(heading(kind)).append("\n\n");
      text.append("| name | in Java | status | differences from the vendors, and why | tests |\n");
      text.append("|---|---|---|---|---|\n");
      Contract.of(kind).forEach(row -> text.append(line(row)));
    }
    return text.toString();
  }

  private static String heading(Kind kind) {
    String title = kind.title();
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private String line(Contract row) {
    return String.format(
        "| %s | %s | %s | %s | %d |%n",
        row.title(),
        row.java(),
        row.status().title(),
        row.difference(),
        provedBy.getOrDefault(row, new TreeSet<>()).size());
  }

  private static final String HEAD =
      """
      # Compatibility

      What an application written for the RTM 1.x API of Agora or anyRTC finds here: every function and
      event of the uni-app module `AR-RtmModule`, under its name there, with its place in the Java client.
      Code written for the vendors' Java classes compiles after replacing the import prefix `io.agora.rtm`
      or `org.ar.rtm` by `io.rtmkit.client`.

      This file is generated from the conformance suite (`rtm-server/src/test/java/io/rtmkit/server/conformance`),
      which drives the Java client against a real server over real sockets: *tests* says how many of its tests
      prove the row. They run in `mvn verify`, which prints the table of what passed.

      For every function: the answer comes exactly once, 101 after release and 102 without login; each error
      has a text that names the field and the limit; a call that exceeds its rate says when to try again.
      Limits and rates are the vendors', and settings of the server ([operations.md](operations.md)).
      """;
}
