package org.paceline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option that is documented is taken as a user types it, and no other. */
class OptionsTest {

  private static final Map<String, HelpOptions> LISTED = new TreeMap<>();

  @TempDir private static Path folder;
  private static Script script;

  @BeforeAll
  static void makeACheckout() throws IOException {
    script = Script.in(folder.toRealPath());
  }

  /** All that the script names. */
  static Stream<String> benchmarks() throws IOException {
    return Script.names();
  }

  private static HelpOptions options(String name) throws IOException {
    if (!LISTED.containsKey(name)) {
      LISTED.put(name, listed(name));
    }
    return LISTED.get(name);
  }

  private static HelpOptions listed(String name) throws IOException {
    Said help = script.run(List.of(name, "--help"));
    assertThat(help.code()).as(help.text()).isZero();
    return HelpOptions.of(help.text());
  }

  /** Behind --help what is given twice and wrong values are refused, but not what is unknown. */
  @ParameterizedTest
  @MethodSource("benchmarks")
  void everyDocumentedOptionIsTaken(String name) throws IOException {
    HelpOptions options = options(name);
    assertThat(options.all()).as("options of " + name).contains("--output");
    List<String> line = OptionValues.line(name, options);
    line.add("--help");
    Said said = script.run(line);
    assertThat(said.code()).as("%s: %s", line, said.text()).isZero();
    assertThat(HelpOptions.of(said.text())).as("%s: %s", line, said.text()).isEqualTo(options);
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void anUnknownOptionIsRefused(String name) throws IOException {
    List<String> line = OptionValues.line(name, options(name));
    line.add("--nonsense");
    assertRefused("--nonsense", line);
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void anOptionGivenTwiceIsRefused(String name) throws IOException {
    assertRefused("--output", List.of(name, "--output", "a.json", "--output=b.json", "--help"));
  }

  @Test
  void whatTheReadmeNamesIsThere() throws IOException {
    List<DocumentedOptions> documented = DocumentedOptions.ofReadme();
    assertThat(documented).as("commands and passages").hasSizeGreaterThan(20);
    for (DocumentedOptions place : documented) {
      List<String> there = new ArrayList<>();
      for (String name : place.names()) {
        there.addAll(options(name).all());
      }
      assertThat(there).as("options in '%s'", place.text()).containsAll(place.options());
    }
  }

  @Test
  void thePythonOfTheUserIsTheOnlyOne() throws IOException {
    for (String python : List.of("--python=/a/python", "--python /a/python")) {
      List<String> line = new ArrayList<>(List.of("engine"));
      line.addAll(List.of(python.split(" ", -1)));
      line.addAll(List.of("--threads", "0"));
      assertRefused("--threads must be at least 1, not 0", line);
    }
  }

  @Test
  void theOptionsOfKubernetesAreChecked() throws IOException {
    assertRefused("--data must have a value", List.of("kubernetes", "--data"));
    assertRefused("--output must have a value", List.of("kubernetes", "--output="));
    assertRefused("--epochs must be at least 1, not 0", List.of("kubernetes", "--epochs", "0"));
    assertRefused("--epochs must be at least 1, not 1x", List.of("kubernetes", "--epochs=1x"));
    assertRefused(
        "--data must be the folder of CIFAR-10's binary files, not ''", List.of("kubernetes"));
  }

  private static void assertRefused(String why, List<String> line) throws IOException {
    Said said = script.run(line);
    assertThat(said.text()).as("benchmarks/run %s", String.join(" ", line)).contains(why);
    assertThat(said.code()).as(said.text()).isEqualTo(2);
  }
}
