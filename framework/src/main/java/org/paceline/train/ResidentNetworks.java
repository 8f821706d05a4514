package org.paceline.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.paceline.model.TrainableNetwork;

/**
 * The networks that live in this executor between rounds, so that a round copies parameters and
 * creates nothing.
 */
final class ResidentNetworks {

  private static final int MOST = 4;

  private static final Map<String, TrainableNetwork> NETWORKS =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TrainableNetwork> eldest) {
          return size() > MOST;
        }
      };

  private ResidentNetworks() {}

  static synchronized TrainableNetwork get(String id, String configuration) {
    return NETWORKS.computeIfAbsent(id, key -> TrainableNetwork.of(configuration));
  }
}
