package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A value for every option: by its name and, where that is not enough, by the benchmark's. */
final class OptionValues {

  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("--back-at", "0.7"),
          Map.entry("--data", "shapes"),
          Map.entry("--fall-at", "0.3"),
          Map.entry("--folder", "/tmp"),
          Map.entry("--master", "local[2]"),
          Map.entry("--model", "cnn"),
          Map.entry("--models", "cnn,lenet"),
          Map.entry("--networks", "cnn"),
          Map.entry("--output", "new.json"),
          Map.entry("--policies", "best,random"),
          Map.entry("--python", "/a/python"),
          Map.entry("--schedule", "cosine"),
          Map.entry("--setting", "database-connections=32"),
          Map.entry("--database", "h2"),
          Map.entry("--java-options", "-XX:+PrintFlagsFinal"),
          Map.entry("--updater", "adam"),
          Map.entry("--workers", "0.5,0.5"));

  private static final Map<String, String> OF_ONE =
      Map.of(
          "pool --rows", "proportional,stock",
          "adapt --rows", "proportional,static",
          "planner --workers", "100,1000",
          "cifar --momentum", "0.9",
          "cifar --rows", "proportional,4:2:1",
          "cifar --output", "new",
          "kubernetes --data", ".");

  private static final String NUMBER = "2";

  private OptionValues() {}

  static String of(String benchmark, String option) {
    return OF_ONE.getOrDefault(benchmark + " " + option, USUAL.getOrDefault(option, NUMBER));
  }

  /** All options in one line. */
  static List<String> line(String benchmark, HelpOptions options) {
    List<String> line = new ArrayList<>(List.of(benchmark));
    for (String option : options.all()) {
      line.add(option);
      if (!options.flags().contains(option)) {
        line.add(of(benchmark, option));
      }
    }
    return line;
  }
}
