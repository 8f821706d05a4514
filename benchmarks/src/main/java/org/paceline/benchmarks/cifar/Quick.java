package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.List;

/** What {@code --quick} stands for: a look at all rows that takes less than five minutes. */
final class Quick {

  static final String OPTION = "--quick";

  private static final List<String> STANDS_FOR =
      List.of(
          "--limit=4800",
          "--epochs=2",
          "--seeds=1",
          "--round-batches=24",
          "--output=runs/cifar-quick");

  private Quick() {}

  /** The command line with what the user did not say in another way. */
  static List<String> arguments(List<String> given) {
    if (!given.contains(OPTION)) {
      return given;
    }
    List<String> all = new ArrayList<>(given);
    all.removeIf(OPTION::equals);
    STANDS_FOR.stream().filter(option -> !said(given, name(option))).forEach(all::add);
    return all;
  }

  private static boolean said(List<String> given, String option) {
    return given.stream()
        .map(Quick::name)
        .anyMatch(name -> name.equals(option) || (isLength(name) && isLength(option)));
  }

  private static boolean isLength(String option) {
    return option.equals("--epochs") || option.equals("--minutes");
  }

  private static String name(String argument) {
    return argument.replaceFirst("=.*", "");
  }
}
