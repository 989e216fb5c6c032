package io.rtmkit.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may import whom. A rule broken here is the picture in docs/architecture.md become untrue. */
class ArchitectureTest {
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.rtmkit.server");

  /** Each layer, and the layers that may import it. */
  private static final Map<String, List<String>> IMPORTED_BY =
      Map.ofEntries(
          Map.entry("transport", List.of("wiring", "check")),
          Map.entry("admin", List.of("wiring")),
          Map.entry("webhook", List.of("wiring", "admin")),
          Map.entry("metrics", List.of("wiring", "admin")),
          Map.entry("handler", List.of("wiring", "transport", "admin")),
          Map.entry("app", List.of("wiring", "handler", "admin")),
          Map.entry("token", List.of("wiring", "handler", "admin", "app")),
          Map.entry("store", List.of("wiring", "check")),
          Map.entry("cluster", List.of("wiring")),
          Map.entry("redis", List.of("store", "cluster")),
          Map.entry("check", List.of("wiring", "admin")),
          Map.entry("errors", List.of("wiring", "admin")),
          Map.entry("log", List.of("wiring", "admin")),
          Map.entry(
              "core",
              List.of(
                  "wiring",
                  "transport",
                  "admin",
                  "webhook",
                  "metrics",
                  "handler",
                  "app",
                  "check",
                  "redis",
                  "store",
                  "cluster")));

  @Test
  void nothingImportsUpward() {
    Architectures.LayeredArchitecture layers =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("wiring")
            .definedBy("io.rtmkit.server", "io.rtmkit.server.cli")
            .whereLayer("wiring")
            .mayNotBeAccessedByAnyLayer();
    for (String layer : IMPORTED_BY.keySet()) {
      layers = layers.layer(layer).definedBy("io.rtmkit.server." + layer + "..");
    }
    for (Map.Entry<String, List<String>> layer : IMPORTED_BY.entrySet()) {
      String[] importers = layer.getValue().toArray(String[]::new);
      layers = layers.whereLayer(layer.getKey()).mayOnlyBeAccessedByLayers(importers);
    }
    layers.check(SERVER);
  }

  @Test
  void theDomainKnowsNoLibrary() {
    classes()
        .that()
        .resideInAPackage("io.rtmkit.server.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.rtmkit.server.core..",
            "io.rtmkit.server.config",
            "io.rtmkit.protocol..",
            "com.google.protobuf..",
            "java..",
            "org.slf4j..",
            "org.jspecify..",
            "com.google.errorprone..")
        .check(SERVER);
  }

  @Test
  void onlyTheTransportAndTheClientOfRedisKnowNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.rtmkit.server.transport..", "io.rtmkit.server.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(SERVER);
  }

  @Test
  void onlyTheLogKnowsLogback() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.rtmkit.server.log..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ch.qos.logback..")
        .check(SERVER);
  }

  @Test
  void eachEngineIsKnownInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.rtmkit.server.store.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rocksdb..")
        .check(SERVER);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.rtmkit.server.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.lettuce..")
        .check(SERVER);
  }

  @Test
  void aStoreKnowsOfTheDomainOnlyItsPort() {
    noClasses()
        .that()
        .resideInAPackage("io.rtmkit.server.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.rtmkit.server.core.lane..",
            "io.rtmkit.server.core.channel..",
            "io.rtmkit.server.core.peer..",
            "io.rtmkit.server.core.presence..",
            "io.rtmkit.server.core.attribute..",
            "io.rtmkit.server.core.invitation..")
        .check(SERVER);
  }

  /** The last four stand beside each other; attributes stand under the channels that have some. */
  @Test
  void theRoomsOfTheDomainStandInOneOrder() {
    List<String> rooms =
        List.of(
            "lane",
            "session",
            "event",
            "port",
            "attribute",
            "peer",
            "channel",
            "presence",
            "invitation");
    int beside = rooms.indexOf("peer");
    for (int i = 0; i < rooms.size(); i++) {
      String room = rooms.get(i);
      String[] closed =
          rooms.stream()
              .skip(Math.min(i + 1, beside))
              .filter(other -> !other.equals(room))
              .map(other -> "io.rtmkit.server.core." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.rtmkit.server.core." + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(closed)
          .check(SERVER);
    }
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching("io.rtmkit.server.(**)").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void nobodyWaitsForAFutureWithoutAnEnd() {
    noClasses()
        .that()
        .resideInAnyPackage("io.rtmkit.server.core..", "io.rtmkit.server.handler..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.util.concurrent.Future.class, java.util.concurrent.CompletableFuture.class)
        .check(SERVER);
  }
}
