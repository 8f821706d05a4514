package org.paceline.k8s.lab;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * A node of the lab.
 *
 * @param name its name
 * @param share the share of a core that the pods on it have together; 0 for all that there is
 * @param cards NVIDIA cards that a device plugin offers on it
 */
public record Machine(String name, double share, int cards) {

  static final String CARD = "nvidia.com/gpu";

  Node node() {
    NodeBuilder node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("kubernetes.io/hostname", name)
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .withNewStatus()
            .withAllocatable(
                Map.of(
                    "cpu",
                    new Quantity("8"),
                    "memory",
                    new Quantity("16Gi"),
                    CARD,
                    new Quantity(String.valueOf(cards))))
            .endStatus();
    if (cards > 0) {
      node.editMetadata().addToLabels("nvidia.com/gpu.present", "true").endMetadata();
      node.editSpec().addNewTaint("NoSchedule", CARD, null, "present").endSpec();
    }
    return node.build();
  }
}
