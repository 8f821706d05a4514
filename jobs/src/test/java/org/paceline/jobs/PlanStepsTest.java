package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanStepsTest {

  private record Said(int code, String out, String errors) {}

  @TempDir Path folder;

  private String fast;
  private String slow;

  @BeforeEach
  void write() throws IOException {
    fast = file("fast.csv", "batch,seconds\n1,0.1\n16,1.6\n");
    slow = file("a=b*2.csv", "batch,seconds\n1,2.5\n8,2.6\n");
  }

  @Test
  void oneObjectIsPrinted() throws IOException {
    JsonNode plan = json("--steps", "fast=" + fast, "slow=" + slow, "--global-batch", "16");
    assertThat(plan.get("globalBatch").asInt()).isEqualTo(16);
    assertThat(plan.get("shares").toString()).isEqualTo("{\"fast\":16,\"slow\":0}");
    assertThat(plan.get("seconds").toString()).isEqualTo("{\"fast\":1.6,\"slow\":0.0}");
    assertThat(plan.get("stepSeconds").asDouble()).isEqualTo(1.6);
    assertThat(plan.get("bound").asDouble()).isEqualTo(1.6);
    assertThat(plan.get("equalStepSeconds").asDouble()).isEqualTo(2.6);
    assertThat(plan.get("peakSpeedStepSeconds").asDouble()).isGreaterThan(2.5);
  }

  @Test
  void machinesThatAreAlikeAreNumbered() throws IOException {
    JsonNode plan = json("--steps=fast*3=" + fast, "--steps", "s=" + slow, "--global-batch=48");
    assertThat(plan.get("shares").toString())
        .isEqualTo("{\"fast-1\":16,\"fast-2\":16,\"fast-3\":16,\"s\":0}");
    assertThat(json("--steps", "one*1=" + fast, "--global-batch", "4").get("shares").toString())
        .isEqualTo("{\"one\":4}");
  }

  @Test
  void peopleGetATable() {
    Said said = run("--global-batch", "16", "--steps", "fast=" + fast, "slow=" + slow);
    assertThat(said.code()).as(said.errors()).isZero();
    assertThat(said.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "machine measured alone s share step s equal step s by peak step s",
            "fast from 1 to 16 1.600 16 1.600 8 0.8000 13 1.300",
            "slow from 1 to 8 too much 0 0 8 2.600 3 2.529",
            "",
            "A step of 16 examples: 1.600 s; no division is below 1.600 s on these curves (0.0 % less).",
            "Equal shares: 2.600 s, 1.63 times as long.",
            "Shares by peak speed: 2.529 s, 1.58 times as long.");
  }

  @Test
  void helpIsThereWithoutOtherOptions() {
    assertThat(run("--steps", "--help").out()).contains("NAME*3=FILE", "--global-batch=N");
    assertThat(run("--help").code()).isZero();
  }

  @Test
  void wrongArgumentsAreRefused() {
    refused(2, "paceline: Missing required option: '--global-batch=N'", "--steps", "f=" + fast);
    refused(2, "paceline: Missing required option: '--steps=NAME=FILE'", "--global-batch", "1");
    refused(2, "Invalid value for option '--global-batch'", with("f=" + fast, "many"));
    refused(2, "the global batch must be at least 1, not 0", with("f=" + fast, "0"));
    refused(
        2,
        "the global batch must be at most 16, the largest measured batch sizes of the 1 machines"
            + " together, not 17",
        with("f=" + fast, "17"));
    refused(2, "--steps must be NAME=FILE or NAME*3=FILE, not 'fast.csv'", with("fast.csv", "1"));
    refused(2, "--steps must be NAME=FILE or NAME*3=FILE, not '=x'", with("=x", "1"));
    refused(2, "--steps must be NAME=FILE or NAME*3=FILE, not 'x='", with("x=", "1"));
    refused(2, "--steps must be NAME=FILE or NAME*3=FILE, not '*2=x'", with("*2=x", "1"));
    refused(
        2,
        "the machines after '*' in --steps must be a whole number from 1 to 10000, not '0' in"
            + " 'f*0=x'",
        with("f*0=x", "1"));
    refused(
        2,
        "--steps must name each machine once, not 'f-2' twice",
        "--steps",
        "f*2=" + fast,
        "f-2=" + slow,
        "--global-batch",
        "1");
    refused(3, "there is no file none.csv", with("f=none.csv", "1"));
  }

  @Test
  void theOptionsThatAreMeantAreSeen() {
    assertThat(PlanSteps.takes("--json", "--steps", "a=b")).isTrue();
    assertThat(PlanSteps.takes("--steps=a=b")).isTrue();
    assertThat(PlanSteps.takes("--global-batch", "4")).isTrue();
    assertThat(PlanSteps.takes("--data", "shapes", "--help")).isFalse();
  }

  private static String[] with(String machine, String batch) {
    return new String[] {"--steps", machine, "--global-batch", batch};
  }

  private static void refused(int code, String message, String... args) {
    Said said = run(args);
    assertThat(said.errors()).contains(message).startsWith("paceline: ");
    assertThat(said.code()).isEqualTo(code);
    assertThat(said.out()).isEmpty();
  }

  private static JsonNode json(String... args) throws IOException {
    String[] all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = "--json";
    Said said = run(all);
    assertThat(said.code()).as(said.errors()).isZero();
    assertThat(said.errors()).isEmpty();
    return new ObjectMapper().readTree(said.out());
  }

  private static Said run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        PlanSteps.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            args);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
