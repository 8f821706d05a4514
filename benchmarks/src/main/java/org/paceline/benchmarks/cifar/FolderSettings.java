package org.paceline.benchmarks.cifar;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.paceline.data.Examples;
import org.paceline.job.JobMain;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What all runs of a folder have in common: the options that are not at their default, so that an
 * option that is added later changes nothing, and the data by its content.
 */
final class FolderSettings {

  private static final String WORKERS = "--workers";
  private static final String MASTER = "--master";

  /** What may differ between calls that add to the same runs. */
  private static final Set<String> OF_THE_CALL =
      Set.of(
          "--data",
          Quick.OPTION,
          "--rows",
          TorchOptions.PYTHON,
          "--seeds",
          "--seed",
          "--output",
          MASTER,
          "--executor-timeout");

  private FolderSettings() {}

  static Map<String, String> of(CommandSpec command, Examples train, Examples test) {
    Map<String, String> settings = new TreeMap<>();
    command.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .filter(option -> !OF_THE_CALL.contains(option.longestName()) && option.getValue() != null)
        .filter(option -> !isUsual(option))
        .forEach(option -> settings.put(option.longestName(), text(option)));
    boolean foreign = command.findOption(MASTER).getValue() != null;
    settings.putIfAbsent(WORKERS, foreign ? "of a cluster" : JobMain.USUAL_WORKERS);
    settings.put("training data", train.fingerprint());
    settings.put("test data", test.fingerprint());
    return settings;
  }

  private static boolean isUsual(OptionSpec option) {
    String usual = option.defaultValue();
    if (usual == null) {
      return Boolean.FALSE.equals(option.getValue());
    }
    return option.getValue() instanceof Double number
        ? number == Double.parseDouble(usual)
        : text(option).equalsIgnoreCase(usual);
  }

  private static String text(OptionSpec option) {
    return String.valueOf((Object) option.getValue());
  }
}
