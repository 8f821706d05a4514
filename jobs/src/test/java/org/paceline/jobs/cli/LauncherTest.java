package org.paceline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.jobs.cli.Checkout.Said;

/**
 * How {@code bin/paceline} finds its folder and its Java, and what it says where they do not do.
 */
class LauncherTest {

  @TempDir private Path temporary;
  private Path folder;
  private Checkout checkout;

  @BeforeEach
  void makeACheckout() throws IOException {
    folder = temporary.toRealPath();
    checkout =
        Checkout.in(
                folder.resolve("opt/paceline"), Files.createDirectories(folder.resolve("tools")))
            .java("17.0.15");
  }

  @Test
  void itIsFoundThroughLinksFromAnyFolder() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("usr/bin"));
    Path cellar = Files.createDirectories(folder.resolve("cellar"));
    Path relative = link(bin.resolve("relative"), "../../opt/paceline/bin/paceline");
    Path absolute = link(bin.resolve("absolute"), checkout.folder() + "/bin/paceline");
    Path chain = link(cellar.resolve("chain"), "../usr/bin/relative");
    Path longer = link(folder.resolve("longer"), chain.toString());
    Path ofFolder = link(folder.resolve("scripts"), "opt/paceline/bin").resolve("paceline");
    Path below = link(cellar.resolve("below"), "../scripts/paceline");
    for (Path link : List.of(relative, absolute, chain, longer, ofFolder, below)) {
      for (Path from : List.of(Path.of("/"), bin)) {
        assertAtHome(checkout.run(from, Map.of(), List.of(link.toString(), "train")));
      }
    }
    assertAtHome(checkout.run(bin, Map.of(), List.of("./relative", "train")));
    assertAtHome(
        checkout.run(
            bin,
            Map.of("PATH", bin + ":/usr/bin:/bin"),
            List.of("/bin/sh", "-c", "relative train")));
    assertAtHome(
        checkout.run(
            checkout.folder(),
            Map.of("CDPATH", folder.toString()),
            List.of("/bin/sh", "bin/paceline", "train")));
  }

  private void assertAtHome(Said said) {
    assertThat(said.lines()).contains("-Dpaceline.home=" + checkout.folder());
    assertThat(said.code()).isZero();
  }

  @Test
  void theBenchmarksAreFoundThroughLinksToo() throws IOException {
    Path link = link(folder.resolve("tools/run"), "../opt/paceline/benchmarks/run");
    checkout.program("mvn", "pwd; exit 1");
    Said said = checkout.run(Path.of("/"), Map.of(), List.of(link.toString(), "pool"));
    assertThat(said.lines()).contains(checkout.folder().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"my projects #1", "50% off", "it's \"quoted\"", "$HOME;&", "a,b+c", "-x"})
  void itsFolderMayHaveAnyName(String name) throws IOException {
    Path odd = folder.resolve(name);
    checkout = Checkout.in(odd, checkout.tools());
    Said said = checkout.paceline("train", "--output", name);
    assertThat(said.lines())
        .contains("-Dpaceline.home=" + odd, "--output", name)
        .contains(
            odd + "/jobs/target/classes:" + odd + "/framework/target/framework.jar:/other.jar");
    assertThat(checkout.paceline("serve").lines())
        .containsSubsequence("-jar", odd + "/submitter/target/paceline-submitter.jar");
  }

  @Test
  void aColonInItsFolderIsRefused() throws IOException {
    checkout = Checkout.in(folder.resolve("a:b"), checkout.tools());
    assertRefused(
        checkout.paceline("train"),
        "the path of Paceline's folder must have no ':', which ends an entry of a class path, not "
            + checkout.folder());
  }

  @Test
  void aCopyDoesNotRunWhatItWasCopiedFrom() throws IOException {
    Checkout copy = Checkout.in(folder.resolve("copy"), checkout.tools());
    Files.delete(copy.folder().resolve("jobs/target/classpath"));
    Files.copy(
        checkout.folder().resolve("jobs/target/classpath"),
        copy.folder().resolve("jobs/target/classpath"));
    assertThat(copy.paceline("train").text())
        .contains(copy.folder() + "/framework/target/framework.jar:/other.jar")
        .doesNotContain(checkout.folder().toString());
    Files.delete(copy.folder().resolve("framework/target/framework.jar"));
    copy.program("mvn", "echo \"in $PWD\"; exit 1");
    Said said = copy.paceline("train");
    assertThat(said.lines())
        .containsExactly(
            "paceline: building (the first time takes a few minutes)...",
            "in " + copy.folder(),
            "paceline: the build failed");
    assertThat(said.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_452", "11.0.2", "16"})
  void anOldJavaIsRefused(String version) throws IOException {
    checkout.java(version);
    for (String word : List.of("train", "serve", "--help")) {
      assertRefused(checkout.paceline(word), "Paceline needs Java 17 or later" + not(version));
    }
  }

  @ParameterizedTest
  @CsvSource({"23.0.1", "24", "25-ea"})
  void aJavaThatSparkDoesNotRunOnIsRefusedForJobsOnly(String version) throws IOException {
    checkout.java(version);
    assertRefused(checkout.paceline("train"), "Spark 3.5 runs on Java 17 to 22" + not(version));
    assertThat(checkout.paceline("serve").code()).isZero();
  }

  @Test
  void aJavaWithoutAFileAboutItIsAsked() throws IOException {
    Files.delete(checkout.tools().resolve("jdk/release"));
    checkout.program("jdk/bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    assertRefused(checkout.paceline("train"), "Paceline needs Java 17 or later" + not("11.0.2"));
    checkout.program("jdk/bin/java", "echo 'nobody knows'");
    assertThat(checkout.paceline("train").code()).isZero();
  }

  @Test
  void aJavaOfThePathIsKnownByItsFolderToo() throws IOException {
    checkout.java("11.0.2");
    link(checkout.tools().resolve("java"), "jdk/bin/java");
    assertRefused(
        checkout.run(
            Path.of("/"), Map.of("JAVA_HOME", ""), checkout.command("bin/paceline", "train")),
        "Paceline needs Java 17 or later, not Java 11.0.2, which "
            + checkout.tools().resolve("java")
            + " is; install a JDK 17 and set JAVA_HOME to its folder");
  }

  private String not(String version) {
    return ", not Java %s, which %s is; install a JDK 17 and set JAVA_HOME to its folder"
        .formatted(version, checkout.tools().resolve("jdk/bin/java"));
  }

  /** Java would have Maven's repository in a folder "?". */
  @Test
  void mavenHasAHomeForAUserWithoutAName() throws IOException {
    Path home = Files.createDirectories(folder.resolve("own home"));
    checkout.program("id", "exit 1");
    checkout.program("mvn", "echo \"$JDK_JAVA_OPTIONS $MAVEN_USER_HOME\"");
    Said said =
        checkout.run(
            Path.of("/"),
            Map.of("HOME", home.toString()),
            checkout.command("bin/paceline", "test"));
    assertThat(said.lines()).containsExactly(" -Duser.home=\"" + home + "\" " + home + "/.m2");
  }

  @ParameterizedTest
  @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "xx_XX.UTF-8, C.UTF-8", "C.UTF-8, C.UTF-8"})
  void javaHasALocaleOfUtf8(String locale, String given) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/locale")));
    for (String word : List.of("train", "serve")) {
      Said said =
          checkout.run(
              Path.of("/"), Map.of("LC_ALL", locale), checkout.command("bin/paceline", word));
      assertThat(said.lines()).startsWith("LC_ALL=" + given);
    }
  }

  private static void assertRefused(Said said, String why) {
    assertThat(said.lines()).containsExactly("paceline: " + why);
    assertThat(said.code()).isEqualTo(1);
  }

  private static Path link(Path link, String target) throws IOException {
    return Files.createSymbolicLink(link, Path.of(target));
  }
}
