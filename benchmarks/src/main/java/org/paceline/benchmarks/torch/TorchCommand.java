package org.paceline.benchmarks.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The command lines of one training.
 *
 * @param python the interpreter
 * @param script {@code pool.py}
 * @param folder where the data is, where processes meet and what they leave for the evaluation
 * @param work what is trained
 * @param data its data
 */
record TorchCommand(String python, Path script, Path folder, TorchWork work, TorchData data) {

  /** One of the processes that train. */
  List<String> train(TorchRow row, List<Double> shares, int rank) {
    int global = Math.multiplyExact(shares.size(), work.batchSize());
    List<String> line = common("train", threads(shares.get(rank)));
    add(line, "--row", row.label());
    add(line, "--rank", rank);
    add(line, "--parts", joined(row.parts(shares, global)));
    add(line, "--last", joined(row.parts(shares, data.size() % global)));
    add(line, "--local-steps", work.localSteps(shares.size()));
    add(line, "--epochs", work.epochs());
    add(line, "--updater", work.updater().name().toLowerCase(Locale.ROOT));
    add(line, "--rate", work.learningRate());
    add(line, "--momentum", work.momentum());
    add(line, "--weight-decay", work.weightDecay());
    return line;
  }

  /** The process that evaluates what they left. */
  List<String> evaluate(int threads) {
    return common("evaluate", threads);
  }

  /** As many as an executor of that share has. */
  static int threads(double share) {
    return (int) Math.ceil(share);
  }

  private List<String> common(String mode, int threads) {
    List<String> line = new ArrayList<>(List.of(python, script.toString(), mode));
    add(line, "--folder", folder);
    add(line, "--model", work.model());
    add(line, "--classes", data.classes());
    add(line, "--seed", work.seed());
    add(line, "--mean", data.mean());
    add(line, "--deviation", data.deviation());
    add(line, "--threads", threads);
    return line;
  }

  private static void add(List<String> line, String option, Object value) {
    line.add(option);
    line.add(String.valueOf(value));
  }

  private static String joined(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
