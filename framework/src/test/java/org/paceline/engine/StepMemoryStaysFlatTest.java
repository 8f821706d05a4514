package org.paceline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.abstracts.Nd4jWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.data.ImageShape;
import org.paceline.model.NetworkOptions;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.model.Networks;
import org.paceline.model.TrainableNetwork;

class StepMemoryStaysFlatTest {

  private static final int BATCH = 4;
  private static final int UNTIL_WORKSPACES_KNOW_THEIR_SIZE = 30;

  @BeforeEach
  void noWorkspacesOfOtherTests() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "cnn", "resnet20"})
  void arraysOfAStepLieInWorkspacesOfConstantSize(String name) {
    TrainableNetwork network =
        TrainableNetwork.of(
            Networks.configuration(
                name, new NetworkOptions(new ImageShape(3, 32, 32), 10, Updater.ADAM, 0.01, 1)));
    DataSet batch = batch();
    train(network, batch, UNTIL_WORKSPACES_KNOW_THEIR_SIZE);
    Map<String, Long> sizes = sizes();
    train(network, batch, 10);
    assertThat(sizes()).isNotEmpty().isEqualTo(sizes);
    assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
        .allSatisfy(workspace -> assertThat(outside(workspace)).isZero());
  }

  /** Bytes that did not fit into a workspace and were allocated beside it. */
  private static long outside(MemoryWorkspace workspace) {
    Nd4jWorkspace native4j = (Nd4jWorkspace) workspace;
    return native4j.getSpilledSize() + native4j.getPinnedSize();
  }

  private static Map<String, Long> sizes() {
    return Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread().stream()
        .collect(Collectors.toMap(MemoryWorkspace::getId, MemoryWorkspace::getCurrentSize));
  }

  private static void train(TrainableNetwork network, DataSet batch, int steps) {
    for (int i = 0; i < steps; i++) {
      network.fit(batch);
    }
  }

  private static DataSet batch() {
    INDArray labels = Nd4j.zeros(BATCH, 10);
    for (int i = 0; i < BATCH; i++) {
      labels.putScalar(i, i, 1);
    }
    return new DataSet(Nd4j.randn(BATCH, 3, 32, 32), labels);
  }

  @Test
  void aProcessWithoutCoresIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threads.use(0))
        .withMessage("a process has at least 1 core, not 0");
  }
}
