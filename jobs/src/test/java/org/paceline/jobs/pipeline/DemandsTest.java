package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.paceline.assign.Machine;
import org.paceline.assign.Resources;

class DemandsTest {

  private static final Resources CAPACITY = Resources.of("cores", 4).and("memory", 16);

  private static Place place(String... arguments) {
    return new Place(Machine.of("m", CAPACITY), List.of(arguments));
  }

  private static Stage stage(String job, String... arguments) {
    return new Stage(
        "s",
        job,
        List.of(arguments),
        List.of(),
        1,
        0,
        OptionalDouble.empty(),
        Optional.empty(),
        1,
        OptionalDouble.empty());
  }

  private static Stage demanding(double cores) {
    return demanding(Resources.of("cores", cores));
  }

  private static Stage demanding(Resources demand, String... arguments) {
    return new Stage(
        "s",
        "train",
        List.of(arguments),
        List.of(),
        1,
        0,
        OptionalDouble.empty(),
        Optional.of(demand),
        1,
        OptionalDouble.empty());
  }

  private static Resources of(double cores, double memory) {
    return Resources.of("cores", cores).and("memory", memory);
  }

  @Test
  void aJobHoldsWhatItsWorkersDo() {
    assertThat(Demands.of(stage("train", "--workers", "1,0.5"), place())).isEqualTo(of(1.5, 3));
    assertThat(Demands.of(stage("train", "--workers=1"), place())).isEqualTo(of(1, 2));
    assertThat(Demands.of(stage("train"), place("--workers", "2,1"))).isEqualTo(of(3, 3));
    assertThat(Demands.of(stage("train"), place()).amount("cores"))
        .isCloseTo(1.4, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void itNeverHoldsMoreThanTheMachineHasUnlessItSaysSo() {
    assertThat(Demands.of(stage("train", "--workers", "3,3"), place())).isEqualTo(of(4, 3));
    assertThat(Demands.of(demanding(9), place())).isEqualTo(of(9, 4));
  }

  @Test
  void whatADemandDoesNotNameIsWhatIsUsual() {
    Stage stage = demanding(Resources.of("memory", 4), "--workers", "1,1");
    assertThat(Demands.of(stage, place())).isEqualTo(of(2, 4));
    assertThat(Demands.of(demanding(Resources.of("gpu", 1)), place()).amount("cores"))
        .isGreaterThan(1);
    assertThat(Demands.of(demanding(0), place())).isEqualTo(of(0, 4));
  }

  @Test
  void workersThatAreNoneAreTheJobsBusiness() {
    for (String workers : List.of("-1", "NaN", "1,-1", "1e300", "x")) {
      assertThat(Demands.of(stage("train", "--workers", workers), place())).isEqualTo(of(1, 2));
    }
  }

  @Test
  void ofAClusterElsewhereAJobHoldsAllOrWhatItSays() {
    Place cluster = place("--master", "spark://host:7077");
    assertThat(Demands.of(stage("train"), cluster)).isEqualTo(CAPACITY);
    assertThat(Demands.of(demanding(2), cluster)).isEqualTo(of(2, 8));
    Stage memory = demanding(Resources.of("memory", 4));
    assertThat(Demands.of(memory, cluster)).isEqualTo(of(4, 4));
    assertThat(Demands.options(memory, cluster)).containsExactly("-Dspark.cores.max=4");
    assertThat(Demands.options(demanding(2), cluster)).containsExactly("-Dspark.cores.max=2");
    assertThat(Demands.options(stage("train"), cluster)).isEmpty();
    assertThat(Demands.options(demanding(2), place())).isEmpty();
    assertThat(Demands.of(stage("train", "--master", "spark://other:1"), cluster))
        .isEqualTo(of(1, 1));
    assertThat(Demands.of(stage("train", "--master", "local[3]"), place())).isEqualTo(of(3, 1));
  }

  @Test
  void aCommandNeedsACoreAndNoCluster() {
    Place cluster = place("--master", "spark://host:7077");
    assertThat(Demands.of(stage("keep-best"), cluster)).isEqualTo(of(1, 0.25));
    assertThat(Demands.of(stage("submit", "train"), cluster)).isEqualTo(of(1, 0.25));
    assertThat(Demands.of(stage("plan", "--steps", "f"), cluster)).isEqualTo(of(1, 0.25));
    assertThat(Demands.of(stage("plan"), cluster)).isEqualTo(CAPACITY);
  }

  @Test
  void whatAJobSaysItselfHoldsBeforeWhatItsMachineSays() {
    Place place = place("--workers", "1,1", "--executor-timeout", "30");
    assertThat(place.arguments(List.of("--epochs", "2")))
        .containsExactly("--workers", "1,1", "--executor-timeout", "30", "--epochs", "2");
    assertThat(place.arguments(List.of("--workers=0.5")))
        .containsExactly("--executor-timeout", "30", "--workers=0.5");
    assertThat(place.arguments(List.of("--master", "local[1]", "--executor-timeout", "5")))
        .containsExactly("--master", "local[1]", "--executor-timeout", "5");
  }
}
