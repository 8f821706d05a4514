package org.paceline.scout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.data.ImageShape;
import org.paceline.engine.Kernels;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.RateSchedule;
import org.paceline.model.RateSchedule.Shape;
import org.paceline.model.TrainableNetwork;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.speed.TrialKey;

class TrialKeysTest {

  private static final Member MEMBER = new Member("0", "host", 8, Map.of());

  @Test
  void seedAndLearningRateMakeNoOtherKeyButTheNetworkAndItsUpdaterDo() {
    String usual = costly("cnn", Updater.ADAM, 0.001, 1);
    assertThat(costly("cnn", Updater.ADAM, 0.1, 2)).isEqualTo(usual);
    assertThat(costly("cnn", Updater.SGD, 0.001, 1)).isNotEqualTo(usual);
    assertThat(costly("lenet", Updater.ADAM, 0.001, 1)).isNotEqualTo(usual);
    assertThat(costly("resnet20", Updater.ADAM, 0.1, 2))
        .isEqualTo(costly("resnet20", Updater.ADAM, 0.001, 1));
  }

  @Test
  void aRateOfAScheduleCostsNothingEither() {
    assertThat(TrialKeys.costly("{\"a\": [{\"learningRate\": 0.1, \"n\": 3}], \"epochCount\": 2}"))
        .isEqualTo(TrialKeys.costly("{\"a\": [{\"learningRate\": 0.2, \"n\": 3}]}"))
        .isNotEqualTo(TrialKeys.costly("{\"a\": [{\"learningRate\": 0.2, \"n\": 4}]}"));
  }

  /** Else each length of a run would have trials of its own. */
  @ParameterizedTest
  @CsvSource({"lenet, ADAM", "cnn, NESTEROVS", "resnet20, SGD"})
  void aScheduleMakesNoOtherKey(String model, Updater updater) {
    TrainableNetwork network =
        TrainableNetwork.of(Networks.configuration(model, options(updater, 0.1, 1)));
    String constant = network.configuration();
    network.schedule(new RateSchedule(Shape.COSINE, 10, 100));
    assertThat(network.configuration()).contains("learningRateSchedule").isNotEqualTo(constant);
    assertThat(TrialKeys.costly(network.configuration())).isEqualTo(TrialKeys.costly(constant));
  }

  @Test
  void momentumAndWeightDecayMakeOneOnlyByBeingThere() {
    NetworkOptions options = options(Updater.NESTEROVS, 0.1, 1);
    String usual = costly(options);
    String decaying = costly(options.withWeightDecay(0.01));
    assertThat(costly(options.withMomentum(0.5))).isEqualTo(usual);
    assertThat(costly(options.withWeightDecay(0.02))).isEqualTo(decaying).isNotEqualTo(usual);
    assertThat(costly(options.withWeightDecay(0))).isEqualTo(usual);
  }

  private static String costly(NetworkOptions options) {
    return TrialKeys.costly(Networks.configuration("cnn", options));
  }

  @Test
  void anotherNumberOfThreadsIsAnotherKey() {
    TrialKeys keys = new TrialKeys("net", 32);
    assertThat(key(keys, 2)).isEqualTo(key(keys, 2)).isNotEqualTo(key(keys, 4));
    assertThat(key(keys, 2)).isNotEqualTo(key(new TrialKeys("net", 64), 2));
  }

  @Test
  void otherKernelsAreAnotherKey() {
    TrialKeys keys = new TrialKeys("net", 32);
    assertThat(key(keys, 2, new Kernels("Haswell", "AVX512_CORE"))).isNotEqualTo(key(keys, 2));
  }

  private static TrialKey key(TrialKeys keys, int threads) {
    return key(keys, threads, Kernels.COMMON);
  }

  private static TrialKey key(TrialKeys keys, int threads, Kernels kernels) {
    CpuProfile cpu = new CpuProfile("a processor", 8, 8, 3);
    MachineProfile machine =
        new MachineProfile("host", "Linux", cpu, 1L << 34, List.of(), List.of());
    Sighting seen =
        new Sighting(machine, Device.CPU, true, threads, kernels, 1L << 30, 0, false, "");
    return keys.of(List.of(MEMBER), Map.of("0", seen)).get("0");
  }

  private static String costly(String model, Updater updater, double rate, long seed) {
    return TrialKeys.costly(Networks.configuration(model, options(updater, rate, seed)));
  }

  private static NetworkOptions options(Updater updater, double rate, long seed) {
    return new NetworkOptions(new ImageShape(3, 32, 32), 10, updater, rate, seed);
  }
}
