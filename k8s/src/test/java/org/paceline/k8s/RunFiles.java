package org.paceline.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What a training wrote. */
final class RunFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunFiles() {}

  static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  /** Examples trained in each epoch, from the lines that a run writes round by round. */
  static SortedMap<Integer, Integer> examplesByEpoch(Path run) throws IOException {
    SortedMap<Integer, Integer> sums = new TreeMap<>();
    for (String line : Files.readAllLines(run.resolve("progress.jsonl"))) {
      // The last one may be torn where the driver was stopped.
      if (line.endsWith("}")) {
        JsonNode round = JSON.readTree(line);
        sums.merge(round.path("epoch").asInt(), round.path("examples").asInt(), Integer::sum);
      }
    }
    return sums;
  }

  /** Where a run was at its newest checkpoint. */
  static JsonNode newestTraining(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      Path newest =
          files.filter(f -> f.toString().endsWith(".zip")).sorted().reduce((a, b) -> b).get();
      try (ZipFile zip = new ZipFile(newest.toFile())) {
        return JSON.readTree(zip.getInputStream(zip.getEntry("training.json"))).path("training");
      }
    }
  }
}
