package org.paceline.scout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.profile.ComputeCapability;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.Device;
import org.paceline.profile.DeviceRequest;
import org.paceline.profile.Eligibility;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;

class SightingTest {

  private static final BooleanSupplier CRASH =
      () -> {
        throw new AssertionError("ND4J was woken up");
      };
  private static final BooleanSupplier NO_LIBRARY =
      () -> {
        throw new NoClassDefFoundError("Could not initialize class Nd4j");
      };

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "9.0", "12.0"})
  void nd4jSleepsOnWhereABuildForCardsCannotUseTheCard(String capability) {
    Sighting seen = Sighting.of(machine(capability), Device.GPU, CRASH, Optional::empty);
    assertThat(seen.usable()).isFalse();
    assertThat(seen.judge(DeviceRequest.AUTO).reason())
        .startsWith("card has compute capability " + capability)
        .contains("the CUDA backend, which needs compute capability 5.0 to 8.9");
  }

  @Test
  void nd4jSleepsOnWhereABuildForCardsFindsNone() {
    assertThat(Sighting.of(machine(), Device.GPU, CRASH, Optional::empty).usable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.0", "8.6", "8.9"})
  void aCapableCardIsUsed(String capability) {
    Sighting seen = Sighting.of(machine(capability), Device.GPU, () -> true, Optional::empty);
    assertThat(seen.oneDnn()).isTrue();
    assertThat(seen.judge(DeviceRequest.GPU))
        .isEqualTo(new Eligibility(true, Device.GPU, "capable card"));
  }

  @ParameterizedTest
  @EnumSource
  void aBuildForProcessorsIsUsedWhateverTheCard(DeviceRequest wanted) {
    Sighting seen = Sighting.of(machine("9.0"), Device.CPU, () -> true, Optional::empty);
    assertThat(seen.judge(wanted).eligible()).isEqualTo(wanted != DeviceRequest.GPU);
  }

  @ParameterizedTest
  @EnumSource
  void aBackendThatDoesNotStartKeepsItsExecutorOutAndEndsNothing(DeviceRequest wanted) {
    Sighting seen = Sighting.of(machine("8.6"), Device.GPU, NO_LIBRARY, Optional::empty);
    assertThat(seen.judge(wanted))
        .isEqualTo(
            new Eligibility(
                false,
                Device.GPU,
                "ND4J's backend for the GPU does not start there: are CUDA 11 and cuDNN 8 on its"
                    + " library path (docs/gpu.md)? Could not initialize class Nd4j"));
    assertThat(
            Sighting.of(machine(), Device.CPU, NO_LIBRARY, Optional::empty).judge(wanted).reason())
        .isEqualTo(
            "ND4J's backend for the CPU does not start there: Could not initialize class Nd4j");
  }

  @Test
  void anExecutorThatComputesWronglyIsPutOutWithTheReason() {
    Sighting seen =
        Sighting.of(
            machine(), Device.CPU, () -> true, () -> Optional.of("its arithmetic is wrong"));
    assertThat(seen.judge(DeviceRequest.AUTO))
        .isEqualTo(new Eligibility(false, Device.CPU, "its arithmetic is wrong"));
  }

  private static MachineProfile machine(String... capabilities) {
    List<GpuProfile> cards =
        List.of(capabilities).stream()
            .map(
                text -> new GpuProfile("card", ComputeCapability.parse(text), 10, 5, 8L << 30, 100))
            .toList();
    CpuProfile cpu = new CpuProfile("a processor", 4, 4, 2);
    return new MachineProfile("host", "Linux amd64", cpu, 8L << 30, cards, List.of());
  }
}
