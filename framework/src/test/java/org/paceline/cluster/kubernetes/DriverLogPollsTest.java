package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a log is cut into polls, it is shown as it is. */
class DriverLogPollsTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05.999Z");
  private static final long[] STEPS = {0, 0, 0, 1, 10, 1_000_000, 100_000_000, 3_000_000_000L};

  private record Line(Instant time, String text) {

    /** Zeros at the end are cut by some runtimes. */
    String written(boolean zeros) {
      String nanos = "%09d".formatted(time.getNano());
      String second = Instant.ofEpochSecond(time.getEpochSecond()).toString().replace("Z", "");
      String part = zeros ? "." + nanos : ("." + nanos).replaceAll("\\.?0+$", "");
      return second + part + "Z " + text;
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theLogComesBackWhole(long seed) {
    Random random = new Random(seed);
    List<Line> lines = lines(random);
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    DriverLog log =
        new DriverLog(
            null, "team", "run", "driver", new PrintStream(shown, true, StandardCharsets.UTF_8));
    int seen = 0;
    while (seen < lines.size()) {
      int from = random.nextInt(firstOfLastMoment(lines, seen) + 1);
      // Now and then a connection breaks before anything new.
      int to = from + random.nextInt(lines.size() - from + 1);
      log.show(poll(lines.subList(from, to), random));
      seen = Math.max(seen, to);
    }
    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .as("seed %d", seed)
        .containsExactlyElementsOf(lines.stream().map(Line::text).toList());
  }

  private static List<Line> lines(Random random) {
    Instant time = START;
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(40); i++) {
      time = time.plusNanos(STEPS[random.nextInt(STEPS.length)]);
      lines.add(new Line(time, random.nextInt(4) == 0 ? "" : "line " + random.nextInt(3)));
    }
    return lines;
  }

  private static List<String> poll(List<Line> lines, Random random) {
    List<String> poll = new ArrayList<>();
    lines.forEach(line -> poll.add(line.written(random.nextBoolean())));
    if (random.nextInt(3) == 0) {
      poll.add("2026-01-02T0");
    }
    return poll;
  }

  /** A server that is asked for lines from a moment on leaves out none of that moment. */
  private static int firstOfLastMoment(List<Line> lines, int seen) {
    return seen == 0
        ? 0
        : IntStream.range(0, seen)
            .filter(i -> lines.get(i).time().equals(lines.get(seen - 1).time()))
            .findFirst()
            .orElseThrow();
  }
}
