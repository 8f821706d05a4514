package org.paceline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.jobs.CifarFolder;
import org.paceline.k8s.lab.Lab;
import org.paceline.k8s.lab.Machine;
import org.paceline.testing.TimeLimit;

/**
 * A training in which a pod is killed, a node drained and the API server away for a while. It goes
 * on for as long as things happen, and is stopped then.
 */
@Tag("chaos")
@Tag("slow")
class ComeAndGoIT {

  private static final int INTERRUPTED = 130;
  private static final int EXAMPLES = 1920;
  private static final int ROUNDS_MEANWHILE = 5;
  private static final Pattern JOINS = Pattern.compile("executor (\\d+) on \\S+ joins with \\d+");
  private static final Pattern ROUND = Pattern.compile("epoch (\\d+) +round (\\d+)/");

  @TempDir private Path folder;

  @Test
  void trainingGoesOnExactlyWhileExecutorsAndTheApiServerComeAndGo() throws Exception {
    try (Lab lab =
        Cluster.start(
            folder.resolve("lab"),
            new Machine("a", 0.5, 0),
            new Machine("b", 0.5, 0),
            new Machine("c", 0.5, 0),
            new Machine("head", 0, 0))) {
      CifarFolder.write(lab.shared().resolve("data"), EXAMPLES, 64);
      Submitted submitted = submit(lab);
      until(submitted, "rounds", () -> !rounds(submitted.output()).isEmpty());
      Pod killed = lab.pods("executor").get(0);
      Pod drained = lab.pods("executor").get(1);

      lab.kill(killed);
      said(submitted, executor(killed) + " is lost");
      until(submitted, "somebody for it", () -> !joined(submitted).isEmpty());

      int before = joined(submitted).size();
      lab.drain(drained.getSpec().getNodeName());
      said(submitted, executor(drained) + " was asked to leave: its share is dealt");
      until(submitted, "somebody for it", () -> joined(submitted).size() > before);

      outage(lab, submitted);
      assertThat(submitted.output()).doesNotContain(executor(drained) + " is lost");
      int last = epoch(submitted.output());
      until(submitted, "whole epochs more", () -> epoch(submitted.output()) > last + 1);
      new ProcessBuilder("kill", "-INT", String.valueOf(submitted.process().pid())).start();
      assertThat(submitted.exitCode()).as(submitted.output()).isEqualTo(INTERRUPTED);
      assertThat(lab.leftovers()).isEmpty();
      exact(lab.shared().resolve("runs/through"), last);
    }
  }

  /** The driver trains on, and its log can be followed again afterwards. */
  private static void outage(Lab lab, Submitted submitted) {
    Pod driver = lab.pods("driver").get(0);
    int before = rounds(lab.log(driver)).size();
    lab.disconnect();
    said(submitted, "the API server does not answer");
    until(
        submitted,
        "rounds without an API server",
        () -> rounds(lab.log(driver)).size() > before + ROUNDS_MEANWHILE);
    lab.reconnect();
    int shown = rounds(submitted.output()).size();
    until(submitted, "its log again", () -> rounds(submitted.output()).size() > shown);
  }

  private Submitted submit(Lab lab) {
    List<String> command = Cluster.submit(lab, "--executors", "2", "--nodes", "a,b,c");
    command.addAll(List.of("--name", "through"));
    command.addAll(List.of("train", "--model", "lenet", "--batch-size", "8", "--epochs", "9999"));
    command.addAll(
        List.of("--trial-time", "1", "--round-batches", "60", "--data", "cifar10:/shared/data"));
    command.addAll(List.of("--output", "/shared/runs/through"));
    return Submitted.paceline(folder.resolve("log"), command);
  }

  private static String executor(Pod pod) {
    String id = pod.getMetadata().getLabels().get("spark-exec-id");
    return "executor %s on %s".formatted(id, pod.getSpec().getNodeName());
  }

  private static void said(Submitted submitted, String text) {
    until(submitted, text, () -> submitted.output().contains(text));
  }

  private static void until(Submitted submitted, String what, Callable<Boolean> condition) {
    await(what)
        .atMost(TimeLimit.GENEROUS)
        .failFast(() -> assertThat(submitted.process().isAlive()).as(submitted.output()).isTrue())
        .until(condition);
  }

  private static Set<String> joined(Submitted submitted) {
    return all(JOINS, submitted.output()).stream()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<MatchResult> rounds(String log) {
    return all(ROUND, log);
  }

  private static int epoch(String log) {
    List<MatchResult> rounds = rounds(log);
    return Integer.parseInt(rounds.get(rounds.size() - 1).group(1));
  }

  private static List<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** Every example once in each epoch that was trained to its end, by ledger and by count. */
  private static void exact(Path run, int epochs) throws IOException {
    JsonNode training = RunFiles.newestTraining(run);
    assertThat(training.path("epochs")).hasSizeGreaterThanOrEqualTo(epochs);
    assertThat(training.path("epochs")).allMatch(epoch -> epoch.path("exact").asBoolean());
    assertThat(RunFiles.examplesByEpoch(run).headMap(epochs + 1).values())
        .hasSize(epochs)
        .containsOnly(EXAMPLES);
    assertThat(RunFiles.json(run.resolve("plan.json")).path("workers"))
        .extracting(worker -> worker.path("node").asText())
        .contains("a", "b", "c");
  }
}
