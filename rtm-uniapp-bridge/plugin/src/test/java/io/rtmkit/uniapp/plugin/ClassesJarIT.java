package io.rtmkit.uniapp.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.taobao.weex.common.WXModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.mojo.animal_sniffer.SignatureBuilder;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is packaged: complete at Android API level 21, and nothing in it that the host brings. */
final class ClassesJarIT {
  private static final File CLASSES = new File("target", "classes.jar");

  @Test
  void nothing_refers_to_what_is_neither_inside_nor_in_android_21_nor_the_hosts() throws Exception {
    ByteArrayOutputStream known = new ByteArrayOutputStream();
    Findings findings = new Findings();
    try (InputStream android =
        Files.newInputStream(Path.of(System.getProperty("android.signature")))) {
      SignatureBuilder builder = new SignatureBuilder(new InputStream[] {android}, known, findings);
      builder.process(CLASSES);
      builder.process(jarOf(WXModule.class));
      builder.process(jarOf(JSON.class));
      builder.close();
    }
    SignatureChecker checker =
        new SignatureChecker(
            new ByteArrayInputStream(known.toByteArray()), new java.util.HashSet<>(), findings);
    checker.process(CLASSES);
    assertThat(findings.undefined).isEmpty();
  }

  private static File jarOf(Class<?> type) throws Exception {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Collects what the checker complains of. */
  private static final class Findings implements Logger {
    final Set<String> undefined = new TreeSet<>();

    @Override
    public void info(String message) {}

    @Override
    public void info(String message, Throwable t) {}

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String message, Throwable t) {}

    @Override
    public void warn(String message) {}

    @Override
    public void warn(String message, Throwable t) {}

    @Override
    public void error(String message) {
      undefined.add(message);
    }

    @Override
    public void error(String message, Throwable t) {
      undefined.add(message);
    }
  }
}
