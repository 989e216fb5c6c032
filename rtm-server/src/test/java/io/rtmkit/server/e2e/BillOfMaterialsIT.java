package io.rtmkit.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of what is in the jar, for whoever looks for known vulnerabilities. */
class BillOfMaterialsIT {
  private static final Path FILE = Path.of("target", "bom.json");

  @Test
  void listsWhatTheServerRunsOn() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(FILE.toFile());
    assertThat(bom.get("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bom.at("/metadata/component/name").asText()).isEqualTo("rtm-server");
    Map<String, String> purls = new HashMap<>();
    for (JsonNode component : bom.get("components")) {
      assertThat(component.get("version").asText()).isNotEmpty();
      purls.put(component.get("name").asText(), component.get("purl").asText());
    }
    assertThat(purls)
        .containsKeys(
            "netty-transport",
            "netty-codec-http",
            "protobuf-java",
            "lettuce-core",
            "rocksdbjni",
            "jackson-databind",
            "java-jwt",
            "undertow-core",
            "micrometer-core",
            "picocli",
            "logback-classic")
        .doesNotContainKeys("embedded-redis", "junit-jupiter", "assertj-core", "rtm-client-sdk");
    assertThat(purls.get("netty-transport")).startsWith("pkg:maven/io.netty/netty-transport@4.");
  }
}
