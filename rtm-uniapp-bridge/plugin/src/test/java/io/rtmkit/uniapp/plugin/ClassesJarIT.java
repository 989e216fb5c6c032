package io.rtmkit.uniapp.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.taobao.weex.common.WXModule;
import io.rtmkit.client.RtmClient;
import io.rtmkit.uniapp.RtmModule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.codehaus.mojo.animal_sniffer.SignatureBuilder;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;
import org.codehaus.mojo.animal_sniffer.logging.PrintWriterLogger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is packaged: complete at Android API level 21, and nothing in it that the host brings. */
final class ClassesJarIT {
  private static final File CLASSES = new File("target", "classes.jar");

  @ParameterizedTest
  @MethodSource("fastjsonVersions")
  void nothing_refers_to_what_is_neither_inside_nor_in_android_21_nor_the_hosts(File fastjson)
      throws Exception {
    ByteArrayOutputStream known = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Logger log = new PrintWriterLogger(new PrintStream(told, true, StandardCharsets.UTF_8));
    try (InputStream android =
        Files.newInputStream(Path.of(System.getProperty("android.signature")))) {
      SignatureBuilder builder = new SignatureBuilder(new InputStream[] {android}, known, log);
      builder.process(CLASSES);
      builder.process(jarOf(WXModule.class));
      builder.process(fastjson);
      builder.close();
    }
    SignatureChecker checker =
        new SignatureChecker(new ByteArrayInputStream(known.toByteArray()), new HashSet<>(), log);
    checker.setSourcePath(List.of());
    checker.process(CLASSES);
    // The accessor for desktop JVMs, which protobuf chooses only where there is no Android.
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.startsWith("[ERROR]"))
        .isNotEmpty()
        .allMatch(each -> each.matches(".*UnsafeUtil\\$JvmMemoryAccessor.*sun\\.misc\\.Unsafe.*"));
  }

  @Test
  void nothing_is_inside_that_the_host_brings() throws IOException {
    try (ZipFile jar = new ZipFile(CLASSES)) {
      assertThat(jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")))
          .allMatch(name -> name.startsWith("io/rtmkit/") && name.endsWith(".class"))
          .contains("io/rtmkit/uniapp/RtmModule.class", "io/rtmkit/client/RtmClient.class");
    }
  }

  @Test
  void the_package_says_the_version_of_the_sdk_and_the_class_of_the_module() throws Exception {
    try (ZipFile zip = new ZipFile("target/AR-RtmModule.zip")) {
      JSONObject description = json(zip, "AR-RtmModule/package.json");
      assertThat(description)
          .containsEntry("id", "AR-RtmModule")
          .containsEntry("version", RtmClient.getSdkVersion());
      JSONObject android = description.getJSONObject("_dp_nativeplugin").getJSONObject("android");
      assertThat(android.getJSONArray("plugins").getJSONObject(0))
          .containsEntry("class", RtmModule.class.getName())
          .isEqualTo(
              json(zip, "AR-RtmModule/dcloud_uniplugins.json")
                  .getJSONArray("nativePlugins")
                  .getJSONObject(0)
                  .getJSONArray("plugins")
                  .getJSONObject(0));
      assertThat(zip.getEntry("AR-RtmModule/android/AR-RtmModule.aar")).isNotNull();
    }
    try (ZipFile aar = new ZipFile("target/AR-RtmModule.aar")) {
      assertThat(aar.stream().map(ZipEntry::getName))
          .contains(
              "AndroidManifest.xml",
              "classes.jar",
              "proguard.txt",
              "R.txt",
              "META-INF/com/android/build/gradle/aar-metadata.properties");
    }
  }

  private static JSONObject json(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return JSON.parseObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static List<File> fastjsonVersions() throws Exception {
    return List.of(jarOf(JSON.class), new File("target/oldest-host/fastjson-1.1.46.android.jar"));
  }

  private static File jarOf(Class<?> type) throws Exception {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
