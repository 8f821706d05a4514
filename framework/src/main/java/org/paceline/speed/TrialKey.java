package org.paceline.speed;

/**
 * What a trial's result holds for.
 *
 * @param machine fingerprint of the machine and the share of it in use
 * @param network hash of the network's configuration
 * @param batchSize examples in a step
 */
public record TrialKey(String machine, String network, int batchSize) {

  @Override
  public String toString() {
    return machine + "|" + network + "|" + batchSize;
  }
}
