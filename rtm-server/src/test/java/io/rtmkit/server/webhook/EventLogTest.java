package io.rtmkit.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of events: what is appended is read, in order, also after a kill at any moment. */
class EventLogTest {
  private static final long SEGMENT = 200;
  private static final int ALL = 1_000;

  @TempDir private Path directory;

  private EventLog open() throws IOException {
    return EventLog.open(directory, SEGMENT, 0);
  }

  private static void append(EventLog log, String... contents) throws IOException {
    for (String content : contents) {
      log.append(7, content.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<String> read(EventLog log, long behind) throws IOException {
    LogReader reader = new LogReader(log, behind);
    List<String> contents = new ArrayList<>();
    for (List<LogRecord> page = reader.read(3, 64); !page.isEmpty(); page = reader.read(3, 64)) {
      page.forEach(next -> contents.add(new String(next.content(), StandardCharsets.UTF_8)));
      reader.moveTo(page);
    }
    return contents;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  private static List<String> names(int from, int to) {
    List<String> names = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      names.add("event " + i);
    }
    return names;
  }

  private void fill(int from, int to) throws IOException {
    try (EventLog log = open()) {
      append(log, names(from, to).toArray(String[]::new));
    }
  }

  @Test
  void givesBackWhatWasAppendedAlsoAfterReopening() throws IOException {
    fill(1, 20);
    fill(21, 40);
    try (EventLog log = open()) {
      assertThat(log.lastSeq()).isEqualTo(40);
      assertThat(files()).hasSizeGreaterThan(3);
      assertThat(read(log, 0)).isEqualTo(names(1, 40));
      assertThat(read(log, 17)).isEqualTo(names(18, 40));
      assertThat(read(log, 40)).isEmpty();
    }
  }

  @Test
  void aRecordLargerThanAPageIsReadAlone() throws IOException {
    try (EventLog log = open()) {
      append(log, "a", "x".repeat(5_000), "b");
      assertThat(read(log, 0)).containsExactly("a", "x".repeat(5_000), "b");
    }
  }

  @Test
  void aReaderComesAlongWhileIsAppended() throws IOException {
    try (EventLog log = open()) {
      LogReader reader = new LogReader(log, 0);
      assertThat(reader.read(ALL, 1 << 10)).isEmpty();
      for (int i = 1; i <= 50; i++) {
        append(log, "event " + i);
        List<LogRecord> page = reader.read(ALL, 1 << 10);
        assertThat(page).extracting(LogRecord::seq).containsExactly((long) i);
        assertThat(reader.read(ALL, 1 << 10)).hasSize(1); // the same until it moves on
        reader.moveTo(page);
      }
      assertThat(reader.damaged()).isZero();
    }
  }

  @Test
  void aTornTailIsCutWhereverTheWriteWasInterrupted() throws IOException {
    fill(1, 3);
    Path file = files().get(files().size() - 1);
    byte[] whole = Files.readAllBytes(file);
    int last = LogRecord.HEADER_BYTES + "event 3".length();
    for (int cut = 1; cut < last; cut++) {
      Files.write(file, Arrays.copyOf(whole, whole.length - cut));
      try (EventLog log = open()) {
        assertThat(log.lastSeq()).as("cut by %s", cut).isEqualTo(2);
        append(log, "again 3");
        assertThat(read(log, 0)).containsExactly("event 1", "event 2", "again 3");
      }
      Files.write(file, whole);
    }
  }

  @Test
  void aTailOfNoiseIsCut() throws IOException {
    fill(1, 3);
    Path file = files().get(0);
    Files.write(file, new byte[100], StandardOpenOption.APPEND);
    try (EventLog log = open()) {
      append(log, "event 4");
      assertThat(read(log, 0)).isEqualTo(names(1, 4));
    }
  }

  @Test
  void damageInTheMiddleLosesNoMoreThanTheRestOfItsFile() throws IOException {
    fill(1, 30);
    List<Path> files = files();
    try (RandomAccessFile file = new RandomAccessFile(files.get(1).toFile(), "rw")) {
      file.seek(LogRecord.HEADER_BYTES + 2L);
      file.write('X');
    }
    try (EventLog log = open()) {
      LogReader reader = new LogReader(log, 0);
      List<Long> seen = new ArrayList<>();
      for (List<LogRecord> page = reader.read(ALL, 1 << 10);
          !page.isEmpty();
          page = reader.read(ALL, 1 << 10)) {
        page.forEach(next -> seen.add(next.seq()));
        reader.moveTo(page);
      }
      assertThat(seen).isSorted().contains(1L, 30L);
      assertThat(reader.damaged()).isEqualTo(30 - seen.size()).isPositive().isLessThan(10);
    }
  }

  @Test
  void filesThatAreDoneWithAreRemovedAndTheNumbersGoOn() throws IOException {
    try (EventLog log = open()) {
      append(log, names(1, 30).toArray(String[]::new));
      long before = log.bytes();
      log.removeUpTo(20);
      assertThat(log.bytes()).isLessThan(before);
      assertThat(log.firstSeq()).isLessThanOrEqualTo(21).isGreaterThan(10);
      assertThat(read(log, 20)).isEqualTo(names(21, 30));
      log.removeUpTo(30);
      assertThat(files()).hasSize(1); // the last stays
    }
    fill(31, 31);
    try (EventLog log = open()) {
      assertThat(read(log, 30)).containsExactly("event 31");
    }
  }

  @Test
  void numbersGoOnBehindTheCursorIfTheFilesAreGone() throws IOException {
    try (EventLog log = EventLog.open(directory, SEGMENT, 70)) {
      append(log, "event");
      assertThat(log.lastSeq()).isEqualTo(71);
      assertThat(read(log, 70)).containsExactly("event");
    }
  }

  @Test
  void anAppendAfterAFailedOneGoesOnInANewFile() throws IOException {
    try (EventLog log = open()) {
      append(log, "event 1");
      LogReader reader = new LogReader(log, 0);
      Thread.currentThread().interrupt(); // closes the file in the middle of it
      assertThat(fails(log)).isTrue();
      assertThat(Thread.interrupted()).isTrue();
      append(log, "event 2");
      List<LogRecord> first = reader.read(ALL, 1 << 10);
      reader.moveTo(first);
      assertThat(first).extracting(LogRecord::seq).containsExactly(1L);
      assertThat(reader.read(ALL, 1 << 10)).extracting(LogRecord::seq).containsExactly(2L);
    }
    try (EventLog log = open()) {
      assertThat(read(log, 0)).containsExactly("event 1", "event 2");
    }
  }

  private static boolean fails(EventLog log) {
    try {
      append(log, "lost");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void theCursorIsKeptAndADamagedOneIsTheBeginning() throws IOException {
    Path file = directory.resolve("cursor");
    try (CursorFile cursor = CursorFile.open(file)) {
      assertThat(cursor.seq()).isZero();
      cursor.moveTo(12);
      cursor.moveTo(13);
    }
    try (CursorFile cursor = CursorFile.open(file)) {
      assertThat(cursor.seq()).isEqualTo(13);
    }
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.write(1);
    }
    try (CursorFile cursor = CursorFile.open(file)) {
      assertThat(cursor.seq()).isZero();
    }
  }
}
