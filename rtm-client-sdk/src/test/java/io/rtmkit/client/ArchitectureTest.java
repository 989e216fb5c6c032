package io.rtmkit.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/** What may import what, and what the public API may show. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.rtmkit.client");

  @Test
  void importsLittle() {
    classes()
        .that()
        .resideInAPackage("io.rtmkit.client..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.net..",
                "com.google.protobuf..",
                "com.google.errorprone.annotations..",
                "org.jspecify.annotations..",
                "io.rtmkit.protocol..",
                "io.rtmkit.client.."))
        .check(MAIN);
  }

  @Test
  void transportKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAPackage("io.rtmkit.client.internal.transport..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.rtmkit.client", "io.rtmkit.client.internal"))
        .check(MAIN);
  }

  @Test
  void publicApiShowsNoInternals() {
    MAIN.stream()
        .filter(type -> type.getPackageName().equals("io.rtmkit.client"))
        .map(type -> type.reflect())
        .forEach(ArchitectureTest::checkSignatures);
  }

  private static void checkSignatures(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        assertThat(method.toGenericString())
            .doesNotContain("internal", "com.google", "io.rtmkit.protocol");
      }
    }
  }
}
