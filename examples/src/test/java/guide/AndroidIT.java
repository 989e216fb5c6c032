package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import io.rtmkit.client.RtmClient;
import io.rtmkit.loadtest.process.Ports;
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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.mojo.animal_sniffer.SignatureBuilder;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;
import org.codehaus.mojo.animal_sniffer.logging.PrintWriterLogger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says of Android, as far as it shows without a phone. */
class AndroidIT {
  private static final Pattern UNDEFINED =
      Pattern.compile("com/google/protobuf/(?<name>[A-Za-z$]+)\\.class.*Undefined reference.*");
  private static final Pattern INITIALIZED =
      Pattern.compile(".*Initializing 'com/google/protobuf/(?<name>[A-Za-z$]+)'.*");

  @TempDir private Path folder;

  @Test
  void shrunkByProGuardItDoesEverything() throws Exception {
    Path shrunk = new Shrinking(folder).byProGuard();
    assertThat(Files.size(shrunk)).isLessThan(Shrinking.bytesBefore() / 3);
    doesEverything(shrunk);
    comesBack(shrunk);
  }

  @Test
  void shrunkByR8ItDoesEverything() throws Exception {
    String classes = System.getProperty("java.class.path");
    assumeTrue(classes.contains("/r8-"), "R8 is there with -Pshrink only");
    Path shrunk = new Shrinking(folder).byR8();
    doesEverything(shrunk);
    comesBack(shrunk);
  }

  // protobuf-java names classes that came with API level 24, where it reflects and prints.
  @Test
  void whatIsNotInApiLevel21IsNeverInitialized() throws Exception {
    Set<String> incomplete = incompleteAtApiLevel21(Shrinking.jarOf(Message.class).toFile());
    assertThat(incomplete).contains("Descriptors", "TextFormat");
    Path log = folder.resolve("init.log");
    try (TestServer server = TestServer.start(0)) {
      String classes = System.getProperty("java.class.path");
      tour(server.address(), "-Xlog:class+init=info:file=" + log, "-cp", classes);
    }
    Set<String> initialized = names(INITIALIZED, Files.readAllLines(log).stream());
    assertThat(initialized).contains("CodedInputStream").doesNotContainAnyElementsOf(incomplete);
  }

  private static void doesEverything(Path jar) throws IOException {
    for (String scheme : List.of("rtm", "ws")) {
      try (TestServer server = TestServer.start(0)) {
        tour(server.address().replace("rtm", scheme), "-cp", jar.toString());
      }
    }
  }

  private static void tour(String server, String... options) throws IOException {
    List<String> arguments =
        Stream.of(Stream.of(options), Stream.of("guide.Tour", server))
            .flatMap(each -> each)
            .toList();
    try (JavaProgram program = JavaProgram.java(Map.of(), arguments)) {
      assertThat(program.lines()).isEqualTo(TourLines.EXPECTED);
    }
  }

  /** A lost server, and what follows, needs no more rules. */
  private static void comesBack(Path jar) throws Exception {
    TestServer first = TestServer.start(Ports.free(new Random()));
    try (JavaProgram bot =
        JavaProgram.java(
            Map.of("RTM_SERVER", first.address()),
            List.of("-cp", jar.toString(), "guide.EchoBot"))) {
      assertThat(bot.line()).isEqualTo("ready");
      first.close();
      try (TestServer second = TestServer.start(first.port())) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        RtmClient alice =
            Connecting.connect(
                second.address(), null, "alice", (message, from) -> heard.add(message.getText()));
        Peers.send(alice, "echo", "back?", sent -> {});
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("back?");
        alice.release();
      }
    }
  }

  private static Set<String> incompleteAtApiLevel21(File jar) throws IOException {
    ByteArrayOutputStream known = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Logger log = new PrintWriterLogger(new PrintStream(told, true, StandardCharsets.UTF_8));
    try (InputStream android =
        Files.newInputStream(Path.of(System.getProperty("android.signature")))) {
      SignatureBuilder builder = new SignatureBuilder(new InputStream[] {android}, known, log);
      builder.process(jar);
      builder.close();
    }
    SignatureChecker checker =
        new SignatureChecker(new ByteArrayInputStream(known.toByteArray()), new HashSet<>(), log);
    checker.setSourcePath(List.of());
    checker.process(jar);
    return names(UNDEFINED, told.toString(StandardCharsets.UTF_8).lines());
  }

  private static Set<String> names(Pattern pattern, Stream<String> lines) {
    return lines
        .map(pattern::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> matcher.group("name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
